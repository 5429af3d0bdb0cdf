import type { AbstractDataType, DataType, Model, ModelStatic } from 'sequelize';
import { readerOf } from '../../../models/read-row.js';
import type { Database } from '../database.js';
import { quoteTable } from '../sql.js';
import type { SqlDialect, SqlValue } from '../../sql/dialect.js';
import { dialectOf } from '../../sql/dialect.js';

/** A column of a table of ours, as statements name it and its values are read and bound. */
export interface TableColumn {
  readonly attribute: string;
  /** Quoted. */
  readonly field: string;
  /** Its type in SQL. */
  readonly type: string;
  /** The value that the driver gave, in the type that the model declares. */
  readonly read: (value: unknown) => unknown;
}

/** A table of ours, in the spelling of its database. */
export interface Table {
  /** Quoted, with its schema. */
  readonly name: string;
  readonly columns: ReadonlyMap<string, TableColumn>;
  readonly dialect: SqlDialect;
  /** What stands after the table where MySQL must find rows by an index, of this name without the table's. */
  readonly byIndex: (name: string) => string;
}

const TABLES = new WeakMap<ModelStatic<Model>, Table>();

/** The table of a model: worked out once. */
export function tableOf(database: Database, model: ModelStatic<Model>): Table {
  const known = TABLES.get(model);
  if (known !== undefined) return known;
  const quote = (name: string): string => database.sequelize.getQueryInterface().quoteIdentifier(name, true);
  const dialect = dialectOf(database.sequelize);
  const attributes = Object.entries(model.getAttributes());
  const table: Table = {
    name: quoteTable(database, model),
    columns: new Map(
      attributes.map(([attribute, { type, field = attribute }]) => [
        attribute,
        { attribute, field: quote(field), type: typeText(type), read: readerOf(type) },
      ]),
    ),
    dialect,
    // MySQL locks every row that it looks at, and left to itself scans a table that it believes to be small.
    byIndex: (name) =>
      dialect.name === 'mysql'
        ? ` FORCE INDEX (${quote(name === 'PRIMARY' ? name : `${model.tableName}_${name}`)})`
        : '',
  };
  TABLES.set(model, table);
  return table;
}

function typeText(type: DataType): string {
  return typeof type === 'string' ? type : (type as AbstractDataType).toSql();
}

/** A column of a table. @throws RangeError where there is none */
export function columnOf(table: Table, attribute: string): TableColumn {
  const column = table.columns.get(attribute);
  if (column === undefined) throw new RangeError(`${table.name} has no column for "${attribute}".`);
  return column;
}

/** A value as it is bound; what a row leaves out is `NULL`. */
export function bound({ dialect }: Table, value: unknown): SqlValue {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return dialect.time(value);
  return value as SqlValue;
}

/** Columns of one table in a statement over several, and how their values are read again. */
export interface Selection<Row> {
  /** What stands after `SELECT`. */
  readonly sql: string;
  readonly width: number;
  /** The row whose values begin there. */
  readonly read: (values: readonly unknown[], from: number) => Row;
}

/**
 * Selects columns of the table that has this alias.
 *
 * @param instead - SQL that stands for a column, by its attribute
 */
export function selection<Row>(
  table: Table,
  alias: string,
  attributes: readonly (keyof Row & string)[],
  instead: Readonly<Record<string, string>> = {},
): Selection<Row> {
  const columns = attributes.map((attribute) => columnOf(table, attribute));
  return {
    // SQLite gives each row as an object: every label must be another one.
    sql: columns
      .map(
        ({ attribute, field }, index) => `${instead[attribute] ?? `${alias}.${field}`} AS ${alias}${index}`,
      )
      .join(', '),
    width: columns.length,
    read: (values, from) => {
      const row: Record<string, unknown> = {};
      for (const [index, { attribute, read }] of columns.entries()) {
        const value = values[from + index];
        row[attribute] = value === null || value === undefined ? null : read(value);
      }
      return row as Row;
    },
  };
}
