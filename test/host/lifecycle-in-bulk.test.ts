import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import type { ObjectFailure } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { readStored } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, quietLogger, TABLES } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';

const REVIEWER = 2;

describeEachDialect('Objects of a registered model, in bulk', (database) => {
  let host: Host;
  const said: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };

  /** How many were attached when each action ran. */
  const counted: number[] = [];

  async function countAttached(transaction: Transaction | null): Promise<number> {
    return host.sequelize.model('WorkflowAttachment').count({ transaction });
  }

  before(async () => {
    host = await createHost(database.sequelize, {
      registration: { workflow: 'purchase-request', autoStart: true },
      logger: { ...quietLogger, warn: say, error: say },
      actions: { count: async ({ transaction }) => void counted.push(await countAttached(transaction)) },
    });
  });

  beforeEach(async () => {
    said.length = 0;
    await publishStages(host.engine, [[byRole(1)]]);
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const values = (...requesters: readonly number[]) =>
    requesters.map((requesterId) => ({ title: 'Pens', requesterId }));

  async function statuses(): Promise<string[]> {
    const { attachments } = await readStored(database.sequelize);
    return attachments.map(({ status }) => status);
  }

  /** The reviewer may not approve their own request: it has nobody. */
  const ONE_THAT_CANNOT_START = [1, REVIEWER, 1];

  it('are all saved where one of them cannot start, which is logged and told', async () => {
    const failures: ObjectFailure[] = [];
    const listener = (failure: ObjectFailure): void => {
      failures.push(failure);
    };
    host.engine.events.on('object_failed', listener);
    const objects = await host.PurchaseRequest.bulkCreate(values(...ONE_THAT_CANNOT_START));
    host.engine.events.off('object_failed', listener);
    assert.deepEqual(await statuses(), ['in_progress', 'in_progress']);
    assert.deepEqual(
      failures.map(({ object }) => object.objectId),
      [String(objects[1]?.id)],
    );
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /failed; the object itself is saved/);
  });

  it('are none of them saved in a transaction where one cannot start', async () => {
    const before = await snapshotTables(database.sequelize, TABLES);
    const created = host.engine.transaction((transaction) =>
      host.PurchaseRequest.bulkCreate(values(...ONE_THAT_CANNOT_START), { transaction }),
    );
    await assert.rejects(created, { code: 'NO_APPROVER' });
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), before);
    assert.deepEqual(said, []);
  });

  it('leave nothing behind where the transaction that created them is rolled back', async () => {
    const before = await snapshotTables(database.sequelize, TABLES);
    const transaction = await database.sequelize.transaction();
    await host.PurchaseRequest.bulkCreate(values(1, 1), { transaction });
    await transaction.rollback();
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), before);
  });

  it('keep their workflows where the transaction that destroyed them is rolled back', async () => {
    await host.PurchaseRequest.bulkCreate(values(1, 1));
    const before = await snapshotTables(database.sequelize, TABLES);
    const transaction = await database.sequelize.transaction();
    await host.PurchaseRequest.destroy({ where: {}, transaction });
    await transaction.rollback();
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), before);
  });

  it('keep their workflows where a limit spares them', async () => {
    await host.PurchaseRequest.bulkCreate(values(1, 1, 1));
    assert.equal(await host.PurchaseRequest.destroy({ where: {}, limit: 1 }), 1);
    assert.deepEqual((await statuses()).sort(), ['cancelled', 'in_progress', 'in_progress']);
    const [left] = await host.PurchaseRequest.findAll();
    assert(left);
    assert.equal((await host.engine.getAttachment(left))?.status, 'in_progress');
  });

  it('are found where they are destroyed past a default scope', async () => {
    const { PurchaseRequest: model } = host;
    model.addScope('defaultScope', { where: { title: 'Visible' } });
    try {
      await model.bulkCreate(values(1, 1));
      await model.unscoped().destroy({ where: {} });
    } finally {
      model.addScope('defaultScope', {}, { override: true });
    }
    assert.deepEqual(await statuses(), ['cancelled', 'cancelled']);
  });

  it('start nothing where those that exist are updated instead, which is said', async () => {
    const [object] = await host.PurchaseRequest.bulkCreate(values(1));
    assert(object);
    await host.PurchaseRequest.bulkCreate(
      [
        { id: object.id, title: 'Pencils', requesterId: 1 },
        { id: object.id + 1, title: 'Ink', requesterId: 1 },
      ],
      { updateOnDuplicate: ['title'] },
    );
    assert.deepEqual(await statuses(), ['in_progress']);
    assert.match(said.join(), /gave no reliable ids/);
  });

  it('are attached one after another where a hook looks on, which may veto any of them', async () => {
    const seen: string[][] = [];
    const remove = host.engine.hooks.after('attach', {
      id: 'look',
      run: async ({ transaction }) => {
        const rows = await host.sequelize
          .model('WorkflowAttachment')
          .findAll({ attributes: ['status'], transaction });
        seen.push(rows.map((row) => String(row.get('status'))));
        if (seen.length === 3) throw new Error('No more than two.');
      },
    });
    const created = host.engine.transaction((transaction) =>
      host.PurchaseRequest.bulkCreate(values(1, 1, 1), { transaction }),
    );
    await assert.rejects(created, /No more than two/);
    remove();
    assert.deepEqual(
      seen.map((rows) => rows.length),
      [1, 2, 3],
    );
    assert.deepEqual([...new Set(seen.flat())], ['in_progress']);
    assert.deepEqual(await statuses(), []);
  });

  it('are attached one after another where an action runs inline', async () => {
    await database.emptyTables(TABLES);
    const now = new Date();
    const what = { company: '', event: 'on_step_open', handler: 'count', parameters: '{}', order: 1 };
    const how = { execution: 'inline', failurePolicy: 'continue', isActive: true };
    const action = { ...what, ...how, createdAt: now, updatedAt: now };
    await host.sequelize.model('WorkflowAction').create(action);
    await publishStages(host.engine, [[byRole(1)]]);
    await host.PurchaseRequest.bulkCreate(values(1, 1, 1));
    assert.deepEqual(counted.splice(0), [1, 2, 3]);
  });

  it('are cancelled one after another where a hook looks on, which may veto any of them', async () => {
    await host.PurchaseRequest.bulkCreate(values(1, 1, 1));
    let calls = 0;
    const remove = host.engine.hooks.before('cancel', {
      id: 'look',
      run: () => {
        calls += 1;
        if (calls === 2) throw new Error('Not this one.');
      },
    });
    await host.PurchaseRequest.destroy({ where: {} });
    remove();
    assert.equal(calls, 3);
    assert.deepEqual(await statuses(), ['cancelled', 'in_progress', 'cancelled']);
    assert.match(said.join(), /failed; the object itself is saved/);
  });

  it('name the one of them that has an open workflow already, and leave the transaction usable', async () => {
    const [taken] = await host.PurchaseRequest.bulkCreate(values(1));
    assert(taken);
    const attachment = await host.engine.getAttachment(taken);
    await host.PurchaseRequest.destroy({ where: {}, hooks: false });
    await host.engine.transaction(async (transaction) => {
      const [one, other] = values(1, 1);
      const created = host.PurchaseRequest.bulkCreate(
        [
          { ...one, id: taken.id + 1, title: 'Ink' },
          { ...other, id: taken.id, title: 'Pens' },
        ],
        { transaction },
      );
      await assert.rejects(created, {
        code: 'ALREADY_ATTACHED',
        message: `PurchaseRequest ${taken.id} already has an open workflow. Finish or cancel it first.`,
        details: { attachment_id: attachment?.id },
      });
      await host.PurchaseRequest.destroy({ where: { title: 'Pens' }, transaction });
    });
    assert.deepEqual(await statuses(), ['cancelled']);
  });
});
