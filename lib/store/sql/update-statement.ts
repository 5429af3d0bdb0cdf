import type { Model, ModelStatic } from 'sequelize';
import type { Database } from '../database.js';
import type { SqlDialect } from '../../sql/dialect.js';
import type { Statement, StatementAnswer } from '../../sql/driver.js';
import { padded, StatementText } from './statement-text.js';
import type { Table } from './table.js';
import { bound, columnOf, tableOf } from './table.js';

type Values = Readonly<Record<string, unknown>>;

/** Rows of one table that get the same values. */
export interface RowUpdate {
  readonly model: ModelStatic<Model>;
  readonly ids: readonly number[];
  /** What they must still hold; what holds something else is left alone, and not counted. */
  readonly expected?: Values;
  readonly set: Values;
}

/** One statement for some updates, and how its answer is read. */
export interface UpdateStatement {
  readonly statement: Statement;
  /** How many rows each of the updates has found. */
  readonly counted: (answer: StatementAnswer) => readonly number[];
}

type Planned = RowUpdate & { readonly table: Table };
type SomeUpdates = readonly [Planned, ...Planned[]];

/** The fewest statements for updates of different rows. */
export function updateStatements(
  database: Database,
  updates: readonly RowUpdate[],
): readonly UpdateStatement[] {
  const planned = updates.map((update) => ({ ...update, table: tableOf(database, update.model) }));
  const [first, ...others] = planned;
  if (first === undefined) return [];
  if (others.length === 0) return [updateOne(first)];
  const { dialect } = first.table;
  if (dialect.name === 'postgres') return [updateTogether(dialect, planned)];
  return dialect.name === 'mysql' ? updateOnMysql(planned) : planned.map(updateOne);
}

function updateOne(update: Planned): UpdateStatement {
  const text = new StatementText(update.table.dialect);
  addUpdate(text, update);
  return { statement: text.statement, counted: ({ affected }) => [affected] };
}

/** PostgreSQL carries out several as parts of one statement. */
function updateTogether(dialect: SqlDialect, updates: readonly Planned[]): UpdateStatement {
  const text = new StatementText(dialect);
  for (const [index, update] of updates.entries()) {
    text.add(`${index === 0 ? 'WITH' : ','} u${index} AS (`);
    addUpdate(text, update);
    text.add(' RETURNING 1)');
  }
  text.add(` SELECT ${updates.map((_update, index) => `(SELECT count(*) FROM u${index})`).join(', ')}`);
  return { statement: text.statement, counted: ({ rows }) => rows.flat().map(Number) };
}

function addUpdate(text: StatementText, { table, ids, expected = {}, set }: Planned): void {
  text.add(`UPDATE ${table.name} SET `);
  addAssignments(text, table, set);
  addCriteria(text.add(' WHERE '), { table, ids, expected });
}

function addAssignments(text: StatementText, table: Table, set: Values, alias = ''): void {
  for (const [index, [attribute, value]] of Object.entries(set).entries()) {
    text
      .add(`${index === 0 ? '' : ', '}${alias}${columnOf(table, attribute).field} = `)
      .bind(bound(table, value));
  }
}

function addCriteria(
  text: StatementText,
  { table, ids, expected }: Pick<Planned, 'table' | 'ids'> & { readonly expected: Values },
): void {
  text
    .add(`${columnOf(table, 'id').field} IN (`)
    .bindAll(padded(ids))
    .add(')');
  for (const [attribute, value] of Object.entries(expected)) {
    text.add(` AND ${columnOf(table, attribute).field} = `).bind(bound(table, value));
  }
}

/** MySQL takes two updates of one table as one, and one row of each of several tables. */
function updateOnMysql(updates: readonly Planned[]): readonly UpdateStatement[] {
  const statements: UpdateStatement[] = [];
  let rest = updates;
  for (;;) {
    const [first, second, ...others] = rest;
    if (first === undefined) return statements;
    const joined = leadingRows([first, ...rest.slice(1)]);
    if (second !== undefined && isPair(first, second)) {
      statements.push(updatePair(first, second));
      rest = others;
    } else if (joined.length > 1) {
      statements.push(updateJoined(joined));
      rest = rest.slice(joined.length);
    } else {
      statements.push(updateOne(first));
      rest = rest.slice(1);
    }
  }
}

/** Whether the first is of one row, and the other of more rows of the same table, expected and set in the same columns. */
function isPair(first: Planned, second: Planned): boolean {
  return (
    first.ids.length === 1 &&
    first.table === second.table &&
    Object.keys(first.set).join() === Object.keys(second.set).join() &&
    JSON.stringify(first.expected) === JSON.stringify(second.expected)
  );
}

function updatePair(first: Planned, second: Planned): UpdateStatement {
  const { table, expected = {} } = first;
  const id = columnOf(table, 'id').field;
  const text = new StatementText(table.dialect).add(`UPDATE ${table.name} SET `);
  for (const [index, attribute] of Object.keys(first.set).entries()) {
    text.add(`${index === 0 ? '' : ', '}${columnOf(table, attribute).field} = IF(${id} = `);
    text.bind(first.ids[0] ?? null).add(', ');
    text
      .bind(bound(table, first.set[attribute]))
      .add(', ')
      .bind(bound(table, second.set[attribute]))
      .add(')');
  }
  addCriteria(text.add(' WHERE '), { table, ids: [...first.ids, ...second.ids], expected });
  const counted = ({ affected }: StatementAnswer): readonly number[] => [1, affected - 1];
  return { statement: text.statement, counted };
}

/** The updates at the beginning that are of one row each, in tables that differ, with nothing expected. */
function leadingRows(updates: SomeUpdates): SomeUpdates {
  const isAlike = ({ ids, expected, table }: Planned, index: number): boolean =>
    ids.length === 1 &&
    expected === undefined &&
    !updates.slice(0, index).some((other) => other.table === table);
  const end = updates.findIndex((update, index) => !isAlike(update, index));
  return end === -1 ? updates : [updates[0], ...updates.slice(1, end)];
}

function updateJoined(updates: SomeUpdates): UpdateStatement {
  const [first] = updates;
  const text = new StatementText(first.table.dialect).add('UPDATE ');
  for (const [index, { table, ids }] of updates.entries()) {
    text.add(`${index === 0 ? '' : ' JOIN '}${table.name} u${index}`);
    if (index > 0) text.add(` ON u${index}.${columnOf(table, 'id').field} = `).bind(ids[0] ?? null);
  }
  for (const [index, { table, set }] of updates.entries()) {
    addAssignments(text.add(index === 0 ? ' SET ' : ', '), table, set, `u${index}.`);
  }
  text.add(` WHERE u0.${columnOf(first.table, 'id').field} = `).bind(first.ids[0] ?? null);
  return { statement: text.statement, counted: () => updates.map(() => 1) };
}
