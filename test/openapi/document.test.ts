import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { ActionFacts } from '../../lib/actions/facts.js';
import { WEBHOOK_FACTS, webhookPayload } from '../../lib/actions/handlers/webhook/payload.js';
import { openApiDocument } from '../../routes/openapi/document.js';
import { OPERATIONS } from '../../routes/operations/index.js';
import { clientTypes, documentText, withOperations } from '../../scripts/support/generated.js';

const REVIEWER = { id: 2, name: 'Reviewer' };

const FACTS: ActionFacts = {
  event: 'after_approve',
  occurredAt: '2026-01-05T09:00:00.000Z',
  company: '',
  attachment: {
    id: 1,
    workflowId: 1,
    workflowKey: 'purchase-request',
    workflowNames: { en: 'Purchase Request' },
    model: 'PurchaseRequest',
    objectId: 7,
    status: 'in_progress',
    round: 1,
    progressPercentage: 33,
    requester: { id: 'r-1', name: null },
    startedBy: null,
  },
  object: { title: 'Laptops' },
  metadata: { costCentre: 'K-7' },
  form: { budget_code: 'K-7' },
  user: REVIEWER,
  onBehalfOf: null,
  approval: { id: 3, approvalType: 'role', stepNumber: 1 },
  approvers: [REVIEWER],
  stage: { id: 4, names: { en: 'Review' } },
  pipeline: { id: null, names: {} },
  fromStage: null,
  fromPipeline: null,
  targetStage: null,
  initialStage: null,
  reason: null,
};

const HOW = 'Run "npm run openapi", and look at what has changed.';

async function fileAt(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}

describe('The document of the API', () => {
  const document = openApiDocument(OPERATIONS);

  it('is valid OpenAPI 3.1', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    assert.ok(valid, JSON.stringify(errors));
  });

  it('is the file of the package, of which the types of the client and the table of the README are made', async () => {
    assert.equal(await fileAt('openapi.json'), await documentText(), HOW);
    assert.equal(await fileAt('lib/client/openapi.ts'), await clientTypes(), HOW);
    const readme = await fileAt('README.md');
    assert.equal(readme, await withOperations(readme), HOW);
  });

  it('describes what webhooks are sent, whatever their actions leave out', () => {
    const ajv = new Ajv2020({ strict: false, formats: fullFormats }).addSchema(document, 'document');
    const validate = ajv.compile({ $ref: 'document#/components/schemas/WebhookEvent' });
    for (const include of [WEBHOOK_FACTS, [], ['attachment', 'stage']] as const) {
      for (const selection of [{ include }, { include, include_object: true }]) {
        assert.ok(validate(webhookPayload(FACTS, selection)), ajv.errorsText(validate.errors));
      }
    }
    assert.ok(!validate({ occurred_at: FACTS.occurredAt }));
  });

  it('names every operation once', () => {
    const ids = OPERATIONS.map(({ id }) => id);
    assert.deepEqual([...new Set(ids)], ids);
  });

  it('has an example of every body that must say something, which its schemas take', () => {
    const ajv = new Ajv2020({ strict: false, formats: fullFormats }).addSchema(document, 'document');
    for (const { id, method, path, example, contract, schemas } of OPERATIONS) {
      if (contract.body === undefined) continue;
      const isNeeded = schemas.body().validate({}).error !== undefined;
      assert.ok(!isNeeded || example !== undefined, `${id} has no example.`);
      if (example === undefined) continue;
      assert.equal(schemas.body().validate(example).error, undefined, id);
      const place = path.replaceAll(/:(\w+)/g, '{$1}').replaceAll('/', '~1');
      const pointer = `paths/${place}/${method}/requestBody/content/application~1json/schema`;
      const validate = ajv.compile({
        $ref: `document#/${pointer.split('/').map(encodeURIComponent).join('/')}`,
      });
      assert.ok(validate(example), `${id}: ${ajv.errorsText(validate.errors)}`);
    }
  });
});
