import assert from 'node:assert/strict';
import type { Database } from '../../lib/store/database.js';
import type { HistoryContent } from '../../lib/store/history.js';
import { Driver } from '../../lib/sql/driver.js';
import { RowWriter } from '../../lib/store/sql/row-writer.js';
import { History } from '../../lib/store/history.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { createHost, TABLES } from '../support/host.js';
import type { RecordedStatement } from '../support/statements.js';
import { recordStatements } from '../support/statements.js';
import { attachNew, seedHistories } from './support/seed-histories.js';
import { NOTHING_ERASED } from './support/nothing-erased.js';

const KEY = 'the audit key';
const ATTACHMENTS = 205;
const ENTRIES = 1203;

describeEachDialect('Verifying a great many histories', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize, { audit: { key: KEY } });
  });

  afterEach(() => database.emptyTables(TABLES));

  /** Adds entries to a history as the engine does. */
  async function append(attachmentId: number, size: number): Promise<void> {
    const { engine, sequelize, clock } = host;
    const models = {
      HistoryEntry: sequelize.model('WorkflowHistoryEntry'),
    } as unknown as Database['models'];
    const entries: HistoryContent[] = Array.from({ length: size }, (_none, index) => {
      const nobody = { stepId: null, assignmentId: null, actorId: null, actorName: null, onBehalfOf: null };
      return { event: 'reminded', ...nobody, comment: `${index}`, data: {} };
    });
    await engine.transaction(async (transaction) => {
      const attachment = await engine.reader.find({ attachmentId }, { id: 1 }, transaction);
      const history = new History(
        { sequelize, models },
        KEY,
        new RowWriter({ sequelize, models }, new Driver(sequelize)),
      );
      const when = { createdAt: clock.now(), transaction };
      const head = await history.append(attachment, entries, when);
      await sequelize
        .model('WorkflowAttachment')
        .update({ ...head }, { where: { id: attachmentId }, transaction });
    });
  }

  it('reads them page by page, in two statements and a transaction where they fit into one', async () => {
    const { engine, sequelize } = host;
    const [first = 0] = await seedHistories(host);
    const few = await recordStatements(sequelize, () => engine.verifyHistory());
    requireReading(few.statements, { pages: 1, reads: 2 });
    for (let attached = 3; attached < ATTACHMENTS; attached += 1) await attachNew(host, false);
    const { entries: own } = await engine.verifyHistory();
    await append(first, ENTRIES);
    const many = await recordStatements(sequelize, () => engine.verifyHistory());
    const whole = { attachments: ATTACHMENTS, entries: own + ENTRIES, broken: null, ...NOTHING_ERASED };
    assert.deepEqual(many.result, whole);
    // Two pages: their ends; the entries of the first attachment by 500, and those of the others.
    requireReading(many.statements, { pages: 2, reads: 2 + 3 + 1 + 1 });
    assert.deepEqual(await engine.verifyHistory({ company: '' }), whole);
    const last = (await engine.verifyHistory({ attachmentId: first })).entries;
    await sequelize.query(
      `UPDATE workflow_history SET comment = 'x' WHERE attachment_id = ${first} AND sequence = ${last}`,
    );
    const broken = { attachmentId: first, sequence: last, reason: 'edited' };
    assert.deepEqual(await engine.verifyHistory(), {
      attachments: 1,
      entries: last,
      broken,
      ...NOTHING_ERASED,
    });
  });

  /** Never more than a page of rows at a time, without a lock, each page in one transaction. */
  function requireReading(
    statements: readonly RecordedStatement[],
    expected: { readonly pages: number; readonly reads: number },
  ): void {
    const reads = statements.filter(({ sql }) => sql.startsWith('SELECT'));
    for (const { sql } of reads) {
      assert.match(sql, /LIMIT (200|500);$/);
    }
    const transactions = new Set(statements.map(({ transactionId }) => transactionId));
    assert(!transactions.has(null));
    assert.deepEqual({ pages: transactions.size, reads: reads.length }, expected);
    const others = statements.filter(({ sql }) => !sql.startsWith('SELECT')).map(({ sql }) => sql);
    // BEGIN, how isolated it is, COMMIT.
    assert.equal(others.length, expected.pages * 3, others.join('\n'));
  }
});
