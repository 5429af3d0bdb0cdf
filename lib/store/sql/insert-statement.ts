import type { Statement } from '../../sql/driver.js';
import { padded, StatementText } from './statement-text.js';
import type { Table } from './table.js';
import { bound, columnOf } from './table.js';

type Values = Readonly<Record<string, unknown>>;

const ID = 'id';

/** Inserts rows: every column but the id, which the database gives. @param key - What is returned of them, after the id */
export function insertStatement(table: Table, rows: readonly Values[], key?: readonly string[]): Statement {
  const columns = [...table.columns.values()].filter(({ attribute }) => attribute !== ID);
  const text = new StatementText(table.dialect);
  text.add(`INSERT INTO ${table.name} (${columns.map(({ field }) => field).join(', ')}) VALUES `);
  for (const [index, row] of rows.entries()) {
    text.add(index === 0 ? '(' : ', (');
    text.bindAll(columns.map(({ attribute }) => bound(table, row[attribute]))).add(')');
  }
  if (key !== undefined) text.add(` RETURNING ${fieldsOf(table, [ID, ...key])}`);
  return text.statement;
}

/** Finds the ids of rows by their unique key: more rows may be found than are meant. */
export function readBackStatement(
  table: Table,
  { rows, key }: { readonly rows: readonly Values[]; readonly key: readonly string[] },
): Statement {
  const [first = ID] = key;
  const values = [...new Set(rows.map((row) => bound(table, row[first])))];
  return new StatementText(table.dialect)
    .add(`SELECT ${fieldsOf(table, [ID, ...key])} FROM ${table.name}`)
    .add(` WHERE ${columnOf(table, first).field} IN (`)
    .bindAll(padded(values))
    .add(')').statement;
}

function fieldsOf(table: Table, attributes: readonly string[]): string {
  return attributes.map((attribute) => columnOf(table, attribute).field).join(', ');
}
