import { IndexHints } from 'sequelize';
import type { IndexHint, Model, ModelStatic, Sequelize, Transaction } from 'sequelize';
import type { Models } from '../../models/index.js';

/** The engine's tables on one Sequelize. */
export interface Database {
  readonly sequelize: Sequelize;
  readonly models: Models;
}

/**
 * How a row is locked for the rest of the transaction. SQLite has no row locks: there, a transaction of ours
 * holds the whole database.
 */
export function lockRow(transaction: Transaction): {
  transaction: Transaction;
  lock: Transaction['LOCK']['UPDATE'];
} {
  return { transaction, lock: transaction.LOCK.UPDATE };
}

interface IndexLock {
  readonly transaction: Transaction;
  readonly lock: Transaction['LOCK']['UPDATE'];
  readonly indexHints: IndexHint[];
}

/**
 * How rows are locked that are found by an index, of this name without its table's: MySQL locks every row that it looks
 * at, and left to itself scans a table that it believes to be small. The other databases ignore the hint.
 */
export function lockByIndex(transaction: Transaction, model: ModelStatic<Model>, name: string): IndexLock {
  return locking(transaction, `${model.tableName}_${name}`);
}

/** The same for rows that are found by their ids. */
export function lockByKey(transaction: Transaction): IndexLock {
  return locking(transaction, 'PRIMARY');
}

function locking(transaction: Transaction, index: string): IndexLock {
  return { ...lockRow(transaction), indexHints: [{ type: IndexHints.FORCE, values: [index] }] };
}

/** How rows are updated. */
export interface WriteOptions {
  readonly transaction: Transaction | null;
  readonly validate: false;
  readonly bindParam: false;
}

/**
 * How rows are updated: what the engine writes has been checked before it comes here, and checking it again is slow.
 * Values stand in the statement itself, as Sequelize always writes lists and comparisons: with others bound beside
 * them, each statement would be one of its own to prepare, and mysql2 keeps 16,000 of those for each connection.
 */
export function writing(transaction: Transaction | null): WriteOptions {
  return { transaction, validate: false, bindParam: false };
}
