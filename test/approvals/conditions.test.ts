import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import type { AttachmentSummary, WorkflowInput } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { recordStatements } from '../support/statements.js';
import { outcomeOf, Stage } from './support/stage.js';

const [REQUESTER, REVIEWER, BUDGET] = [1, 2, 3];

describeEachDialect('A condition', (database) => {
  let host: Host;
  let stage: Stage;

  before(async () => {
    host = await createHost(database.sequelize, { registration: { trustedMetadata: ['priority'] } });
    stage = new Stage(host);
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const approve = ({ id }: AttachmentSummary, actor: number): Promise<string> =>
    outcomeOf(host.engine.approve({ attachmentId: id, actor: { id: actor } }));

  /** Whether an approval with this condition opens for the object. */
  async function opens(condition: string, values: object = {}, metadata: object = {}): Promise<boolean> {
    const workflow = await host.engine.definitions.createWorkflow(
      {
        key: 'conditional',
        names: { en: 'Conditional' },
        hierarchyStrategy: 3,
        approvals: [byRole(1, { condition }), byRole(2)],
      },
      BY_SYSTEM,
    );
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: REQUESTER, ...values });
    const attachment = await host.engine.attach({
      object,
      workflow: workflow.id,
      actor: { id: REQUESTER },
      metadata: metadata as Readonly<Record<string, unknown>>,
    });
    const [first] = await stage.stepStatuses(attachment);
    await database.emptyTables(TABLES);
    return first === 'current';
  }

  it('sees the object as its columns say: decimals as numbers, also beyond what is whole', async () => {
    assert.equal(await opens('object.amount >= 50000', { amount: 50_000 }), true);
    assert.equal(await opens('object.amount >= 50000', { amount: 49_999.99 }), false);
    assert.equal(await opens('object.amount < 49999.995', { amount: 49_999.99 }), true);
    assert.equal(await opens("object.title == 'Pens' && object.ownerId == null", {}), true);
    assert.equal(await opens('object.amount > 10 || object.ownerId == 7', { amount: 1, ownerId: 7 }), true);
  });

  it('sees the requester and the attachment', async () => {
    host.directory.change(REQUESTER, { departmentId: 'sales' });
    assert.equal(await opens("requester.department_id == 'sales'"), true);
    assert.equal(await opens("requester.department_id == 'legal'"), false);
    assert.equal(await opens('requester.id == 1'), true);
    assert.equal(await opens("attachment.model == 'PurchaseRequest' && attachment.round == 1"), true);
  });

  it('sees of the metadata only what the host vouches for, so that nobody writes their way around an approval', async () => {
    const condition = "metadata.priority == 'high'";
    assert.equal(await opens(condition, {}, { priority: 'high' }), true);
    assert.equal(await opens(condition, {}, { priority: 'low' }), false);
    assert.equal(await opens('has(metadata.trusted)', {}, { trusted: true }), false);
  });

  it('that is false skips, and history says why', async () => {
    const condition = 'object.amount > 100';
    const attachment = await stage.attach([[byRole(1, { condition }), byRole(2)]], { amount: 100 });
    assert.deepEqual(await stage.stepStatuses(attachment), ['skipped', 'current']);
    const skipped = (await stage.history(attachment)).find(({ event }) => event === 'skipped');
    assert.equal(skipped?.actorId, null);
    assert.equal(skipped.data.cause, 'condition');
    assert.equal(skipped.data.condition, condition);
    assert.equal(await approve(attachment, BUDGET), 'completed');
  });

  it('that fails at run time counts as "approval needed", and history says so', async () => {
    const attachment = await stage.attach([[byRole(1, { condition: 'object.amount > 100' }), byRole(2)]]);
    assert.deepEqual(await stage.stepStatuses(attachment), ['current', 'pending']);
    const failed = (await stage.history(attachment)).find(({ event }) => event === 'condition_failed');
    assert.equal(failed?.data.condition, 'object.amount > 100');
    assert.equal(typeof failed.data.error, 'string');
  });

  it('is judged when its position would open, by the object as it is then', async () => {
    const attachment = await stage.attach(
      [[byRole(1)], [byRole(2, { condition: 'object.amount > 100' })], [byRole(1)]],
      { amount: 1 },
    );
    await host.PurchaseRequest.update({ amount: 101 }, { where: {} });
    assert.equal(await approve(attachment, REVIEWER), 'in_progress');
    assert.deepEqual(await stage.seated(attachment), [BUDGET]);
  });

  it('sees what the same transaction has changed', async () => {
    const attachment = await stage.attach(
      [[byRole(1)], [byRole(2, { condition: 'object.amount > 100' })], [byRole(1)]],
      { amount: 1 },
    );
    await host.engine.transaction(async (transaction: Transaction) => {
      await host.PurchaseRequest.update({ amount: 101 }, { where: {}, transaction });
      await host.engine.approve({ attachmentId: attachment.id, actor: { id: REVIEWER }, transaction });
    });
    assert.deepEqual(await stage.seated(attachment), [BUDGET]);
  });

  const places = (condition: string): WorkflowInput => ({
    key: 'places',
    names: { en: 'Places' },
    pipelines: [
      { names: { en: 'One' }, numberOfStages: 2 },
      { names: { en: 'Two' }, numberOfStages: 2, condition },
      { names: { en: 'Three' }, numberOfStages: 1 },
    ],
  });

  async function attachPlaces(stage1: string, pipeline2: string, amount: number): Promise<AttachmentSummary> {
    const { engine, PurchaseRequest } = host;
    const workflow = await engine.definitions.createWorkflow(places(pipeline2), BY_SYSTEM);
    const stages = workflow.definition.pipelines.flatMap((pipeline) => pipeline.stages);
    for (const [index, { id }] of stages.entries()) {
      const condition = index === 0 ? stage1 : null;
      await engine.definitions.updateStage(id, { condition, approvals: [byRole(1)] }, BY_SYSTEM);
    }
    const object = await PurchaseRequest.create({ title: 'Pens', requesterId: REQUESTER, amount });
    return engine.attach({ object, workflow: workflow.id, actor: { id: REQUESTER } });
  }

  it('of a stage or a pipeline skips all of it; a skipped position fires nothing but its line in history', async () => {
    const attachment = await attachPlaces('object.amount > 5', 'object.amount > 50', 1);
    assert.deepEqual(await stage.stepStatuses(attachment), ['skipped', 'current']);
    assert.equal(attachment.progressPercentage, 20);
    assert.equal(await approve(attachment, REVIEWER), 'in_progress');
    assert.deepEqual(await stage.stepStatuses(attachment), [
      'skipped',
      'approved',
      'skipped',
      'skipped',
      'current',
    ]);
    assert.deepEqual(await stage.events(attachment), [
      'attached',
      'started',
      'skipped',
      'step_opened',
      'approved',
      'skipped',
      'skipped',
      'moved',
      'step_opened',
    ]);
    assert.equal(await approve(attachment, REVIEWER), 'completed');
  });

  it('must leave one approval: what would complete without any is refused, unless the workflow allows it', async () => {
    const never = byRole(1, { condition: 'object.amount > 100' });
    assert.equal(await outcomeOf(stage.attach([[never]], { amount: 1 })), 'NO_APPROVAL_LEFT');
    assert.equal(
      await host.engine.reader
        .list({}, { limit: 1, after: null }, { id: 1 })
        .then(({ items }) => items.length),
      0,
    );
    const { id } = await host.engine.definitions.getWorkflow('purchase-request', BY_SYSTEM);
    await host.engine.definitions.updateWorkflow(id, { allowEmptyCompletion: true }, BY_SYSTEM);
    await host.engine.definitions.publishWorkflow(id, BY_SYSTEM);
    assert.equal((await stage.attachAnother({ amount: 1 })).status, 'completed');
  });

  it('that cannot be read is refused when it is saved, with its path', async () => {
    const refused = async (path: string, saving: Promise<unknown>): Promise<void> => {
      await assert.rejects(saving, (error: { code: string; errors: { path: string; message: string }[] }) => {
        assert.equal(error.code, 'INVALID_DEFINITION');
        assert.deepEqual(
          error.errors.map((one) => one.path),
          [path],
        );
        assert.match(error.errors[0]?.message ?? '', /CEL/);
        return true;
      });
    };
    const bad = 'object.amount >';
    await refused('stage_info.approvals.0.condition', stage.attach([[byRole(1, { condition: bad })]]));
    await database.emptyTables(TABLES);
    const { definitions } = host.engine;
    await refused('pipelines.1.condition', definitions.createWorkflow(places(bad), BY_SYSTEM));
    const workflow = await definitions.createWorkflow(places('object.amount > 1'), BY_SYSTEM);
    const [stageId = 0] = workflow.definition.pipelines.flatMap(({ stages }) => stages.map(({ id }) => id));
    await refused('stage_info.condition', definitions.updateStage(stageId, { condition: bad }, BY_SYSTEM));
    await refused(
      'stage_info.condition',
      definitions.updateStage(stageId, { condition: 'user.id == 1' }, BY_SYSTEM),
    );
  });

  it('costs one read of the object and one of the requester, however many there are', async () => {
    const conditions = Array.from({ length: 10 }, (_, index) =>
      byRole(1, { condition: `object.amount > ${index + 100} && requester.id == 1` }),
    );
    const attachment = await stage.attach([[byRole(1)], [...conditions, byRole(2)]], { amount: 1 });
    const { statements } = await recordStatements(host.sequelize, () => approve(attachment, REVIEWER));
    const ofObject = statements.filter(({ sql }) => sql.includes('purchase_requests'));
    // It is locked with its attachment, read once, and told where it stands now.
    assert.equal(ofObject.length, 3);
    assert.equal((await stage.stepStatuses(attachment)).at(-1), 'current');
  });
});

