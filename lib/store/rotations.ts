import type { Transaction } from 'sequelize';
import type { Clock } from '../types.js';
import type { Database } from './database.js';
import { selectFirst } from './select-first.js';
import type { RowUpdate } from './sql/gathered-update.js';

/** Whose rotation: each approval of each workflow has its own, in each company. */
export interface RotationKey {
  readonly company: string;
  readonly workflowId: number;
  readonly approvalId: number;
}

/** The stored rotations. A row is locked from being read until the transaction ends, so it is read last. */
export class Rotations {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #locked = new WeakMap<Transaction, Map<string, number>>();

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Who was seated, least recently first; the row is created where there is none, then locked. */
  async lock(key: RotationKey, transaction: Transaction): Promise<readonly string[]> {
    const found = await this.#read(key, transaction);
    if (found !== null) return found;
    await this.#create(key, transaction);
    return (await this.#read(key, transaction)) ?? [];
  }

  /**
   * What is written of a rotation that this transaction has locked, as it stands now. The row is named by its id, or
   * MySQL would take the index of the workflow while the table is small, and wait for every other rotation of it.
   */
  update(key: RotationKey, seatedOrder: readonly string[], transaction: Transaction): RowUpdate {
    const { Rotation: model } = this.#database.models;
    const id = this.#locked.get(transaction)?.get(nameOf(key));
    if (id === undefined) throw new RangeError('A rotation is written that was not locked before.');
    const set = { seatedOrder: JSON.stringify(seatedOrder), updatedAt: this.#clock.now() };
    return { model, ids: [id], set };
  }

  async #read(key: RotationKey, transaction: Transaction): Promise<readonly string[] | null> {
    const selection = { where: { ...key }, isLocked: true };
    const row = await selectFirst(this.#database, this.#database.models.Rotation, selection, transaction);
    if (row === null) return null;
    const locked = this.#locked.get(transaction) ?? new Map<string, number>();
    this.#locked.set(transaction, locked.set(nameOf(key), row.id));
    const seatedOrder: unknown = JSON.parse(row.seatedOrder);
    return Array.isArray(seatedOrder) ? seatedOrder.map(String) : [];
  }

  async #create(key: RotationKey, transaction: Transaction): Promise<void> {
    const { Rotation } = this.#database.models;
    // Two transactions may create the row at once; the loser waits for the winner and does nothing.
    await Rotation.bulkCreate([{ ...key, seatedOrder: '[]', updatedAt: this.#clock.now() }], {
      ignoreDuplicates: true,
      transaction,
    });
  }
}

function nameOf({ company, workflowId, approvalId }: RotationKey): string {
  return JSON.stringify([company, workflowId, approvalId]);
}
