import { Transaction } from 'sequelize';
import type { Database } from '../database.js';

/**
 * Reads the database as it was at one moment, while others go on writing. Unlike all other transactions of ours this
 * one is REPEATABLE READ: it takes no lock, and what it reads fits together all the same.
 */
export async function inSnapshot<Result>(
  { sequelize }: Database,
  read: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const options = {
    isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ,
    // On SQLite: a host may have made IMMEDIATE its default, which would wait for the writer and keep others waiting.
    type: Transaction.TYPES.DEFERRED,
  };
  return sequelize.transaction(options, read);
}
