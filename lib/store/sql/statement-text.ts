import type { SqlDialect, SqlValue } from '../../sql/dialect.js';
import type { Statement } from '../../sql/driver.js';

/** Puts a statement together: SQL, with a place for each value that is bound, in the order in which they come. */
export class StatementText {
  readonly #dialect: SqlDialect;
  readonly #values: SqlValue[] = [];
  #text = '';

  constructor(dialect: SqlDialect) {
    this.#dialect = dialect;
  }

  /** Goes on with SQL. */
  add(sql: string): this {
    this.#text += sql;
    return this;
  }

  /** Goes on with a place for a value, in a cast where its type must be said. */
  bind(value: SqlValue): this {
    this.#values.push(value);
    this.#text += this.#dialect.place(this.#values.length);
    return this;
  }

  /** Goes on with places for several values, between commas. */
  bindAll(values: readonly SqlValue[]): this {
    for (const [index, value] of values.entries()) {
      if (index > 0) this.#text += ', ';
      this.bind(value);
    }
    return this;
  }

  /** The statement so far. */
  get statement(): Statement {
    return { text: this.#text, values: this.#values };
  }
}

/** The lengths that lists in statements have: whatever is shorter repeats its last value, so that texts stay few. */
const LENGTHS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512];

/** The longest list of a statement. */
export const LONGEST_LIST = 512;

/** A list that repeats its last value up to a length that statements have. */
export function padded<Value>(values: readonly Value[]): readonly Value[] {
  const length = LENGTHS.find((one) => one >= values.length) ?? values.length;
  const last = values.at(-1);
  return last === undefined ? values : [...values, ...Array<Value>(length - values.length).fill(last)];
}

/** Parts of a list, each as long as statements with so many rows may be. */
export function portions<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  const parts: (readonly Value[])[] = [];
  for (let from = 0; from < values.length;) {
    const left = values.length - from;
    const length = LENGTHS.findLast((one) => one <= left) ?? left;
    parts.push(values.slice(from, from + length));
    from += length;
  }
  return parts;
}
