import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN } from '../support/host.js';
import { onStage, tryAll } from './support/attempts.js';
import { role } from './support/seed.js';
import { REQUESTER, REVIEWER } from './support/site.js';
import { refuses } from './support/unchanged.js';

const APPROVALS = 'stage_info.approvals';

describeEachDialect('A definition that is refused', (database) => {
  const stage = onStage(database);
  const { site, scene } = stage;

  describe('as a workflow:', () => {
    tryAll<object>(
      stage,
      [
        ['no name', { name_en: undefined }, '422 INVALID_DEFINITION', 'name_en'],
        ['a name that is no text', { name_en: 5 }, '422 INVALID_DEFINITION', 'name_en'],
        ['a name of blanks', { name_en: ' ' }, '422 INVALID_DEFINITION', 'name_en'],
        ['a language there is not', { names: { 'no tag': 'A' } }, '422 INVALID_DEFINITION', 'names.no tag'],
        ['no key, and none to make', { name_en: null, name_ar: 'طلب' }, '422 INVALID_DEFINITION', 'key'],
        ['an empty key', { key: '' }, '400 INVALID_REQUEST', 'key'],
        ['a key with NUL', { key: 'a\0' }, '400 INVALID_REQUEST', 'key'],
        ['a long key', { key: 'a'.repeat(192) }, '400 INVALID_REQUEST', 'key'],
        ['a key that is taken', { key: 'purchase-request' }, '409 KEY_TAKEN', 'key'],
        ['a strategy there is not', { hierarchy_strategy: 4 }, '400 INVALID_REQUEST', 'hierarchy_strategy'],
        ['a status there is not', { status: 'open' }, '400 INVALID_REQUEST', 'status'],
        ['pipelines that are no list', { pipelines: {} }, '400 INVALID_REQUEST', 'pipelines'],
        [
          'a hundred pipelines and one',
          { pipelines: Array.from({ length: 101 }, () => ({ name_en: 'P' })) },
          '400 INVALID_REQUEST',
          'pipelines',
        ],
        ['fields that are not known', { id: 5, created_by: 1 }, '400 UNKNOWN_FIELD', 'id', 'created_by'],
        ['approvals, where stages have them', { approvals: [] }, '422 INVALID_DEFINITION', 'approvals'],
      ],
      (body) => site().admin.post('/workflows', { name_en: 'New', ...body }),
    );

    tryAll<object>(
      stage,
      [
        ['no name', { name_en: null }, '422 INVALID_DEFINITION', 'pipelines.1.name_en'],
        ['a control character', { name_ar: 'a\u0007' }, '422 INVALID_DEFINITION', 'pipelines.1.name_ar'],
        ['minus one stage', { number_of_stages: -1 }, '400 INVALID_REQUEST', 'pipelines.1.number_of_stages'],
        [
          'a thousand stages',
          { number_of_stages: 1000 },
          '400 INVALID_REQUEST',
          'pipelines.1.number_of_stages',
        ],
        ['a strange department', { department_id: {} }, '400 INVALID_REQUEST', 'pipelines.1.department_id'],
        ['approvals of its own', { approvals: [role(1)] }, '422 INVALID_DEFINITION', 'pipelines.1.approvals'],
        [
          'approvals of nobody',
          { approvals: [{}] },
          '422 INVALID_DEFINITION',
          'pipelines.1.approvals.0.approval_type',
        ],
      ],
      (pipeline) => {
        const pipelines = [{ name_en: 'First' }, { name_en: 'Second', ...pipeline }];
        return site().admin.post('/workflows', { name_en: 'New', pipelines });
      },
    );

    it('numbered stages, where the strategy has none: 422 INVALID_DEFINITION', async () => {
      const pipelines = [{ name_en: 'First', number_of_stages: 1 }];
      await refuses(site(), ['422 INVALID_DEFINITION', 'pipelines.0.number_of_stages'], () =>
        site().admin.post('/workflows', { name_en: 'New', hierarchy_strategy: 2, pipelines }),
      );
    });

    it('from someone who may not manage: 403 FORBIDDEN', async () => {
      for (const by of [REQUESTER, REVIEWER]) {
        await refuses(site(), ['403 FORBIDDEN'], () =>
          site().api.as(by).post('/workflows', { name_en: 'New' }),
        );
      }
    });

    it('an incomplete one, when it is published: 422 WORKFLOW_INCOMPLETE', async () => {
      await refuses(site(), ['422 WORKFLOW_INCOMPLETE', 'pipelines.0.stages.1.approvals'], () =>
        site().admin.post(`/workflows/${scene().incomplete}/publish`),
      );
    });

    it('one in use, when it is deleted: 409 WORKFLOW_IN_USE', async () => {
      await refuses(site(), ['409 WORKFLOW_IN_USE'], () =>
        site().admin.delete(`/workflows/${scene().workflow}`),
      );
    });
  });

  describe('as a change of a stage:', () => {
    tryAll<object>(
      stage,
      [
        ['nothing', {}, '400 INVALID_REQUEST', ''],
        ['no name left', { name_en: null, name_ar: null }, '422 INVALID_DEFINITION', 'name_en'],
        ['order 0', { order: 0 }, '400 INVALID_REQUEST', 'order'],
        ['order 1.5', { order: 1.5 }, '400 INVALID_REQUEST', 'order'],
        [
          'a long colour',
          { stage_info: { color: 'r'.repeat(33) } },
          '400 INVALID_REQUEST',
          'stage_info.color',
        ],
        ['an unknown detail', { stage_info: { colour: 'red' } }, '400 UNKNOWN_FIELD', 'stage_info.colour'],
        ['details in text', { stage_info: '{"color":"red"}' }, '400 INVALID_REQUEST', 'stage_info'],
        ['approvals beside stage_info', { approvals: [role(1)] }, '400 UNKNOWN_FIELD', 'approvals'],
      ],
      (body) => site().admin.patch(`/stages/${scene().stages[0]}`, body),
    );

    tryAll<unknown>(
      stage,
      [
        ['approvals that are no list', 'all', '422 INVALID_DEFINITION', APPROVALS],
        ['approvals that are null', null, '422 INVALID_DEFINITION', APPROVALS],
        [
          'fifty approvals and one',
          Array.from({ length: 51 }, () => role(1)),
          '422 INVALID_DEFINITION',
          APPROVALS,
        ],
        ['an approval of no type', [{}], '422 INVALID_DEFINITION', `${APPROVALS}.0.approval_type`],
        [
          'an approval of a type there is not',
          [{ approval_type: 'dog' }],
          '422 INVALID_DEFINITION',
          `${APPROVALS}.0.approval_type`,
        ],
        [
          'an approval by nobody',
          [role(1), { approval_type: 'user' }],
          '422 INVALID_DEFINITION',
          `${APPROVALS}.1.approval_user`,
        ],
        ['an option there is not', [role(1, { vote: 1 })], '422 INVALID_DEFINITION', `${APPROVALS}.0.vote`],
        [
          'an option of another type',
          [role(1, { approval_user: 1 })],
          '422 INVALID_DEFINITION',
          `${APPROVALS}.0.approval_user`,
        ],
        [
          'a role with NUL',
          [{ approval_type: 'role', user_role: 'a\0' }],
          '422 INVALID_DEFINITION',
          `${APPROVALS}.0.user_role`,
        ],
        [
          'a role with half a character',
          [{ approval_type: 'role', user_role: '\ud800' }],
          '400 INVALID_REQUEST',
          `${APPROVALS}.0.user_role`,
        ],
        [
          'a form there is not',
          [role(1, { step_approval_type: 'submit', required_form: 999_999 })],
          '422 UNKNOWN_FORM',
          `${APPROVALS}.0.required_form`,
        ],
        [
          'the id of no approval here',
          [role(1, { id: 999_999 })],
          '422 INVALID_DEFINITION',
          `${APPROVALS}.0.id`,
        ],
      ],
      (approvals) => site().admin.patch(`/stages/${scene().stages[0]}`, { stage_info: { approvals } }),
    );
  });

  describe('as a form:', () => {
    const remote = { $ref: 'https://example.com/s.json' };

    tryAll<object>(
      stage,
      [
        [
          'no key and no schema',
          { key: undefined, schema: undefined },
          '400 INVALID_REQUEST',
          'key',
          'schema',
        ],
        ['no name', { name_en: undefined }, '422 INVALID_DEFINITION', 'name_en'],
        ['a key that is taken', { key: 'budget' }, '409 KEY_TAKEN', 'key'],
        ['a schema that is no object', { schema: true }, '422 FORM_SCHEMA_INVALID', 'schema'],
        ['a schema of a list', { schema: { type: 'array' } }, '422 FORM_SCHEMA_INVALID', 'schema.type'],
        [
          'a large schema',
          { schema: { description: 'x'.repeat(33_000) } },
          '422 FORM_SCHEMA_INVALID',
          'schema',
        ],
        ['a remote reference', { schema: remote }, '422 FORM_SCHEMA_INVALID', 'schema.$ref'],
        ['fields that are not known', { version: 2 }, '400 UNKNOWN_FIELD', 'version'],
      ],
      (body) => site().admin.post('/forms', { key: 'other', name_en: 'Other', schema: {}, ...body }),
    );

    it('a change of nothing: 400 INVALID_REQUEST', async () => {
      await refuses(site(), ['400 INVALID_REQUEST', ''], () =>
        site().admin.patch(`/forms/${scene().form}`, {}),
      );
    });

    it('one that is required, when it is deleted, naming where: 409 FORM_IN_USE', async () => {
      const { body } = await refuses(site(), ['409 FORM_IN_USE'], () =>
        site().admin.delete(`/forms/${scene().form}`),
      );
      assert.equal((body.details.workflow_ids as number[]).length, 1);
    });
  });

  describe('for what is not there:', () => {
    const requests = [
      ['get', '/workflows/999999', 'WORKFLOW_NOT_FOUND'],
      ['patch', '/workflows/999999', 'WORKFLOW_NOT_FOUND'],
      ['delete', '/workflows/999999', 'WORKFLOW_NOT_FOUND'],
      ['post', '/workflows/999999/publish', 'WORKFLOW_NOT_FOUND'],
      ['get', '/workflows/999999/validate', 'WORKFLOW_NOT_FOUND'],
      ['get', '/workflows/999999/versions', 'WORKFLOW_NOT_FOUND'],
      ['post', '/workflows/999999/pipelines', 'WORKFLOW_NOT_FOUND'],
      ['patch', '/pipelines/999999', 'PIPELINE_NOT_FOUND'],
      ['delete', '/pipelines/999999', 'PIPELINE_NOT_FOUND'],
      ['post', '/pipelines/999999/stages', 'PIPELINE_NOT_FOUND'],
      ['get', '/stages/999999', 'STAGE_NOT_FOUND'],
      ['patch', '/stages/999999', 'STAGE_NOT_FOUND'],
      ['delete', '/stages/999999', 'STAGE_NOT_FOUND'],
      ['get', '/forms/999999', 'FORM_NOT_FOUND'],
      ['patch', '/forms/999999', 'FORM_NOT_FOUND'],
      ['delete', '/forms/999999', 'FORM_NOT_FOUND'],
      ['get', '/attachments/999999', 'ATTACHMENT_NOT_FOUND'],
      ['get', '/attachments/999999/history', 'ATTACHMENT_NOT_FOUND'],
      ['get', '/objects/Invoice/1/workflow_status', 'MODEL_NOT_FOUND'],
      ['get', '/objects/PurchaseRequest/999999/workflow_status', 'ATTACHMENT_NOT_FOUND'],
      ['get', '/objects/PurchaseRequest/abc/workflow_status', 'ATTACHMENT_NOT_FOUND'],
    ] as const;
    for (const [method, path, code] of requests) {
      it(`${method.toUpperCase()} ${path}: 404 ${code}`, async () => {
        const takesBody = method === 'patch' || /(pipelines|stages)$/.test(path);
        const body = takesBody ? { name_en: 'New' } : undefined;
        await refuses(site(), [`404 ${code}`], () => site().api.as(ADMIN).send(method, path, body));
      });
    }
  });
});
