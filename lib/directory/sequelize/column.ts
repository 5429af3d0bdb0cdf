import type { Model, ModelStatic } from 'sequelize';
import { typeName } from '../exact-columns.js';
import { toExactInteger } from '../exact-integer.js';

/** A value that identifies something: a key of the host's. Integers above 2^53 are text. */
export type Key = string | number;

type Kind = 'integer' | 'uuid' | 'text' | 'enum';

/** An attribute of a host's model that holds keys, with the type of its column. */
export interface Column {
  readonly model: ModelStatic<Model>;
  readonly attribute: string;
  readonly kind: Kind;
  /** The values of an enum; empty for another kind. */
  readonly values: readonly string[];
}

const KINDS: readonly (readonly [RegExp, Kind])[] = [
  [/^(?:TINY|SMALL|MEDIUM|BIG)?INT(?:EGER)?\b|^(?:BIG|SMALL)?SERIAL\b/i, 'integer'],
  [/^UUID\b/i, 'uuid'],
  [/^ENUM\b/i, 'enum'],
  [/^(?:STRING|TEXT|CITEXT|(?:N|VAR|NVAR)?CHAR|(?:TINY|MEDIUM|LONG)TEXT)\b/i, 'text'],
];

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An attribute as a column of keys; `null` where it is none, or of a type that cannot hold keys. */
export function columnOf(model: ModelStatic<Model>, attribute: string): Column | null {
  const type = typeOf(model, attribute);
  const kind = KINDS.find(([pattern]) => pattern.test(type.name))?.[1];
  return kind === undefined ? null : { model, attribute, kind, values: type.values };
}

/** Whether a value read from an attribute of this type is yes or no. */
export function holdsBoolean(model: ModelStatic<Model>, attribute: string): boolean {
  return /^(?:BOOL|TINYINT|SMALLINT|INTEGER|BIT|VIRTUAL)/i.test(typeOf(model, attribute).name);
}

/**
 * A value in the type of a column, as a statement names it: a bigint above 2^53; `null` where no row can hold it, so
 * that no database has to refuse it or to guess: PostgreSQL raises for a malformed UUID, and to MySQL `'7 dwarfs'`
 * equals 7.
 */
export function toKey(column: Column, value: Key | bigint): Key | bigint | null {
  const { kind, values } = column;
  const text = String(value);
  if (kind === 'integer') return toInteger(column, text);
  if (kind === 'uuid') return UUID.test(text) ? text : null;
  if (kind === 'enum') return values.includes(text) ? text : null;
  // SQLite reads a statement up to its first NUL, and PostgreSQL has no such text.
  return text.includes('\0') ? null : text;
}

function toInteger({ model, attribute }: Column, text: string): number | bigint | null {
  const integer = toExactInteger(text, model.sequelize?.getDialect());
  return typeof integer === 'bigint' && !/^BIG/i.test(typeOf(model, attribute).name) ? null : integer;
}

/** The key that a row holds. BIGINT is text on PostgreSQL and a number elsewhere: here it is a number up to 2^53. */
export function readKey({ kind }: Column, value: unknown): Key | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const integer = kind === 'integer' ? toExactInteger(String(value)) : null;
  return typeof integer === 'number' ? integer : value;
}

/** The name of an attribute's column in the database. */
export function fieldOf(model: ModelStatic<Model>, attribute: string): string {
  const attributes: Readonly<Record<string, { readonly field?: string }>> = model.getAttributes();
  return attributes[attribute]?.field ?? attribute;
}

function typeOf(model: ModelStatic<Model>, attribute: string): { name: string; values: readonly string[] } {
  const attributes: Readonly<Record<string, { readonly type: unknown }>> = model.getAttributes();
  const type = attributes[attribute]?.type;
  const { values = [] } = (type ?? {}) as { values?: readonly string[] };
  return { name: typeName(type), values };
}
