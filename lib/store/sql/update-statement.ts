import type { Database } from '../database.js';
import type { SqlDialect } from '../../sql/dialect.js';
import type { Statement, StatementAnswer } from '../../sql/driver.js';
import type { GatheredUpdate, RowUpdate } from './gathered-update.js';
import { addAssignments, addExpected, addUpdate, gatherUpdates, idsOf } from './gathered-update.js';
import { LONGEST_LIST, StatementText } from './statement-text.js';
import { columnOf } from './table.js';

/** One statement for some updates, and how its answer is read. */
export interface UpdateStatement {
  readonly statement: Statement;
  /** Whether it has found all rows that must still hold something. */
  readonly isComplete: (answer: StatementAnswer) => boolean;
}

/** The fewest statements for updates of different rows. */
export function updateStatements(
  database: Database,
  updates: readonly RowUpdate[],
): readonly UpdateStatement[] {
  const gathered = gatherUpdates(database, updates);
  const [first] = gathered;
  if (first === undefined) return [];
  const { dialect } = first.table;
  if (dialect.name === 'sqlite') return gathered.map(updateOne);
  const isJoint = dialect.name === 'postgres' ? fitsOnPostgres : fitsOnMysql;
  return together(gathered, isJoint).map(([one, ...others]) => {
    if (others.length === 0) return updateOne(one);
    const several = [one, ...others] as const;
    return dialect.name === 'postgres' ? updateWith(dialect, several) : updateJoined(several);
  });
}

type Some = readonly [GatheredUpdate, ...GatheredUpdate[]];

/** Neighbours that go into one statement. */
function together(
  updates: readonly GatheredUpdate[],
  isJoint: (before: Some, update: GatheredUpdate) => boolean,
): readonly Some[] {
  const parts: [GatheredUpdate, ...GatheredUpdate[]][] = [];
  for (const update of updates) {
    const last = parts.at(-1);
    if (last !== undefined && isJoint(last, update)) last.push(update);
    else parts.push([update]);
  }
  return parts;
}

function updateOne(update: GatheredUpdate): UpdateStatement {
  const text = new StatementText(update.table.dialect);
  addUpdate(text, update);
  return { statement: text.statement, isComplete: ({ affected }) => hasFound(update, affected) };
}

function hasFound(update: GatheredUpdate, count: number): boolean {
  return update.expected === undefined || count === idsOf(update).length;
}

function fitsOnPostgres(before: Some, update: GatheredUpdate): boolean {
  return [...before, update].flatMap(idsOf).length <= LONGEST_LIST;
}

/** PostgreSQL carries out several as parts of one statement. */
function updateWith(dialect: SqlDialect, updates: Some): UpdateStatement {
  const text = new StatementText(dialect);
  for (const [index, update] of updates.entries()) {
    text.add(`${index === 0 ? 'WITH' : ','} u${index} AS (`);
    addUpdate(text, update);
    text.add(' RETURNING 1)');
  }
  text.add(` SELECT ${updates.map((_update, index) => `(SELECT count(*) FROM u${index})`).join(', ')}`);
  return {
    statement: text.statement,
    isComplete: ({ rows: [counts = []] }) =>
      updates.every((update, index) => hasFound(update, Number(counts[index]))),
  };
}

/** MySQL takes one row of each of several tables together, where something is expected of the first alone. */
function fitsOnMysql(before: Some, update: GatheredUpdate): boolean {
  const areOne = [...before, update].every((one) => idsOf(one).length === 1);
  return areOne && update.expected === undefined && before.every(({ table }) => table !== update.table);
}

function updateJoined(updates: Some): UpdateStatement {
  const [first] = updates;
  const { table } = first;
  const text = new StatementText(table.dialect).add('UPDATE ');
  for (const [index, update] of updates.entries()) {
    text.add(`${index === 0 ? '' : ' JOIN '}${update.table.name} u${index}`);
    if (index > 0)
      text.add(` ON u${index}.${columnOf(update.table, 'id').field} = `).bind(idsOf(update)[0] ?? null);
  }
  for (const [index, update] of updates.entries()) {
    addAssignments(text.add(index === 0 ? ' SET ' : ', '), update, `u${index}.`);
  }
  text.add(` WHERE u0.${columnOf(table, 'id').field} = `).bind(idsOf(first)[0] ?? null);
  addExpected(text, first, 'u0.');
  // Where the first is not as expected, none is written.
  const isComplete = ({ affected }: StatementAnswer): boolean => first.expected === undefined || affected > 0;
  return { statement: text.statement, isComplete };
}
