import type { Model, ModelStatic } from 'sequelize';
import type { Database } from './database.js';

/** A table's name, quoted for the dialect of its database, its schema included. */
export function quoteTable({ sequelize }: Database, model: ModelStatic<Model>): string {
  const generator = sequelize.getQueryInterface().queryGenerator as { quoteTable(name: unknown): string };
  return generator.quoteTable(model.getTableName());
}

/** A model's columns under an alias, each named `alias.attribute`. */
export function selectColumns({ sequelize }: Database, model: ModelStatic<Model>, alias: string): string {
  const quote = (name: string): string => sequelize.getQueryInterface().quoteIdentifier(name, true);
  return Object.entries(model.getAttributes())
    .map(([name, { field }]) => `${alias}.${quote(field ?? name)} AS ${quote(`${alias}.${name}`)}`)
    .join(', ');
}

/** The values that {@link selectColumns} selected under an alias. */
export function pickColumns(row: Readonly<Record<string, unknown>>, alias: string): Record<string, unknown> {
  const prefix = `${alias}.`;
  const own = Object.entries(row).filter(([name]) => name.startsWith(prefix));
  return Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length), value]));
}
