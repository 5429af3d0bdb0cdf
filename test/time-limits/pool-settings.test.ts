import assert from 'node:assert/strict';
import type { Sequelize, Transaction } from 'sequelize';
import { QueryTypes } from 'sequelize';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { describeEachDialect } from '../support/databases.js';
import { prepare, publish, REVIEWER } from '../transactions/support/operations.js';
import { holdRows } from './support/hold-lock.js';

const CONNECTIONS = 3;

/** Everything that a session may be set to: what matters to a host, and what nobody has thought of. */
const SETTINGS = {
  postgres: "SELECT name, setting FROM pg_settings WHERE name NOT LIKE 'transaction%' ORDER BY name",
  mysql: 'SHOW SESSION VARIABLES',
} as const;

/** What tells the time or counts, and so is never the same twice. */
const UNSTEADY =
  /timestamp|rand_seed|pseudo|last_|insert_id|identity|gtid|in_transaction|warning|error_count/;

describeEachDialect('The connections of the host', (database) => {
  const { dialect } = database;
  // There a transaction has a connection of its own, which ends with it.
  if (dialect === 'sqlite') return;
  let host: CrowdedHost;

  before(async () => {
    const sequelize = await database.connect({ pool: { max: CONNECTIONS } });
    const limits = { statementTimeoutMs: 200, transactionTimeoutMs: 2000, hostTimeoutMs: 200 };
    host = await createCrowdedHost(sequelize, { size: 3, ...limits });
  });

  afterEach(async () => {
    await database.emptyTables(CROWDED_TABLES);
  });

  it('keep no setting of ours, whatever becomes of a transaction', async () => {
    await publish(host);
    const objects = [await prepare(host, 'started'), await prepare(host, 'started')];
    const [object, other] = objects as [(typeof objects)[0], (typeof objects)[0]];
    const before = await settings(host.sequelize);
    const approve = (): Promise<unknown> => host.engine.approve({ object, actor: REVIEWER });
    const lock = await holdRows(database, 'purchase_requests');
    await assert.rejects(approve(), { code: 'TRY_AGAIN' });
    await lock.release();
    const remove = host.engine.hooks.before('approve', {
      id: 'slow',
      run: () => new Promise(() => undefined),
    });
    await assert.rejects(approve(), { code: 'TRY_AGAIN' });
    remove();
    await assert.rejects(host.engine.approve({ object, actor: { id: 4 } }), { code: 'NOT_SEATED' });
    await approve();
    await host.sequelize.transaction((transaction) =>
      host.engine.approve({ object: other, actor: REVIEWER, transaction }),
    );
    assert.deepEqual(await settings(host.sequelize), before);
  });

  if (dialect !== 'postgres') return;

  it('have no more time for a statement than the host gives them', async () => {
    const found: string[] = [];
    for (const timeout of ['0', '150', '10min']) {
      const options = { dialectOptions: { options: `-c statement_timeout=${timeout}` }, pool: { max: 1 } };
      const { engine, sequelize } = await createCrowdedHost(await database.connect(options), {
        statementTimeoutMs: 200,
        tablePrefix: `w${timeout}_`,
      });
      for (const inside of [
        (work: (transaction: Transaction) => Promise<void>) => engine.transaction(work),
        (work: (transaction: Transaction) => Promise<void>) => sequelize.transaction(work),
      ]) {
        await inside(async (transaction) => {
          const [row] = await sequelize.query<{ statement_timeout: string }>('SHOW statement_timeout', {
            type: QueryTypes.SELECT,
            transaction,
          });
          found.push(row?.statement_timeout ?? '');
        });
      }
    }
    assert.deepEqual(found, ['200ms', '0', '150ms', '150ms', '200ms', '10min']);
  });

  async function settings(sequelize: Sequelize): Promise<readonly unknown[]> {
    const transactions = await Promise.all(
      Array.from({ length: CONNECTIONS }, () => sequelize.transaction()),
    );
    const found = await Promise.all(
      transactions.map((transaction) =>
        sequelize.query<object>(SETTINGS[dialect as keyof typeof SETTINGS], {
          type: QueryTypes.SELECT,
          transaction,
        }),
      ),
    );
    await Promise.all(transactions.map((transaction) => transaction.rollback()));
    return found.map((rows) =>
      rows.filter((row) => !UNSTEADY.test(String(Object.values(row)[0]).toLowerCase())),
    );
  }
});
