import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import { checkConsistency } from '../races/support/check-consistency.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { recordStatements } from '../support/statements.js';

const OBJECTS = 1000;
const MOST_STATEMENTS = 60;

describeEachDialect('A thousand objects at once', (database) => {
  const registration = { workflow: 'purchase-request', autoStart: true };
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize, { registration });
  });

  beforeEach(async () => {
    const shared = byRole(4, { roleSelectionStrategy: 'round_robin' });
    await publishStages(host.engine, [
      [byRole(4, { parallelGroup: 'a' }), { ...shared, parallelGroup: 'a' }],
    ]);
  });

  afterEach(() => database.emptyTables(TABLES));

  const values = (): { title: string; requesterId: number }[] =>
    Array.from({ length: OBJECTS }, (_, index) => ({ title: `Desk ${index}`, requesterId: 1 + (index % 3) }));

  async function statementsOf(work: (transaction: Transaction) => Promise<unknown>): Promise<number> {
    const { statements } = await recordStatements(host.sequelize, () => host.engine.transaction(work));
    return statements.length;
  }

  /** How many seats each auditor has been given by turns. */
  async function turns(): Promise<number[]> {
    const [rows] = await host.sequelize.query(
      'SELECT COUNT(*) AS turns FROM workflow_assignments WHERE rotation_role IS NOT NULL GROUP BY user_id',
    );
    return (rows as { turns: number | string }[]).map((row) => Number(row.turns));
  }

  it('cost few statements to create and to destroy, in a process that has read no version yet', async () => {
    const created = await statementsOf((transaction) =>
      host.PurchaseRequest.bulkCreate(values(), { transaction }),
    );
    assert(created <= MOST_STATEMENTS, `It took ${created} statements.`);
    assert.deepEqual((await turns()).sort(), [333, 333, 334]);
    await checkConsistency(host.sequelize);
    const destroyed = await statementsOf((transaction) =>
      host.PurchaseRequest.destroy({ where: {}, transaction }),
    );
    assert(destroyed <= MOST_STATEMENTS, `It took ${destroyed} statements.`);
    await checkConsistency(host.sequelize);
    const { items } = await host.engine.reader.list(
      { status: 'cancelled' },
      { limit: 1, after: null },
      { id: 6 },
    );
    assert.equal(items.length, 1);
    assert.equal((await host.engine.verifyHistory()).broken, null);
  });

  it('cost few statements also without a transaction', async () => {
    const { statements } = await recordStatements(host.sequelize, async () => {
      const objects = await host.PurchaseRequest.bulkCreate(values());
      assert(objects.every(({ workflowStatus }) => workflowStatus === 'in_progress'));
    });
    assert(statements.length <= MOST_STATEMENTS, `It took ${statements.length} statements.`);
  });

  // The other databases tell every key that they have given.
  if (database.dialect === 'mysql') {
    it('are attached to their own rows on a server that counts keys in steps', async () => {
      const cluster = await database.connect();
      cluster.addHook('afterConnect', async (connection) => {
        const session = connection as { promise(): { query(sql: string): Promise<unknown> } };
        await session.promise().query('SET SESSION auto_increment_increment = 3, auto_increment_offset = 2');
      });
      const { PurchaseRequest: Stepping } = await createHost(cluster, { registration });
      const created = await Stepping.bulkCreate(values());
      const stored = await Stepping.findAll({ order: ['id'] });
      assert.equal(stored.length, OBJECTS);
      assert.deepEqual(
        created.map(({ id, title }) => [id, title]),
        stored.map(({ id, title }) => [id, title]),
      );
      assert(stored.every(({ workflowStatus }) => workflowStatus === 'in_progress'));
      const [first, second] = stored;
      assert.equal(Number(second?.id) - Number(first?.id), 3);
      await Stepping.destroy({ where: {} });
      await checkConsistency(cluster);
    });
  }
});
