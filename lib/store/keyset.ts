import { WorkflowError } from '../errors.js';
import type { Database } from './database.js';
import type { TimeKey, TimePageRequest } from './page.js';
import { quoteTime } from './sql.js';

/** The columns by which a list is ordered, as SQL, and which way. */
export interface TimeOrder {
  readonly time: string;
  readonly id: string;
  readonly direction: 'ASC' | 'DESC';
}

/** What stands after `ORDER BY`. */
export function orderBy({ time, id, direction }: TimeOrder): string {
  return `${time} ${direction}, ${id} ${direction}`;
}

/**
 * A condition for the rows that come after a key, spelled so that an index on both columns serves it: MySQL makes ranges
 * of the two cases, and the others of the comparison of two rows.
 */
export function comesAfter(database: Database, order: TimeOrder, key: TimeKey | null): string {
  if (key === null) return '1 = 1';
  const { time, id, direction } = order;
  const operator = direction === 'ASC' ? '>' : '<';
  const at = quoteTime(database, key.time);
  if (database.sequelize.getDialect() !== 'mysql') return `(${time}, ${id}) ${operator} (${at}, ${key.id})`;
  return `(${time} ${operator} ${at} OR (${time} = ${at} AND ${id} ${operator} ${key.id}))`;
}

/**
 * The key after which a page begins.
 *
 * @param timeOf - the time of the row with an id, `null` where that row is gone
 * @throws WorkflowError `INVALID_CURSOR` for an id alone whose row is gone
 */
export async function startOf(
  { after }: TimePageRequest,
  timeOf: (id: number) => Promise<Date | null>,
): Promise<TimeKey | null> {
  if (typeof after !== 'number') return after;
  const time = await timeOf(after);
  if (time !== null) return { time, id: after };
  throw new WorkflowError(
    'INVALID_CURSOR',
    'What this page begins after is no longer there. Read the list again from its first page.',
    { errors: [{ path: 'cursor', message: 'names what is no longer there' }] },
  );
}
