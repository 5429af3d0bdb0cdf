import { QueryTypes } from 'sequelize';
import type { Attributes, Model, ModelStatic, Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { Database } from './database.js';
import { byIndex, quoteTable } from './sql.js';

/** No times: as replacements they lose their milliseconds on MySQL. */
type Value = string | number;

/** Which row is meant: by equal values, the last one by this order where there are several. */
export interface RowSelection {
  /** By attribute; a list means any of them. */
  readonly where: Readonly<Record<string, Value | readonly Value[]>>;
  /** Attributes, descending. */
  readonly latestBy?: readonly string[];
  /** An attribute: rows that have one come before those that have none. */
  readonly withFirst?: string;
  /** Whether the row stays locked until the transaction ends. */
  readonly isLocked?: boolean;
  /** By which index it is looked for where it is locked: see {@link byIndex}. */
  readonly index?: string;
}

/**
 * Reads one row in plain SQL: every command begins with such reads, and this costs a third of `findOne`.
 *
 * SQLite has no row locks: there, a transaction of ours holds the whole database.
 */
export async function selectFirst<M extends Model>(
  database: Database,
  model: ModelStatic<M>,
  { where, latestBy = [], withFirst, isLocked = false, index }: RowSelection,
  transaction: Transaction | null,
): Promise<Attributes<M> | null> {
  const { sequelize } = database;
  const column = columnsOf(database, model);
  const criteria = Object.entries(where).map(([name, value]) =>
    Array.isArray(value) ? `${column(name)} IN (:${name})` : `${column(name)} = :${name}`,
  );
  const order = latestBy.map((name) => `${column(name)} DESC`);
  if (withFirst !== undefined) order.unshift(`CASE WHEN ${column(withFirst)} IS NULL THEN 1 ELSE 0 END`);
  const all = Object.keys(model.getAttributes()).map((name) => `${column(name)} AS ${quote(database, name)}`);
  const hint = isLocked && index !== undefined ? ` ${byIndex(database, model, index)}` : '';
  const sql = [
    `SELECT ${all.join(', ')} FROM ${quoteTable(database, model)}${hint} WHERE ${criteria.join(' AND ')}`,
    order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`,
    ' LIMIT 1',
    isLocked && sequelize.getDialect() !== 'sqlite' ? ' FOR UPDATE' : '',
  ].join('');
  const replacements = { ...where };
  const [row] = await sequelize.query<object>(sql, { type: QueryTypes.SELECT, replacements, transaction });
  return row === undefined ? null : readRow(model, row);
}

function columnsOf(database: Database, model: ModelStatic<Model>): (attribute: string) => string {
  const attributes = model.getAttributes() as Readonly<Record<string, { readonly field?: string }>>;
  return (name) => quote(database, attributes[name]?.field ?? name);
}

function quote({ sequelize }: Database, name: string): string {
  return sequelize.getQueryInterface().quoteIdentifier(name, true);
}
