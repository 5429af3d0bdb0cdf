import { literal } from 'sequelize';
import type { Model, ModelStatic, ProjectionAlias } from 'sequelize';
import { hasLostDigits } from './exact-integer.js';

/** How a model declares an attribute. */
interface Declared {
  readonly type: unknown;
  readonly field?: string;
}

/** The name of an attribute's type: `BIGINT`. A type's own text cannot be had of an ENUM on MySQL. */
export function typeName(type: unknown): string {
  if (typeof type === 'string') return type;
  const { key = '' } = (type ?? {}) as { readonly key?: string };
  return key;
}

/**
 * What a query must select besides some attributes, so that {@link exactValue} can read them. SQLite's driver makes every
 * whole number one of JavaScript's, which above 2^53 is another number: there they are read a second time, as text.
 */
export function exactColumns(model: ModelStatic<Model>, names: readonly string[]): ProjectionAlias[] {
  const { sequelize } = model;
  if (sequelize?.getDialect() !== 'sqlite') return [];
  const attributes: Readonly<Record<string, Declared>> = model.getAttributes();
  const large = names.filter((name) => /^(?:BIG|DECIMAL|NUMERIC)/i.test(typeName(attributes[name]?.type)));
  const quote = (name: string): string => sequelize.getQueryInterface().quoteIdentifier(name, true);
  return large.map((name) => [
    literal(`CAST(${quote(attributes[name]?.field ?? name)} AS TEXT)`),
    aliasOf(name),
  ]);
}

/** A value of a row, as text where the driver has made it a number that has lost digits. */
export function exactValue(value: unknown, name: string, row: Readonly<Record<string, unknown>>): unknown {
  if (typeof value === 'bigint') return String(value);
  return hasLostDigits(value) ? (row[aliasOf(name)] ?? value) : value;
}

function aliasOf(name: string): string {
  return `${name}__exact`;
}
