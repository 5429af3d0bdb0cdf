import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN } from '../support/host.js';
import type { Answer } from './support/api.js';
import { onStage, tryAll } from './support/attempts.js';
import { seedAttachment, seedWorkflow } from './support/seed.js';
import { REQUESTER, REVIEWER, STRANGER } from './support/site.js';
import { refuses } from './support/unchanged.js';

describeEachDialect('Attaching that is refused', (database) => {
  const stage = onStage(database);
  const { site, scene } = stage;

  const attach = (by: number, body: object): Promise<Answer> => {
    const { workflow, free } = scene();
    const named = { model: 'PurchaseRequest', object_id: free, workflow_id: workflow };
    return site()
      .api.as(by)
      .post('/attachments', { ...named, ...body });
  };

  describe('for its workflow:', () => {
    tryAll<() => unknown>(
      stage,
      [
        ['one there is not', () => 999_999, '404 WORKFLOW_NOT_FOUND'],
        [
          'an incomplete one',
          () => scene().incomplete,
          '422 WORKFLOW_INCOMPLETE',
          'pipelines.0.stages.1.approvals',
        ],
        ['an inactive one', () => scene().inactive, '422 WORKFLOW_INACTIVE'],
        ['one that was never published', () => scene().unpublished, '422 WORKFLOW_NOT_PUBLISHED'],
        ['one whose first stage has nobody', () => scene().deserted, '422 NO_APPROVER'],
        ['none', () => undefined, '400 INVALID_REQUEST', 'workflow_id'],
        ['its key', () => 'purchase-request', '400 INVALID_REQUEST', 'workflow_id'],
        ['a negative one', () => -1, '400 INVALID_REQUEST', 'workflow_id'],
        ['a fraction', () => 1.5, '400 INVALID_REQUEST', 'workflow_id'],
        ['one beyond all', () => 1e20, '400 INVALID_REQUEST', 'workflow_id'],
      ],
      (workflow) => attach(ADMIN, { workflow_id: workflow() }),
    );
  });

  describe('for its object:', () => {
    tryAll<unknown>(
      stage,
      [
        ['one there is not', 999_999, '404 OBJECT_NOT_FOUND'],
        ['a negative one', -1, '404 OBJECT_NOT_FOUND'],
        ['text', 'abc', '404 OBJECT_NOT_FOUND'],
        ['SQL', '1 OR 1=1', '404 OBJECT_NOT_FOUND'],
        ['another spelling of a number', '01', '404 OBJECT_NOT_FOUND'],
        ['digits beyond all', '9'.repeat(30), '404 OBJECT_NOT_FOUND'],
        ['none', undefined, '400 INVALID_REQUEST', 'object_id'],
        ['null', null, '400 INVALID_REQUEST', 'object_id'],
        ['a fraction', 1.5, '400 INVALID_REQUEST', 'object_id'],
        ['a number beyond all', 1e20, '400 INVALID_REQUEST', 'object_id'],
        ['an empty text', '', '400 INVALID_REQUEST', 'object_id'],
        ['text with NUL', '1\0', '404 OBJECT_NOT_FOUND'],
        ['a list', [1], '400 INVALID_REQUEST', 'object_id'],
      ],
      (object) => attach(ADMIN, { object_id: object }),
    );

    tryAll<unknown>(
      stage,
      [
        ['a model there is not', 'Invoice', '404 MODEL_NOT_FOUND'],
        ['a model in another spelling', 'purchaserequest', '404 MODEL_NOT_FOUND'],
        ['a model that every object has', 'constructor', '404 MODEL_NOT_FOUND'],
        ['no model', undefined, '400 INVALID_REQUEST', 'model'],
        ['a model that is no text', {}, '400 INVALID_REQUEST', 'model'],
      ],
      (model) => attach(ADMIN, { model }),
    );

    it('a second open one, naming the first: 409 ALREADY_ATTACHED', async () => {
      const { runningObject: object, running, workflow } = scene();
      for (const request of [
        () => attach(ADMIN, { object_id: object }),
        () => site().objects.as(ADMIN).post(`/${object}/attach_workflow`, { workflow_id: workflow }),
      ]) {
        const { body } = await refuses(site(), ['409 ALREADY_ATTACHED'], request);
        assert.deepEqual(body.details, { attachment_id: running });
      }
    });
  });

  describe('for who asks:', () => {
    tryAll<number>(
      stage,
      [
        ['the requester', REQUESTER, '403 FORBIDDEN'],
        ['someone who is seated elsewhere', REVIEWER, '403 FORBIDDEN'],
        ['a stranger', STRANGER, '403 FORBIDDEN'],
      ],
      (by) => attach(by, {}),
    );

    it('a stranger, alike whether the object exists: 403 FORBIDDEN', async () => {
      const answers = [
        await refuses(site(), ['403 FORBIDDEN'], () => attach(STRANGER, {})),
        await refuses(site(), ['403 FORBIDDEN'], () => attach(STRANGER, { object_id: 999_999 })),
      ];
      assert.equal(answers[0]?.text, answers[1]?.text);
    });
  });

  describe('for the rest of it:', () => {
    const deep = JSON.parse(`{"a":${'['.repeat(70)}${']'.repeat(70)}}`) as unknown;

    tryAll<object>(
      stage,
      [
        ['a start that may be', { auto_start: 'maybe' }, '400 INVALID_REQUEST', 'auto_start'],
        ['a requester', { requester_id: REVIEWER }, '400 UNKNOWN_FIELD', 'requester_id'],
        ['who started it', { started_by: REVIEWER }, '400 UNKNOWN_FIELD', 'started_by'],
        ['a company', { company: 'acme' }, '400 UNKNOWN_FIELD', 'company'],
        ['metadata that is a list', { metadata: [1] }, '400 INVALID_REQUEST', 'metadata'],
        ['metadata that is text', { metadata: '{"a":1}' }, '400 INVALID_REQUEST', 'metadata'],
        ['half a character', { metadata: { a: ['\ud83d'] } }, '400 INVALID_REQUEST', 'metadata.a.0'],
        ['no bottom', { metadata: deep }, '400 INVALID_REQUEST', `metadata.a${'.0'.repeat(62)}`],
        [
          'metadata of 64 KiB and one byte',
          { metadata: { a: 'x'.repeat(64 * 1024 - 7) } },
          '413 METADATA_TOO_LARGE',
          'metadata',
        ],
        [
          'metadata of 64 KiB in Arabic and one byte',
          { metadata: { a: `x${'ش'.repeat((64 * 1024 - 8) / 2)}` } },
          '413 METADATA_TOO_LARGE',
          'metadata',
        ],
      ],
      (body) => attach(ADMIN, body),
    );

    it('a prototype in its metadata: 400 INVALID_REQUEST', async () => {
      const { free, workflow } = scene();
      const named = `"model":"PurchaseRequest","object_id":${free},"workflow_id":${workflow}`;
      const json = site().admin.with({ 'content-type': 'application/json' });
      await refuses(site(), ['400 INVALID_REQUEST', 'metadata.a.__proto__'], () =>
        json.post('/attachments', `{${named},"metadata":{"a":{"__proto__":{"admin":true}}}}`),
      );
    });
  });

  it('leaves room at the limit: metadata of exactly 64 KiB, with NUL in it, is kept', async () => {
    const metadata = { a: `${'\0'.repeat(10)}${'x'.repeat(64 * 1024 - 8 - 60)}` };
    const { id: workflow } = await seedWorkflow(site(), undefined, { key: 'roomy' });
    const attached = await seedAttachment(site(), workflow, { metadata, auto_start: false });
    assert.deepEqual(attached.metadata, metadata);
  });
});
