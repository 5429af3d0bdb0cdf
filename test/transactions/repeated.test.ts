import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from 'sequelize';
import { QueryTypes } from 'sequelize';
import type { AttachmentSummary } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { readStored, storedModels } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import { hasCode } from './support/has-code.js';
import { prepare, publish, REVIEWER } from './support/operations.js';

describeEachDialect('A transaction of the engine', (database) => {
  let host: CrowdedHost;
  /** How often the directory was asked. */
  let asked: number;

  beforeEach(() => {
    asked = 0;
  });

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: 2 });
  });

  afterEach(async () => {
    await database.emptyTables(CROWDED_TABLES);
  });

  it('is repeated whole where the database asks for that, and rolled back each time', async () => {
    let attempts = 0;
    const result = await host.engine.transaction(async (transaction) => {
      attempts += 1;
      await host.Invoice.create({ id: attempts }, { transaction });
      if (attempts < 3) throw Object.assign(new Error('busy'), { original: { code: 'ER_LOCK_DEADLOCK' } });
      return 'done';
    });
    assert.deepEqual([result, attempts], ['done', 3]);
    assert.deepEqual(await host.Invoice.findAll({ raw: true }), [{ id: 3 }]);
  });

  it('is not repeated for any other reason', async () => {
    let attempts = 0;
    const failing = host.engine.transaction(() => {
      attempts += 1;
      return Promise.reject(new Error('no'));
    });
    await assert.rejects(failing, /^Error: no$/);
    assert.equal(attempts, 1);
  });

  it('is not repeated once it has been committed, whatever its callbacks throw', async () => {
    let attempts = 0;
    const failing = host.engine.transaction(async (transaction) => {
      attempts += 1;
      transaction.afterCommit(() => {
        throw Object.assign(new Error('too late'), { code: '40001' });
      });
      await host.Invoice.create({ id: attempts }, { transaction });
    });
    await assert.rejects(failing, /too late/);
    assert.equal(attempts, 1);
    assert.equal(await host.Invoice.count(), 1);
  });

  it('may be followed by another one from its own callbacks', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    let progress: AttachmentSummary | undefined;
    await host.engine.transaction((transaction) => {
      transaction.afterCommit(async () => {
        progress = await host.engine.approve({ object, actor: REVIEWER });
      });
      return Promise.resolve();
    });
    assert.equal(progress?.progressPercentage, 50);
  });

  if (database.dialect === 'sqlite') {
    it('refuses a call inside it that does not name it, which would wait for ever', async () => {
      const stuck = host.engine.transaction(() => host.engine.transaction(() => Promise.resolve()));
      await assert.rejects(stuck, { code: 'INVALID_CONFIGURATION', message: /Pass \{ transaction \} on/ });
    });
    return;
  }

  /** Comes back once a transaction waits for a row of this database. */
  async function waitUntilSomeoneWaits(): Promise<void> {
    const sql =
      database.dialect === 'postgres'
        ? `SELECT COUNT(*) AS "Value" FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock'`
        : `SELECT COUNT(*) AS Value FROM information_schema.INNODB_TRX t
          JOIN information_schema.PROCESSLIST p ON p.ID = t.trx_mysql_thread_id
          WHERE p.DB = DATABASE() AND t.trx_state = 'LOCK WAIT'`;
    for (let waiting = 0; waiting === 0;) {
      const [row] = await database.sequelize.query<{ Value: unknown }>(sql, { type: QueryTypes.SELECT });
      waiting = Number(row?.Value);
      // InnoDB gives its list of transactions anew only where nobody has read it for a tenth of a second.
      await sleep(120);
    }
  }

  /** PostgreSQL ends the transaction that is the first to wait so long; MariaDB the one that has written less. */
  async function waitAtMost(time: string, transaction: Transaction | null | undefined): Promise<void> {
    if (database.dialect !== 'postgres') return;
    await database.sequelize.query(`SET LOCAL deadlock_timeout = '${time}'`, {
      transaction: transaction ?? null,
    });
  }

  /**
   * Approves an object while a transaction of the host's, which outlives a deadlock, holds a row that the directory
   * asks for, and asks for the attachment: a real deadlock.
   */
  async function approveInDeadlock(transaction?: Transaction): Promise<void> {
    await publish(host);
    const object = await prepare(host, 'started');
    await host.Invoice.create({ id: 1 });
    const findRoleMembers = host.directory.findRoleMembers.bind(host.directory);
    host.directory.findRoleMembers = async (role, context) => {
      asked += 1;
      await waitAtMost('3s', context.transaction);
      await host.Invoice.findAll({ lock: true, transaction: context.transaction });
      return findRoleMembers(role, context);
    };
    try {
      const { approval } = await database.sequelize.transaction(async (rival) => {
        await waitAtMost('15s', rival);
        await host.Invoice.update({ id: 2 }, { where: { id: 1 }, transaction: rival });
        const more = Array.from({ length: 100 }, (_row, index) => ({ id: index + 10 }));
        await host.Invoice.bulkCreate(more, { transaction: rival });
        const approving = host.engine.approve({ object, actor: REVIEWER, transaction });
        await Promise.race([Promise.allSettled([approving]), waitUntilSomeoneWaits()]);
        await storedModels(database.sequelize).Attachment.findAll({ lock: true, transaction: rival });
        return { approval: approving };
      });
      await approval;
    } finally {
      host.directory.findRoleMembers = findRoleMembers;
    }
  }

  it('is repeated whole after a deadlock', async function () {
    this.timeout(20_000);
    await approveInDeadlock();
    assert.equal(asked, 2);
    const { history } = await readStored(database.sequelize);
    assert.equal(history.filter(({ event }) => event === 'approved').length, 1);
    await checkConsistency(database.sequelize);
  });

  it("leaves a deadlock of the host's transaction to the host", async function () {
    this.timeout(20_000);
    const code = database.dialect === 'postgres' ? '40P01' : 'ER_LOCK_DEADLOCK';
    await assert.rejects(database.sequelize.transaction(approveInDeadlock), hasCode(code));
    assert.equal(asked, 1);
    const { history } = await readStored(database.sequelize);
    assert.equal(history.filter(({ event }) => event === 'approved').length, 0);
    await checkConsistency(database.sequelize);
  });
});
