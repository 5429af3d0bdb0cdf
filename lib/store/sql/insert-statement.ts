import type { SqlValue } from '../../sql/dialect.js';
import type { Statement } from '../../sql/driver.js';
import { padded, StatementText } from './statement-text.js';
import type { Table } from './table.js';
import { bound, columnOf } from './table.js';

type Values = Readonly<Record<string, unknown>>;

const ID = 'id';

/** The texts of each table's INSERTs: they depend on nothing but how many rows there are, and what is returned. */
const TEXTS = new WeakMap<Table, Map<string, string>>();

/** Inserts rows: every column but the id, which the database gives. @param key - What is returned of them, after the id */
export function insertStatement(table: Table, rows: readonly Values[], key?: readonly string[]): Statement {
  const attributes = [...table.columns.keys()].filter((attribute) => attribute !== ID);
  const values: SqlValue[] = [];
  for (const row of rows) for (const attribute of attributes) values.push(bound(table, row[attribute]));
  const texts = TEXTS.get(table) ?? new Map<string, string>();
  TEXTS.set(table, texts);
  const name = `${rows.length} ${key?.join() ?? ''}`;
  const text = texts.get(name) ?? insertText(table, { attributes, count: rows.length, key });
  texts.set(name, text);
  return { text, values };
}

interface Insert {
  readonly attributes: readonly string[];
  readonly count: number;
  readonly key: readonly string[] | undefined;
}

function insertText(table: Table, { attributes, count, key }: Insert): string {
  let place = 0;
  const places = (): string => attributes.map(() => table.dialect.place((place += 1))).join(', ');
  const rows = Array.from({ length: count }, () => `(${places()})`).join(', ');
  const returned = key === undefined ? '' : ` RETURNING ${fieldsOf(table, [ID, ...key])}`;
  return `INSERT INTO ${table.name} (${fieldsOf(table, attributes)}) VALUES ${rows}${returned}`;
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
