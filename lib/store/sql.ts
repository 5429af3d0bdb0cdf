import type { Model, ModelStatic } from 'sequelize';
import type { Database } from './database.js';

/** A table's name, quoted for the dialect of its database, its schema included. */
export function quoteTable({ sequelize }: Database, model: ModelStatic<Model>): string {
  const generator = sequelize.getQueryInterface().queryGenerator as { quoteTable(name: unknown): string };
  return generator.quoteTable(model.getTableName());
}

/**
 * What stands after a table whose rows a statement locks: the index by which it finds them.
 *
 * MySQL locks every row that it looks at: left to itself it scans a table that it believes to be small.
 */
export function byIndex({ sequelize }: Database, model: ModelStatic<Model>, name: string): string {
  if (sequelize.getDialect() !== 'mysql') return '';
  return `FORCE INDEX (${sequelize.getQueryInterface().quoteIdentifier(`${model.tableName}_${name}`)})`;
}

/** A time as SQL. On MySQL, Sequelize drops the milliseconds of one whose column it does not know. */
export function quoteTime({ sequelize, models }: Database, time: Date): string {
  const generator = sequelize.getQueryInterface().queryGenerator as {
    escape(value: Date, column: unknown): string;
  };
  return generator.escape(time, models.Attachment.getAttributes().createdAt);
}

/** Columns of one table in a statement over several. */
export interface SelectedColumns {
  /** What stands after `SELECT`. */
  readonly sql: string;
  /** Their values in a row of the result, by attribute. */
  pick(row: Readonly<Record<string, unknown>>): Record<string, unknown>;
}

/** Selects columns of the table that has this alias: all of its model's, or those of the named attributes. */
export function selectColumns(
  { sequelize }: Database,
  model: ModelStatic<Model>,
  alias: string,
  names: readonly string[] = Object.keys(model.getAttributes()),
): SelectedColumns {
  const quote = (name: string): string => sequelize.getQueryInterface().quoteIdentifier(name, true);
  const attributes = model.getAttributes() as Readonly<Record<string, { readonly field?: string }>>;
  const columns = names.map((name) => ({ name, label: `${alias}.${name}` }));
  return {
    sql: columns
      .map(({ name, label }) => `${alias}.${quote(attributes[name]?.field ?? name)} AS ${quote(label)}`)
      .join(', '),
    pick: (row) => Object.fromEntries(columns.map(({ name, label }) => [name, row[label]])),
  };
}
