import assert from 'node:assert/strict';
import { Transaction } from 'sequelize';
import type { AttachmentSummary, WorkflowError } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { readStored } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import { hasCode } from './support/has-code.js';
import { prepare, publish, REQUESTER, REVIEWER } from './support/operations.js';

describeEachDialect('In a transaction that has read before', (database) => {
  // SQLite has one writer: nobody commits while a transaction that may write is open.
  if (database.dialect === 'sqlite') return;
  const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: 2 });
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(CROWDED_TABLES);
  });

  /** An object at its second stage, where two may decide. */
  async function atSecondStage(strategy: string, isWritten: boolean): Promise<{ attachmentId: number }> {
    await publish(host, strategy);
    const object = isWritten ? await prepare(host, 'created') : await host.Invoice.create({ id: 1 });
    const { id } = await host.engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
    await host.engine.approve({ attachmentId: id, actor: REVIEWER });
    return { attachmentId: id };
  }

  /** The second decides in a transaction that has read everything before the first decided and committed. */
  async function decideLate(target: { attachmentId: number }): Promise<AttachmentSummary> {
    const [first = 0, second = 0] = host.crowd;
    return database.sequelize.transaction({ isolationLevel }, async (transaction) => {
      for (const table of CROWDED_TABLES) {
        await database.sequelize.query(`SELECT * FROM ${table}`, { transaction });
      }
      await host.engine.approve({ ...target, actor: { id: first } });
      return host.engine.approve({ ...target, actor: { id: second }, transaction });
    });
  }

  for (const isWritten of [true, false]) {
    const object = isWritten ? 'an object that is written to' : 'an object that is not';

    if (database.dialect === 'mysql') {
      it(`a decision on ${object} counts those that were committed meanwhile`, async () => {
        const target = await atSecondStage('consensus', isWritten);
        const { status, progressPercentage } = await decideLate(target);
        assert.deepEqual([status, progressPercentage], ['completed', 100]);
      });

      it(`a decision on ${object} that comes too late is told who decided meanwhile`, async () => {
        const target = await atSecondStage('anyone', isWritten);
        await assert.rejects(decideLate(target), (error: WorkflowError) => {
          assert.equal(error.code, 'ALREADY_DECIDED');
          assert.equal(error.details.decided_by, host.crowd[0]);
          return true;
        });
      });
    }

    if (database.dialect === 'postgres') {
      for (const strategy of ['consensus', 'anyone']) {
        it(`a decision on ${object} by ${strategy} fails for the host to repeat`, async () => {
          const target = await atSecondStage(strategy, isWritten);
          await assert.rejects(decideLate(target), hasCode('40001'));
          const { assignments } = await readStored(database.sequelize);
          const statuses = assignments.map(({ status }) => status);
          assert.deepEqual(statuses, [
            'approved',
            'approved',
            strategy === 'anyone' ? 'superseded' : 'current',
          ]);
        });
      }
    }
  }
});
