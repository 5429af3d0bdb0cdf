import { QueryTypes } from 'sequelize';
import type { Sequelize } from 'sequelize';

/** The tables that objects, and the workflows of theirs, are written to: what is referred to comes first. */
export const RUN_TIME_TABLES = [
  'purchase_requests',
  'workflow_attachments',
  'workflow_steps',
  'workflow_assignments',
  'workflow_rotations',
  'workflow_history',
  'workflow_action_runs',
] as const;

type Row = Readonly<Record<string, unknown>>;

/** Which row of which table a column names. */
const REFERENCES: Readonly<Record<string, (typeof RUN_TIME_TABLES)[number]>> = {
  object_id: 'purchase_requests',
  attachment_id: 'workflow_attachments',
  step_id: 'workflow_steps',
  assignment_id: 'workflow_assignments',
};

/** What depends on ids, or is drawn: only whether it is there counts. */
const OF_IDS = new Set([
  'open_key',
  'history_hash_seed',
  'history_head',
  'previous_hash',
  'hash',
  'idempotency_key',
  'claimed_by',
]);

/** Rows by their table. */
export type RunTime = Readonly<Record<string, readonly object[]>>;

/** Every row, with its place in its table for its id, so that what was written twice can be compared. */
export async function readRunTime(sequelize: Sequelize): Promise<RunTime> {
  const tables: Record<string, readonly object[]> = {};
  const places = new Map<string, number>();
  for (const table of RUN_TIME_TABLES) {
    const rows = await sequelize.query<Row>(`SELECT * FROM ${table} ORDER BY id`, {
      type: QueryTypes.SELECT,
    });
    for (const [index, { id }] of rows.entries()) places.set(keyOf(table, id), index);
    tables[table] = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [column, withoutIds(table, column, value)]),
      ),
    );
  }
  return tables;

  function withoutIds(table: string, column: string, value: unknown): unknown {
    if (OF_IDS.has(column)) return value !== null;
    if (column === 'facts') return factsWithoutIds(value as string);
    const referred = column === 'id' ? table : REFERENCES[column];
    if (referred === undefined || value === null) return value;
    return places.get(keyOf(referred, value)) ?? 'gone';
  }

  function factsWithoutIds(text: string): object {
    const facts = JSON.parse(text) as { attachment: object; object: object };
    return {
      ...facts,
      attachment: { ...facts.attachment, id: null, objectId: null },
      object: { ...facts.object, id: null },
    };
  }
}

/** Drivers differ: an id is a number or text. */
function keyOf(table: string, id: unknown): string {
  return JSON.stringify([table, Number(id)]);
}
