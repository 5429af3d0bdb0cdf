import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueryTypes, Transaction } from 'sequelize';
import type { Sequelize } from 'sequelize';
import { isTransient } from './database-errors.js';
import type { TransactionWork } from './transactions.js';
import type { Logger } from './types.js';

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 500;
const COMMIT_TIMEOUT_MS = 30_000;

interface LockOptions {
  readonly sequelize: Sequelize;
  /** Whoever uses the same name in the same database waits for one another. */
  readonly name: string;
  readonly logger: Logger;
}

/** A lock of one dialect. It belongs to the connection of the transaction, and so dies with its process. */
interface Lock {
  /** Takes the lock, or gives `false` at once. */
  take(transaction: Transaction): Promise<boolean>;
  release?(transaction: Transaction): Promise<void>;
}

/**
 * Runs the work in a transaction whose connection holds a lock of the database's, after waiting for it as long
 * as it takes. It needs one connection in all, so that it runs on a pool of one.
 *
 * On PostgreSQL and SQLite the work is atomic. MySQL commits at each statement that changes the schema.
 */
export async function withMigrationLock<Result>(
  options: LockOptions,
  work: TransactionWork<Result>,
): Promise<Result> {
  const { sequelize } = options;
  const isSqlite = sequelize.getDialect() === 'sqlite';
  const settings = isSqlite
    ? { type: Transaction.TYPES.DEFERRED }
    : // A snapshot taken before the wait would not show what the others have done meanwhile.
      { isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED };
  return sequelize.transaction(settings, async (transaction) => {
    const lock = lockOf(options);
    await waitFor(() => lock.take(transaction), options);
    try {
      return await work(transaction);
    } finally {
      await lock.release?.(transaction);
    }
  });
}

async function waitFor(take: () => Promise<boolean>, { name, logger }: LockOptions): Promise<void> {
  for (let attempt = 0; !(await take()); attempt += 1) {
    if (attempt === 0) logger.info('Waiting for another process that migrates these tables.', { lock: name });
    const delay = Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS);
    await sleep(delay * (0.5 + Math.random()));
  }
}

function lockOf(options: LockOptions): Lock {
  const dialect = options.sequelize.getDialect();
  if (dialect === 'sqlite') return sqliteLock(options);
  return dialect === 'postgres' ? postgresLock(options) : mysqlLock(options);
}

function sqliteLock({ sequelize }: LockOptions): Lock {
  const run = (sql: string, transaction: Transaction) =>
    sequelize.query(sql, { transaction, raw: true, retry: { max: 1 } });
  let isReady = false;
  return {
    take: async (transaction) => {
      if (!isReady) {
        // Sequelize drops a connection whose BEGIN fails, so this one was begun deferred, which never does.
        await run('COMMIT', transaction);
        // A driver that waits blocks one of libuv's few threads, perhaps the one that the holder needs.
        await run('PRAGMA busy_timeout = 0', transaction);
        isReady = true;
      }
      try {
        await run('BEGIN IMMEDIATE', transaction);
      } catch (error) {
        if (isTransient(error)) return false;
        throw error;
      }
      await run(`PRAGMA busy_timeout = ${COMMIT_TIMEOUT_MS}`, transaction);
      return true;
    },
  };
}

function postgresLock({ sequelize, name }: LockOptions): Lock {
  const key = createHash('sha256').update(name).digest().readBigInt64BE().toString();
  return {
    take: (transaction) =>
      holds(sequelize, 'SELECT pg_try_advisory_xact_lock(CAST(? AS BIGINT)) AS held', key, transaction),
  };
}

function mysqlLock({ sequelize, name, logger }: LockOptions): Lock {
  // The names of locks are the server's, not the database's, and at most 64 characters long.
  const lock = "SHA1(CONCAT(COALESCE(DATABASE(), ''), ' ', ?))";
  return {
    take: (transaction) => holds(sequelize, `SELECT GET_LOCK(${lock}, 0) AS held`, name, transaction),
    release: async (transaction) => {
      try {
        // In a session that does not commit by itself, the next holder would miss what was done.
        await sequelize.query('COMMIT', { transaction, raw: true });
        await holds(sequelize, `SELECT RELEASE_LOCK(${lock}) AS held`, name, transaction);
      } catch (error) {
        // The connection is gone, and the lock with it. What went wrong before matters more.
        logger.warn('The migration lock could not be released.', { lock: name, error });
      }
    },
  };
}

async function holds(
  sequelize: Sequelize,
  sql: string,
  name: string,
  transaction: Transaction,
): Promise<boolean> {
  const options = { type: QueryTypes.SELECT as const, replacements: [name], transaction };
  const [row] = await sequelize.query<{ held: boolean | number | null }>(sql, options);
  const held = row?.held ?? null;
  if (held === null) throw new Error('The database gave no answer about the migration lock.');
  return Boolean(held);
}
