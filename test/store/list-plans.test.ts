import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { createHost } from '../support/host.js';
import { recordStatements } from '../support/statements.js';
import { storeMany } from './support/many-attachments.js';

const START = Date.UTC(2026, 0, 5);
const SECOND = 1000;

/** Holds more than 1,000 seats; holds a few. */
const BUSY = 2;
const IDLE = 5;
const SEATS = 1200;
const OF_OTHERS = 6000;
const PAGE = { limit: 20, after: { time: new Date(START + 5000 * SECOND), id: 5001 } } as const;

/** What each list costs in statements, once versions are known. */
const LISTS: readonly (readonly [
  name: string,
  statements: number,
  read: (engine: Host['engine']) => Promise<unknown>,
])[] = [
  ['attachments of who may see all', 1, ({ reader }) => reader.list({}, PAGE, { id: BUSY })],
  ['attachments of a status', 1, ({ reader }) => reader.list({ status: 'rejected' }, PAGE, { id: BUSY })],
  ['attachments of a workflow', 1, ({ reader }) => reader.list({ workflowId: 1 }, PAGE, { id: BUSY })],
  [
    'attachments of who has few seats',
    3,
    ({ reader }) => reader.list({ visibleTo: IDLE }, PAGE, { id: IDLE }),
  ],
  [
    'attachments of who has many seats',
    5,
    ({ reader }) => reader.list({ visibleTo: BUSY }, PAGE, { id: BUSY }),
  ],
  ['an inbox', 2, ({ reader }) => reader.inbox(PAGE, { id: BUSY })],
  ['the counts of an inbox', 3, ({ reader }) => reader.inboxSummary({ id: BUSY })],
];

describeEachDialect('A list', (database) => {
  let host: Host;

  before('add attachments', async function () {
    this.timeout(120_000);
    host = await createHost(database.sequelize);
    await storeMany(
      host,
      Array.from({ length: SEATS + OF_OTHERS }, (_, index) => {
        const time = new Date(START + index * SECOND);
        const isOfOthers = index % 6 !== 0;
        return {
          createdAt: time,
          assignedAt: time,
          attachment: {
            requesterId: String(1000 + (index % 500)),
            startedBy: null,
            status: index % 4 === 0 ? 'rejected' : 'in_progress',
          },
          seat: {
            userId: isOfOthers ? String(1000 + (index % 700)) : String(index % 300 === 0 ? IDLE : BUSY),
          },
        };
      }),
    );
    await host.sequelize.query(
      {
        mysql: 'ANALYZE TABLE workflow_attachments, workflow_steps, workflow_assignments',
        postgres: 'ANALYZE',
        sqlite: 'ANALYZE',
      }[database.dialect],
    );
  });

  for (const [name, count, read] of LISTS) {
    it(`of ${name} takes ${count} statements, each of which finds its rows by an index`, async () => {
      await read(host.engine);
      const { statements } = await recordStatements(host.sequelize, () => read(host.engine));
      assert.equal(statements.length, count, statements.map(({ sql }) => sql).join('\n'));
      for (const { sql } of statements) {
        const scanned = await scannedTables(sql);
        assert.deepEqual(scanned, [], sql);
      }
    });
  }

  /** The tables of attachments, steps and seats that a statement reads from end to end. */
  async function scannedTables(sql: string): Promise<readonly string[]> {
    const explain = { mysql: 'EXPLAIN', postgres: 'EXPLAIN', sqlite: 'EXPLAIN QUERY PLAN' }[database.dialect];
    const rows = await host.sequelize.query<Record<string, unknown>>(`${explain} ${sql}`, {
      type: QueryTypes.SELECT,
    });
    if (database.dialect === 'mysql') {
      return rows
        .filter(({ table, type }) => /^[ast]$/.test(String(table)) && ['ALL', 'index'].includes(String(type)))
        .map(({ table, type, key }) => `${String(table)} ${String(type)} ${String(key)}`);
    }
    const isScan =
      database.dialect === 'postgres' ? /Seq Scan on workflow_(?:at|as|st)/ : /^SCAN [ast](?: |$)/;
    return rows.map((row) => String(row['QUERY PLAN'] ?? row.detail)).filter((line) => isScan.test(line));
  }
});
