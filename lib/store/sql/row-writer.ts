import type { Model, ModelStatic, Transaction, WhereOptions } from 'sequelize';
import type { Database } from '../database.js';
import { writing } from '../database.js';
import type { Driver } from '../../sql/driver.js';
import { hasWritingHooks } from './host-hooks.js';
import { insertStatement, readBackStatement } from './insert-statement.js';
import { portions } from './statement-text.js';
import type { Table } from './table.js';
import { columnOf, tableOf } from './table.js';
import type { RowUpdate } from './gathered-update.js';
import { updateStatements } from './update-statement.js';

type Values = Readonly<Record<string, unknown>>;

/** Rows that are inserted, and the unique key by which their ids are read back. */
export interface RowInsert {
  readonly model: ModelStatic<Model>;
  readonly rows: readonly Values[];
  /** Attributes, the one first by which they are looked for. */
  readonly key: readonly string[];
}

/**
 * Writes rows of ours in a transaction: by statements of our own, or, where the host has put a hook on the model or on
 * the Sequelize, by the model. Both leave the same rows.
 */
export class RowWriter {
  readonly #database: Database;
  readonly #driver: Driver;

  constructor(database: Database, driver: Driver) {
    this.#database = database;
    this.#driver = driver;
  }

  /** Inserts rows. @returns their ids, in the same order */
  async insert(insert: RowInsert, transaction: Transaction): Promise<readonly number[]> {
    const ids: number[] = [];
    for (const rows of portions(insert.rows, textIn)) {
      ids.push(...(await this.#insertPortion({ ...insert, rows }, transaction)));
    }
    return ids;
  }

  /** Inserts rows whose ids nobody needs. */
  async append(model: ModelStatic<Model>, rows: readonly Values[], transaction: Transaction): Promise<void> {
    if (rows.length === 0) return;
    if (hasWritingHooks(model)) {
      await model.bulkCreate([...rows], { transaction });
      return;
    }
    const table = tableOf(this.#database, model);
    for (const portion of portions(rows, textIn)) {
      await this.#driver.run(insertStatement(table, portion), transaction);
    }
  }

  /**
   * Updates different rows, in as few statements as the database lets it: those of a table in the order in which they
   * come, tables by their first.
   *
   * @returns whether all rows were as they were expected
   */
  async update(updates: readonly RowUpdate[], transaction: Transaction): Promise<boolean> {
    if (updates.some(({ model }) => hasWritingHooks(model)))
      return this.#updateByModels(updates, transaction);
    let isComplete = true;
    for (const one of updateStatements(this.#database, updates)) {
      const answer = await this.#driver.run(one.statement, transaction);
      isComplete &&= one.isComplete(answer);
    }
    return isComplete;
  }

  async #updateByModels(updates: readonly RowUpdate[], transaction: Transaction): Promise<boolean> {
    let isComplete = true;
    for (const { model, ids, expected, set } of updates) {
      const where = { ...expected, id: [...ids] } as WhereOptions;
      const [count] = await model.update({ ...set }, { where, ...writing(transaction) });
      isComplete &&= expected === undefined || count === ids.length;
    }
    return isComplete;
  }

  async #insertPortion(
    { model, rows, key }: RowInsert,
    transaction: Transaction,
  ): Promise<readonly number[]> {
    const table = tableOf(this.#database, model);
    if (hasWritingHooks(model)) {
      await model.bulkCreate([...rows], { transaction });
      return this.#readBack(table, { rows, key }, transaction);
    }
    if (this.#driver.canReturn(transaction)) {
      const answer = await this.#driver.run(insertStatement(table, rows, key), transaction);
      return idsByKey(table, { rows, key }, answer.rows);
    }
    const { insertId } = await this.#driver.run(insertStatement(table, rows), transaction);
    return rows.length === 1 ? [insertId] : this.#readBack(table, { rows, key }, transaction);
  }

  /** How far ids are apart is for the server to say: nothing is computed from the first. */
  async #readBack(
    table: Table,
    inserted: Omit<RowInsert, 'model'>,
    transaction: Transaction,
  ): Promise<readonly number[]> {
    const answer = await this.#driver.run(readBackStatement(table, inserted), transaction);
    return idsByKey(table, inserted, answer.rows);
  }
}

function idsByKey(
  table: Table,
  { rows, key }: Omit<RowInsert, 'model'>,
  found: readonly (readonly unknown[])[],
): readonly number[] {
  const columns = key.map((attribute) => columnOf(table, attribute));
  const isOf = (row: Values, [, ...values]: readonly unknown[]): boolean =>
    columns.every(({ attribute, read }, index) => read(values[index]) === row[attribute]);
  // Databases mostly return rows in the order in which they were inserted, and promise nothing.
  const inOrder = rows.map((row, index) => {
    const values = found[index];
    return values !== undefined && isOf(row, values) ? Number(values[0]) : null;
  });
  if (inOrder.every((id) => id !== null)) return inOrder;
  const ids = new Map(
    found.map(([id, ...values]) => [
      JSON.stringify(columns.map(({ read }, index) => read(values[index]))),
      Number(id),
    ]),
  );
  return rows.map((row) => {
    const id = ids.get(JSON.stringify(key.map((attribute) => row[attribute])));
    if (id === undefined) throw new RangeError(`A row of ${table.name} that was inserted is not there.`);
    return id;
  });
}

/** How many characters of text a row holds. */
function textIn(row: Values): number {
  let length = 0;
  for (const name in row) {
    const value = row[name];
    if (typeof value === 'string') length += value.length;
  }
  return length;
}
