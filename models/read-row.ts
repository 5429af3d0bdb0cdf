import type { Attributes, DataType, Model, ModelStatic } from 'sequelize';
import { toSafeInteger } from './safe-integer.js';

type Conversion = (value: unknown) => unknown;

const READERS = new WeakMap<
  ModelStatic<Model>,
  readonly (readonly [attribute: string, convert: Conversion])[]
>();

/**
 * A row as it was read with `raw: true`, in the types that its model declares.
 *
 * The drivers differ: ids are text on PostgreSQL, booleans 0 and 1 on MySQL and SQLite, times text on SQLite.
 * Attributes that the query left out stay out, and names that are no attributes pass through as they are.
 *
 * @throws RangeError for an id above 2^53 - 1 and for a time that is none
 */
export function readRow<M extends Model>(model: ModelStatic<M>, raw: object): Attributes<M> {
  const row: Record<string, unknown> = { ...raw };
  for (const [attribute, convert] of readersOf(model)) {
    const value = row[attribute];
    if (value !== null && value !== undefined) row[attribute] = convert(value);
  }
  return row;
}

function readersOf(model: ModelStatic<Model>) {
  const known = READERS.get(model);
  if (known) return known;
  const readers = Object.entries(model.getAttributes()).flatMap(([attribute, { type }]) => {
    const convert = conversionOf(type);
    return convert ? [[attribute, convert] as const] : [];
  });
  READERS.set(model, readers);
  return readers;
}

/** How a value of a column of this type is read, where it is not `NULL`. */
export function readerOf(type: DataType): (value: unknown) => unknown {
  return conversionOf(type) ?? ((value) => value);
}

function conversionOf(type: DataType): Conversion | undefined {
  return typeof type === 'object' && 'key' in type ? CONVERSIONS[type.key] : undefined;
}

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  BIGINT: toSafeInteger,
  INTEGER: toSafeInteger,
  BOOLEAN: toBoolean,
  DATE: toDate,
};

function toBoolean(value: unknown): boolean {
  return typeof value === 'boolean' ? value : Number(value) !== 0;
}

const OFFSET = /(?:Z|[+-]\d\d:?\d\d)$/;

function toDate(value: unknown): Date {
  // SQLite's own functions write UTC without saying so.
  const date =
    value instanceof Date
      ? value
      : new Date(OFFSET.test(String(value)) ? String(value) : `${String(value)}Z`);
  if (Number.isNaN(date.getTime())) throw new RangeError(`Not a time: ${String(value)}`);
  return date;
}
