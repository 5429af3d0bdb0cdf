import type { Model, ModelStatic, Transaction, WhereOptions } from 'sequelize';
import type { Database } from '../database.js';
import { writing } from '../database.js';
import type { Driver } from '../../sql/driver.js';
import { hasWritingHooks } from './host-hooks.js';
import { insertStatement, readBackStatement } from './insert-statement.js';
import { portions } from './statement-text.js';
import type { Table } from './table.js';
import { columnOf, tableOf } from './table.js';
import type { RowUpdate } from './update-statement.js';
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
    for (const rows of portions(insert.rows)) {
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
    for (const portion of portions(rows)) {
      await this.#driver.run(insertStatement(table, portion), transaction);
    }
  }

  /**
   * Updates rows, in order, in as few statements as the database lets it.
   *
   * @returns how many rows each update has found as it expected them
   */
  async update(updates: readonly RowUpdate[], transaction: Transaction): Promise<readonly number[]> {
    if (updates.some(({ model }) => hasWritingHooks(model)))
      return this.#updateByModels(updates, transaction);
    const counts: number[] = [];
    for (const { statement, counted } of updateStatements(this.#database, updates)) {
      counts.push(...counted(await this.#driver.run(statement, transaction)));
    }
    return counts;
  }

  async #updateByModels(updates: readonly RowUpdate[], transaction: Transaction): Promise<readonly number[]> {
    const counts: number[] = [];
    for (const { model, ids, expected = {}, set } of updates) {
      const where = { ...expected, id: [...ids] } as WhereOptions;
      const [count] = await model.update({ ...set }, { where, ...writing(transaction) });
      counts.push(count);
    }
    return counts;
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
