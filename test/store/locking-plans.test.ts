import assert from 'node:assert/strict';
import type { QueryOptions, Sequelize } from 'sequelize';
import { QueryTypes } from 'sequelize';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE } from '../races/support/crowded-host.js';
import { describeEachDialect } from '../support/databases.js';
import { ADMIN, byRole, publishStages } from '../support/host.js';

const OBJECTS = 12;
const LOCKS = /^SELECT .*(?:FOR UPDATE|LOCK IN SHARE MODE);?$/s;
const OURS = /workflow_\w+/;

/** What MySQL says of one table in a statement. */
interface Plan {
  readonly table: string | null;
  readonly type: string | null;
  readonly key: string | null;
}

describeEachDialect('While the tables are small', (database) => {
  // The others lock the rows that they find, and not those that they look at.
  if (database.dialect !== 'mysql') return;

  let host: CrowdedHost;
  const plans = new Map<string, readonly Plan[]>();

  /** Explains each statement that locks rows of ours to be read, just before it runs. */
  function explainLocks(sequelize: Sequelize): void {
    const query = sequelize.query.bind(sequelize) as (
      sql: unknown,
      options?: QueryOptions,
    ) => Promise<unknown>;
    const explaining = async (sql: string, options?: QueryOptions): Promise<unknown> => {
      if (LOCKS.test(sql) && OURS.test(sql)) {
        const { replacements, transaction } = options ?? {};
        const plan = await query(`EXPLAIN ${sql}`, {
          type: QueryTypes.SELECT,
          ...(replacements === undefined ? {} : { replacements }),
          ...(transaction === undefined ? {} : { transaction }),
        });
        plans.set(sql, plan as readonly Plan[]);
      }
      return query(sql, options);
    };
    Object.assign(sequelize, { query: explaining });
  }

  before(async () => {
    const sequelize = await database.connect();
    host = await createCrowdedHost(sequelize, { size: 5, retention: { rejected: 1, cancelled: 1 } });
    const timed = { dueHours: 2, reminderHoursBefore: [1] };
    await publishStages(host.engine, [
      [byRole(CROWD_ROLE, timed)],
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1, ...timed })],
    ]);
    explainLocks(sequelize);
  });

  it('every row that is locked is found by a unique key or an index that is named, never among those of others', async () => {
    const { engine, crowd, clock } = host;
    const [first = 0, second = 0] = crowd;
    const objects = await Promise.all(
      Array.from({ length: OBJECTS }, (_object, index) => host.Invoice.create({ id: index + 1 })),
    );
    const [passed, rejected, late, cancelled] = objects;
    assert(passed && rejected && late && cancelled);
    for (const object of objects)
      await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    await engine.approve({ object: passed, actor: { id: first } });
    await engine.reject({ object: rejected, actor: { id: first }, reason: 'No.' });
    await engine.cancel({ object: cancelled, actor: { id: ADMIN } });
    for (const object of [passed, rejected, late]) {
      const deciding = host.sequelize.transaction((transaction) =>
        engine.approve({ object, actor: { id: object === late ? 77 : second }, transaction }),
      );
      await assert.rejects(deciding, { name: 'WorkflowError' });
    }
    clock.advance({ hours: 1 });
    assert(await engine.jobs.deadlines().then(({ reminded }) => reminded > 1));
    clock.advance({ hours: 1 });
    assert(await engine.jobs.reassignRoundRobin().then(({ moved }) => moved > 0));
    clock.advance({ hours: 24 * 2 });
    assert(await engine.jobs.cleanup().then((counts) => counts.rejected === 1 && counts.cancelled === 1));
    assert(plans.size > 10);
    for (const [sql, tables] of plans) {
      for (const { table, type, key } of tables) {
        if (table === null) continue;
        // Which index it takes unless it is told to changes from one row to the next.
        const isFound =
          type === 'const' || (sql.includes('FORCE INDEX') && type !== 'ALL' && type !== 'index');
        assert(isFound, `${sql}\n${JSON.stringify({ table, type, key })}`);
      }
    }
  });
});
