import type { FindOptions, Model, ModelStatic } from 'sequelize';
import { LONE_SURROGATE } from '../definition/json-value.js';
import { exactColumns, exactValue, typeName } from '../directory/exact-columns.js';
import { hasLostDigits, toExactInteger } from '../directory/exact-integer.js';
import { WorkflowError } from '../errors.js';

/** Longer keys than our own column holds name nothing. */
const MAXIMUM_LENGTH = 191;

/** What a statement can compare with a key. */
type KeyValue = string | number | bigint | Date;

type Judge = (text: string, model: ModelStatic<Model>, values: readonly string[]) => KeyValue | null;

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
/** What PostgreSQL reads as a UUID. */
const UUID = /^(?:(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}|\{(?:[0-9a-f]{4}-?){7}[0-9a-f]{4}\})$/i;

/** By the name of a key's type: which text can be a key, so that no database has to refuse it, or to guess. */
const JUDGES: readonly (readonly [type: RegExp, judge: Judge])[] = [
  [/^UUID\b/i, (text, model) => (!isPostgres(model) || UUID.test(text) ? text : null)],
  [/^(?:DECIMAL|NUMERIC|NUMBER|FLOAT|REAL|DOUBLE)/i, (text) => (isNumber(text) ? text : null)],
  [/^DATEONLY\b/i, (text) => (isDay(text) ? text : null)],
  [/^(?:DATE|DATETIME|TIMESTAMP)\b/i, (text) => (isTime(text) ? new Date(text) : null)],
  [/^ENUM\b/i, (text, model, values) => (!isPostgres(model) || values.includes(text) ? text : null)],
];

const INTEGER = /^(?:(?:TINY|SMALL|MEDIUM|BIG)?INT(?:EGER)?|(?:BIG|SMALL)?SERIAL)\b/i;

/** The primary key of a model of the host's, and how its rows are named by it. */
export class KeyColumn {
  /** The attribute. */
  readonly name: string;
  /** Whether the keys are whole numbers: text that can be one is the name of its row, without asking for it. */
  readonly isInteger: boolean;
  readonly #model: ModelStatic<Model>;
  readonly #judge: Judge;
  readonly #values: readonly string[];

  constructor(model: ModelStatic<Model>, name: string) {
    const { type } = model.getAttributes()[name] ?? {};
    const called = typeName(type);
    this.name = name;
    this.isInteger = INTEGER.test(called);
    this.#model = model;
    this.#values = (type as { values?: readonly string[] } | undefined)?.values ?? [];
    this.#judge = JUDGES.find(([pattern]) => pattern.test(called))?.[1] ?? ((text) => text);
  }

  /** What a statement names a row by; `null` where the text cannot be a key. */
  toValue(text: string): KeyValue | null {
    if (this.isInteger) return toExactInteger(text, this.#model.sequelize?.getDialect());
    return isStorable(text) ? this.#judge(text, this.#model, this.#values) : null;
  }

  /** Which row an update means: its values are bound, and no driver binds a bigint. */
  toBound(text: string): Exclude<KeyValue, bigint> | null {
    const value = this.toValue(text);
    return typeof value === 'bigint' ? text : value;
  }

  /**
   * The name of a row: its key as exact text.
   *
   * @throws WorkflowError `INVALID_CONFIGURATION` where its digits were lost, or it is nothing that has a text
   */
  nameOf(instance: Model): string {
    const row = instance.dataValues as Readonly<Record<string, unknown>>;
    const value = exactValue(row[this.name], this.name, row);
    if (value instanceof Date) return value.toISOString();
    if (typeof value === 'string') return value;
    if (hasLostDigits(value)) throw lostDigits(this.#model, this.name);
    if (typeof value === 'number') return String(value);
    throw new WorkflowError(
      'INVALID_CONFIGURATION',
      `${this.#model.name}.${this.name} cannot name an object: it holds no text, no number and no time.`,
    );
  }

  /** What a query must select, so that its rows can be named. */
  selected(more: readonly string[] = []): NonNullable<FindOptions['attributes']> {
    const names = [...new Set([this.name, ...more])];
    return [...names, ...exactColumns(this.#model, names)];
  }
}

/**
 * The name of a key that a caller gives.
 *
 * @throws WorkflowError `INVALID_REQUEST` for a number that is none, or has lost digits
 */
export function toName(id: string | number | bigint): string {
  if (typeof id !== 'number' || (Number.isFinite(id) && !hasLostDigits(id))) return String(id);
  throw new WorkflowError(
    'INVALID_REQUEST',
    `The id ${id} is not exact: give what is above 2^53 as text or as a bigint.`,
  );
}

/** Whether every database can store and find this text, and our own column of names holds it. */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && !LONE_SURROGATE.test(text) && Array.from(text).length <= MAXIMUM_LENGTH;
}

/** An id that the driver has made a number above 2^53, where numbers are not exact. */
export function lostDigits(model: ModelStatic<Model>, attribute: string): WorkflowError {
  return new WorkflowError(
    'INVALID_CONFIGURATION',
    `${model.name}.${attribute} was read as a number above 2^53, which is not exact. On MySQL, leave ` +
      'dialectOptions.supportBigNumbers on; elsewhere name the object by { model, id }, with its id as text.',
  );
}

function isPostgres(model: ModelStatic<Model>): boolean {
  return model.sequelize?.getDialect() === 'postgres';
}

function isNumber(text: string): boolean {
  return NUMBER.test(text) && Number.isFinite(Number(text));
}

/** Whether there is this day. JavaScript takes the 30th of February for the 2nd of March, and PostgreSQL has no year 0. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && !text.startsWith('0000') && day.toISOString().startsWith(`${text}T`);
}

function isTime(text: string): boolean {
  return TIME.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(new Date(text).getTime());
}
