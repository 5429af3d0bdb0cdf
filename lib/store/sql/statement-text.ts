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

  /** Goes on with a place for a value. @param type - Of its column, where nothing beside it says that */
  bind(value: SqlValue, type?: string): this {
    this.#values.push(value);
    const place = this.#dialect.place(this.#values.length);
    this.#text += type === undefined ? place : this.#dialect.typed(place, type);
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

/** Parts of a list, each no longer than those of statements. */
export function lists<Value>(values: readonly Value[]): readonly (readonly Value[])[] {
  const count = Math.ceil(values.length / LONGEST_LIST);
  return Array.from({ length: count }, (_, index) =>
    values.slice(index * LONGEST_LIST, (index + 1) * LONGEST_LIST),
  );
}

/** How much text the rows of one statement may hold, in characters: servers refuse packets of more than a few MiB. */
const MOST_TEXT = 1024 * 1024;

/** Up to so many rows are one statement, whatever their number: those of a decision mostly are. */
const FEW = 16;

/**
 * Parts of a list, each as long as statements with so many rows may be.
 *
 * @param sizeOf - How many characters of text a value holds. @defaultValue none
 */
export function portions<Value>(
  values: readonly Value[],
  sizeOf: (value: Value) => number = () => 0,
): readonly (readonly Value[])[] {
  const parts: (readonly Value[])[] = [];
  for (let from = 0; from < values.length;) {
    const fitting = howManyFit(values, from, sizeOf);
    const length = fitting <= FEW ? fitting : (LENGTHS.findLast((one) => one <= fitting) ?? fitting);
    parts.push(values.slice(from, from + length));
    from += length;
  }
  return parts;
}

function howManyFit<Value>(values: readonly Value[], from: number, sizeOf: (value: Value) => number): number {
  let text = 0;
  let end = from;
  for (const value of values.slice(from, from + LONGEST_LIST)) {
    text += sizeOf(value);
    if (text > MOST_TEXT) break;
    end += 1;
  }
  return Math.max(1, end - from);
}
