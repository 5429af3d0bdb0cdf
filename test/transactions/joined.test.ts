import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import { ACTION_EVENTS } from '../../lib/definition/types.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { readStored } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';
import { OPERATIONS, prepare, publish, REQUESTER, REVIEWER } from './support/operations.js';

describeEachDialect('In a transaction of the host', (database) => {
  let host: CrowdedHost;

  before(async () => {
    const inline = { handler: 'note', execution: 'inline' } as const;
    const defaultActions = ACTION_EVENTS.map((event) => ({ ...inline, event }));
    host = await createCrowdedHost(database.sequelize, { size: 3, defaultActions });
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(CROWDED_TABLES);
  });

  for (const { name, from, run } of OPERATIONS) {
    it(`${name} is not committed, and a rollback leaves nothing of it`, async () => {
      await publish(host);
      const object = await prepare(host, from);
      const before = await snapshotTables(database.sequelize, CROWDED_TABLES);
      const transaction = await database.sequelize.transaction();
      await run(host, object, transaction);
      assert.deepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
      await transaction.rollback();
      assert.deepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
    });

    it(`${name} is stored once the host commits`, async () => {
      await publish(host);
      const object = await prepare(host, from);
      const before = await snapshotTables(database.sequelize, CROWDED_TABLES);
      await database.sequelize.transaction((transaction) => run(host, object, transaction));
      assert.notDeepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
    });
  }

  it('a rolled-back savepoint takes the decision back, and the host goes on', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    await database.sequelize.transaction(async (transaction) => {
      const savepoint = await database.sequelize.transaction({ transaction });
      await host.engine.reject({ object, actor: REVIEWER, reason: 'No.', transaction: savepoint });
      await savepoint.rollback();
      await host.Invoice.create({ id: 1 }, { transaction });
      await host.engine.approve({ object, actor: REVIEWER, transaction });
    });
    const { history } = await readStored(database.sequelize);
    const events = history.map(({ event }) => event);
    assert.deepEqual(events, ['attached', 'started', 'step_opened', 'approved', 'moved', 'step_opened']);
    assert.equal(await host.Invoice.count(), 1);
  });

  for (const { name, from, run } of OPERATIONS) {
    it(`${name} with an inline action leaves nothing behind where the host rolls back to a savepoint`, async () => {
      await publish(host);
      const object = await prepare(host, from);
      const before = await snapshotTables(database.sequelize, CROWDED_TABLES);
      await undo(true, async (savepoint) => {
        await host.Invoice.create({ id: 1 }, { transaction: savepoint });
        await run(host, object, savepoint);
      });
      assert.deepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
    });
  }

  for (const [where, isSavepoint] of [
    ['', false],
    [' to a savepoint', true],
  ] as const) {
    it(`a version that is rolled back${where} is not remembered`, async () => {
      const { engine } = host;
      const object = await host.PurchaseRequest.create({ title: 'Laptops', requesterId: 1 });
      await undo(isSavepoint, async (transaction) => {
        const call = { actor: null, transaction };
        const pipelines = [{ names: { en: 'Only' }, numberOfStages: 1 }];
        const created = await engine.definitions.createWorkflow(
          { key: 'short', names: { en: 'Short' }, pipelines },
          call,
        );
        const stage = created.definition.pipelines[0]?.stages[0];
        assert(stage);
        await engine.definitions.updateStage(stage.id, { approvals: [byRole(CROWD_ROLE)] }, call);
        await engine.attach({ object, workflow: 'short', actor: REQUESTER, transaction });
      });
      // On SQLite the same ids are given out again.
      await publish(host);
      await engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
      const { current, next } = (await engine.getAttachment(object)) ?? {};
      assert.deepEqual([current?.names.en, next?.names.en], ['Stage 1', 'Stage 2']);
    });

    it(`the object of an attachment that is rolled back${where} is not remembered`, async () => {
      const { engine } = host;
      await publishStages(engine, [[byRole(1)], [byRole(2, { condition: 'object.amount >= 100' })]]);
      const [small, large] = await host.PurchaseRequest.bulkCreate(
        [5, 500].map((amount) => ({ title: 'Laptops', requesterId: 1, amount })),
      );
      assert(small && large);
      const attach = { workflow: 'purchase-request', actor: REQUESTER };
      await undo(isSavepoint, async (transaction) => {
        const { id } = await engine.attach({ ...attach, object: small, autoStart: false, transaction });
        await engine.start({ attachmentId: id, actor: REQUESTER, transaction });
      });
      const { id } = await engine.attach({ ...attach, object: large });
      const { current } = await engine.approve({ attachmentId: id, actor: REVIEWER });
      assert.equal(current?.names.en, 'Stage 2');
    });
  }

  /** Does something in a transaction, or in a savepoint of one that commits, and rolls it back. */
  async function undo(isSavepoint: boolean, work: (inside: Transaction) => Promise<void>): Promise<void> {
    const root = await database.sequelize.transaction();
    const inside = isSavepoint ? await database.sequelize.transaction({ transaction: root }) : root;
    await work(inside);
    await inside.rollback();
    if (isSavepoint) await root.commit();
  }

  it('a refusal leaves the transaction usable', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    await database.sequelize.transaction(async (transaction) => {
      const again = host.engine.attach({
        object,
        workflow: 'purchase-request',
        actor: REQUESTER,
        transaction,
      });
      await assert.rejects(again, { code: 'ALREADY_ATTACHED' });
      const stranger = host.engine.approve({ object, actor: { id: 4 }, transaction });
      await assert.rejects(stranger, { code: 'NOT_SEATED' });
      await host.engine.approve({ object, actor: REVIEWER, transaction });
    });
    assert.equal((await host.engine.getCurrentStage(object))?.names.en, 'Stage 2');
  });
});
