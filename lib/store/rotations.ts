import type { Transaction } from 'sequelize';
import type { Clock } from '../types.js';
import type { Database } from './database.js';
import { writing } from './database.js';
import { selectFirst } from './select-first.js';

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

  /** Stores how the rotation stands now. */
  async save(key: RotationKey, seatedOrder: readonly string[], transaction: Transaction): Promise<void> {
    const { Rotation } = this.#database.models;
    await Rotation.update(
      { seatedOrder: JSON.stringify(seatedOrder), updatedAt: this.#clock.now() },
      { where: { ...key }, ...writing(transaction) },
    );
  }

  async #read(key: RotationKey, transaction: Transaction): Promise<readonly string[] | null> {
    const selection = { where: { ...key }, isLocked: true };
    const row = await selectFirst(this.#database, this.#database.models.Rotation, selection, transaction);
    if (row === null) return null;
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
