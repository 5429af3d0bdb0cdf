import assert from 'node:assert/strict';
import type { AttachmentSummary } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';

describeEachDialect('Attaching a workflow', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize);
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
    host.directory.roles.set(1, [2]);
  });

  async function attach(more: object = {}): Promise<AttachmentSummary> {
    const object = await host.PurchaseRequest.create({ title: 'Chairs', requesterId: 1 });
    return host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 6 }, ...more });
  }

  it('takes the requester from the object, and keeps who started it', async () => {
    await publishStages(host.engine, [[byRole(1)]]);
    const summary = await attach();
    assert.equal(summary.requesterId, 1);
    assert.equal(summary.startedBy, 6);
    assert.equal(summary.status, 'in_progress');
    assert.equal(summary.current?.names.en, 'Stage 1');
    assert.equal(summary.next, null);
  });

  it('takes the requester that is named before the one of the object', async () => {
    await publishStages(host.engine, [[byRole(1)]]);
    assert.equal((await attach({ requesterId: 3 })).requesterId, 3);
    assert.equal((await attach({ requesterId: null })).requesterId, null);
  });

  it('can wait to be started, and starts once', async () => {
    await publishStages(host.engine, [[byRole(1)]]);
    const { id, status, current } = await attach({ autoStart: false });
    assert.equal(status, 'not_started');
    assert.equal(current, null);
    const early = host.engine.approve({ attachmentId: id, actor: { id: 2 } });
    await assert.rejects(early, { code: 'ATTACHMENT_NOT_STARTED' });
    const started = await host.engine.start({ attachmentId: id, actor: { id: 1 } });
    assert.equal(started.status, 'in_progress');
    assert.equal(started.startedBy, 1);
    const again = host.engine.start({ attachmentId: id, actor: { id: 1 } });
    await assert.rejects(again, { code: 'ALREADY_STARTED' });
  });

  it('keeps its metadata as it was given', async () => {
    await publishStages(host.engine, [[byRole(1)]]);
    const metadata = { priority: 'high', lines: [1, 2.5, null], ünï: { ك: true } };
    const { id } = await attach({ metadata });
    const row = await host.engine.reader.find({ attachmentId: id }, { id: 6 });
    assert.deepEqual((await host.engine.reader.status(row, { id: 6 })).metadata, metadata);
  });

  it('is refused a second time while the first is open, and allowed afterwards', async () => {
    await publishStages(host.engine, [[byRole(1)]]);
    const object = await host.PurchaseRequest.create({ title: 'Chairs', requesterId: 1 });
    const request = { object, workflow: 'purchase-request', actor: { id: 6 } };
    const first = await host.engine.attach(request);
    await assert.rejects(host.engine.attach(request), {
      code: 'ALREADY_ATTACHED',
      details: { attachment_id: first.id },
    });
    await host.engine.cancel({ object, actor: { id: 6 }, reason: 'Changed our minds' });
    const second = await host.engine.attach(request);
    assert.notEqual(second.id, first.id);
    assert.equal((await host.engine.getAttachment(object))?.id, second.id);
  });

  it('refuses what cannot be attached, and changes nothing', async () => {
    const { engine, PurchaseRequest } = host;
    const object = await PurchaseRequest.create({ title: 'Chairs', requesterId: 1 });
    const draft = await engine.definitions.createWorkflow({ key: 'half', names: { en: 'Half' } }, BY_SYSTEM);
    const ready = await publishStages(engine, [[byRole(1)]], 'ready');
    await engine.definitions.updateWorkflow(ready.id, { status: 'inactive' }, BY_SYSTEM);
    const before = await snapshotTables(host.sequelize, TABLES);
    const common = { object, actor: { id: 6 } };
    await assert.rejects(engine.attach({ ...common, workflow: 999 }), { code: 'WORKFLOW_NOT_FOUND' });
    await assert.rejects(engine.attach({ ...common, workflow: 'nope' }), { code: 'WORKFLOW_NOT_FOUND' });
    await assert.rejects(engine.attach({ ...common, workflow: ready.id }), { code: 'WORKFLOW_INACTIVE' });
    await assert.rejects(engine.attach({ ...common, workflow: draft.id }), {
      code: 'WORKFLOW_INCOMPLETE',
      errors: [
        {
          path: 'pipelines',
          message: `Workflow "Half" has no pipeline. Add one with POST /workflows/${draft.id}/pipelines.`,
        },
      ],
    });
    await engine.definitions.updateWorkflow(ready.id, { status: 'draft' }, BY_SYSTEM);
    await assert.rejects(engine.attach({ ...common, workflow: ready.id }), { code: 'WORKFLOW_INACTIVE' });
    await engine.definitions.updateWorkflow(ready.id, { status: 'inactive' }, BY_SYSTEM);
    const metadata = { text: 'x'.repeat(65_536) };
    await assert.rejects(engine.attach({ ...common, workflow: 'ready', metadata }), {
      code: 'METADATA_TOO_LARGE',
    });
    const missing = { model: PurchaseRequest, id: 999 };
    await assert.rejects(engine.attach({ ...common, object: missing, workflow: 'half' }), {
      code: 'OBJECT_NOT_FOUND',
    });
    assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
  });

  it('is refused where the first stage would have nobody, and changes nothing', async () => {
    await publishStages(host.engine, [[byRole(1)]]);
    const object = await host.PurchaseRequest.create({ title: 'Chairs', requesterId: 1 });
    host.directory.roles.set(1, [1]);
    const before = await snapshotTables(host.sequelize, TABLES);
    const attached = host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 6 } });
    await assert.rejects(attached, {
      code: 'NO_APPROVER',
      message: /Nobody may approve "Stage 1": role 1 has no/,
    });
    assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
  });

  it('is refused for a workflow that is complete and was never published', async () => {
    const { engine, PurchaseRequest } = host;
    const created = await engine.definitions.createWorkflow(
      { key: 'quiet', names: { en: 'Quiet' }, status: 'draft', hierarchyStrategy: 3, approvals: [byRole(1)] },
      BY_SYSTEM,
    );
    assert.equal(created.isComplete, true);
    assert.equal(created.isActive, false);
    const object = await PurchaseRequest.create({ title: 'Chairs', requesterId: 1 });
    const attached = engine.attach({ object, workflow: 'quiet', actor: { id: 6 } });
    await assert.rejects(attached, { code: 'WORKFLOW_NOT_PUBLISHED' });
  });
});