describeEachDialect('A model that starts its workflow by a condition', (database) => {
  let host: Host;

  async function createHostWith(
    autoStart: string | ((object: { amount: number | null }) => boolean),
  ): Promise<void> {
    host = await createHost(await database.connect(), {
      registration: { workflow: 'purchase-request', autoStart },
    });
    await publishStages(host.engine, [[byRole(1)]]);
  }

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  async function statusOf(amount: number | null): Promise<string | null> {
    return host.engine.transaction(async (transaction) => {
      const values = { title: 'Pens', requesterId: REQUESTER, amount };
      const [created] = await host.PurchaseRequest.bulkCreate([values], { transaction });
      return created?.workflowStatus ?? null;
    });
  }

  it('starts where the expression holds, and where it cannot be evaluated', async () => {
    await createHostWith('object.amount >= 100 && requester.id == 1');
    assert.equal(await statusOf(100), 'in_progress');
    assert.equal(await statusOf(99.99), null);
    assert.equal(await statusOf(null), 'in_progress');
  });

  it('starts later where a change makes the expression hold, once', async () => {
    await createHostWith('object.amount >= 100');
    assert.equal(await statusOf(1), null);
    const created = await host.PurchaseRequest.findOne({ attributes: ['id', 'amount'], rejectOnEmpty: true });
    await created.update({ amount: 99 });
    assert.equal((await host.PurchaseRequest.findByPk(created.id))?.workflowStatus, null);
    await host.engine.transaction((transaction) => created.update({ amount: 100 }, { transaction }));
    assert.equal(created.workflowStatus, 'in_progress');
    const [attached] = (await host.engine.reader.list({}, { limit: 9, after: null }, { id: REQUESTER }))
      .items;
    assert.deepEqual([attached?.requesterId, attached?.startedBy], [REQUESTER, REQUESTER]);
    const object = { model: 'PurchaseRequest', id: created.id };
    await host.engine.recall({ object, actor: { id: REQUESTER } });
    await created.update({ amount: 101 });
    assert.equal((await host.engine.getAttachment(object))?.status, 'cancelled');
  });

  it('starts where the function says so', async () => {
    await createHostWith(({ amount }) => Number(amount) === 7);
    assert.equal(await statusOf(7), 'in_progress');
    assert.equal(await statusOf(8), null);
  });

  it('is refused at registration where the expression cannot be read', async () => {
    const registering = createHostWith('object.amount >');
    await assert.rejects(registering, { code: 'INVALID_CONFIGURATION' });
  });
});
