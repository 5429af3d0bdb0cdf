import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages } from '../support/host.js';
import { recordStatements } from '../support/statements.js';

const ROWS = 1_000_000;
const HOUR = 3_600_000;

const BATCH = 100;

describeEachDialect(`Among ${ROWS} open seats`, (database) => {
  // SQLite tells no numbers of rows, and is for hosts that have none such.
  if (database.dialect === 'sqlite') return;

  let host: Host;

  before(`add ${ROWS} seats`, async function () {
    this.timeout(600_000);
    host = await createHost(database.sequelize);
    const timed = { dueHours: 1, reassignAfterHours: 1 };
    await publishStages(host.engine, [[byRole(4, { roleSelectionStrategy: 'round_robin', ...timed })]]);
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    await multiply('workflow_steps', ['step_number', 'alarm_at', 'due_at']);
    await multiply('workflow_assignments', ['seat_no', 'reassign_at']);
  });

  /** Copies the one row of a table, each a second later than the one before in these columns, and numbered in those. */
  async function multiply(table: string, changed: readonly string[]): Promise<void> {
    const { sequelize } = host;
    const [first] = await sequelize.query<Record<string, unknown>>(`SELECT * FROM ${table}`, {
      type: QueryTypes.SELECT,
    });
    const columns = Object.keys(first ?? {}).filter((column) => column !== 'id');
    const isPostgres = database.dialect === 'postgres';
    const later = (column: string): string =>
      isPostgres ? `${column} + n * INTERVAL '1 second'` : `${column} + INTERVAL n SECOND`;
    const values = columns.map((column) => {
      if (!changed.includes(column)) return column;
      return column.endsWith('_at') ? later(column) : `${column} + n`;
    });
    const numbers = isPostgres ? `generate_series(1, ${ROWS}) AS n` : `seq_1_to_${ROWS}`;
    const from = isPostgres ? numbers : `(SELECT seq AS n FROM ${numbers}) numbers`;
    await sequelize.query(
      `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values.join(', ')} FROM ${table}, ${from}`,
    );
    await sequelize.query(isPostgres ? `ANALYZE ${table}` : `ANALYZE TABLE ${table}`);
  }

  for (const [job, model, index] of [
    ['reassignRoundRobin', 'WorkflowAssignment', 'workflow_assignments_due'],
    ['deadlines', 'WorkflowStep', 'workflow_steps_alarm'],
  ] as const) {
    for (const due of [1, ROWS / 10]) {
      it(`${job} finds what is due by an index where ${due} are`, async () => {
        const sql = await queryOf(job, { model, due });
        const { indexes, rows } = await explain(sql);
        assert.deepEqual(indexes, [index], sql);
        assert.ok(rows <= BATCH, `${rows} rows were read for ${sql}`);
      });
    }
  }

  /** The statement by which a job looks for what is due: its first, after which it is stopped. */
  async function queryOf(
    job: 'reassignRoundRobin' | 'deadlines',
    { model, due }: { readonly model: string; readonly due: number },
  ): Promise<string> {
    const now = new Date(host.clock.now().getTime() + HOUR + (due - 1) * 1000);
    const stop = new AbortController();
    const claimed = host.sequelize.model(model);
    claimed.addHook('afterBulkUpdate', 'stop', () => {
      stop.abort();
    });
    const run = async (): Promise<object> =>
      host.engine.jobs[job]({ now, batchSize: BATCH, signal: stop.signal });
    const { statements } = await recordStatements(host.sequelize, run);
    claimed.removeHook('afterBulkUpdate', 'stop');
    const found = statements.find(({ sql }) => sql.startsWith('SELECT'));
    assert.ok(found);
    return found.sql;
  }

  /** Runs a statement; says by which indexes it has read, and how many rows of the table. */
  async function explain(
    sql: string,
  ): Promise<{ readonly indexes: readonly string[]; readonly rows: number }> {
    const isPostgres = database.dialect === 'postgres';
    const how = isPostgres ? 'EXPLAIN (ANALYZE, FORMAT JSON)' : 'ANALYZE FORMAT=JSON';
    const [row] = await host.sequelize.query<object>(`${how} ${sql}`, { type: QueryTypes.SELECT });
    const [plan] = Object.values(row ?? {}) as unknown[];
    const nodes = nodesOf(typeof plan === 'string' ? JSON.parse(plan) : plan);
    const [index, count] = isPostgres ? ['Index Name', 'Actual Rows'] : ['key', 'r_rows'];
    const reading = nodes.filter((node) => index in node || 'access_type' in node || 'Relation Name' in node);
    return {
      indexes: reading.map((node) => String(node[index])),
      rows: Math.max(...reading.map((node) => Number(node[count]))),
    };
  }
});

type PlanNode = Readonly<Record<string, unknown>>;

/** Every object in a plan, whichever way they are nested. */
function nodesOf(plan: unknown): readonly PlanNode[] {
  if (typeof plan !== 'object' || plan === null) return [];
  const within = Object.values(plan).flatMap(nodesOf);
  return Array.isArray(plan) ? within : [plan as PlanNode, ...within];
}
