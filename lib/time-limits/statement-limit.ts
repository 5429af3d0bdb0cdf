import type { Sequelize } from 'sequelize';
import { Transaction } from 'sequelize';
import type { Driver } from '../sql/driver.js';
import type { Logger } from '../types.js';
import { breakOff } from './break-off.js';
import { discardConnection } from './discard-connection.js';
import { EngineTransaction } from './engine-transaction.js';
import type { SequelizeTransaction } from './lent-transaction.js';
import type { MysqlConnection } from './side-connection.js';
import { StatementWatch } from './statement-watch.js';

/** Makes transactions of ours, and lets none of their statements take longer than it may, as one database does that. */
export interface StatementLimit {
  /** A transaction that has not begun yet. @param ms - how long each of its statements may take */
  create(ms: number): SequelizeTransaction;
  /** Limits the statements of one that has begun. @returns what is called, and waited for, before it ends */
  apply(transaction: SequelizeTransaction, ms: number): () => Promise<void>;
  /** Gives up a transaction whose connection does not answer, so that the pool has its place back. */
  breakOff(transaction: SequelizeTransaction): void;
  /** Clears away what one that has failed leaves behind. */
  discard(transaction: SequelizeTransaction): Promise<void>;
}

/** What transactions are made for. */
interface StatementLimitOptions {
  readonly sequelize: Sequelize;
  readonly driver: Driver;
  readonly logger: Logger;
}

/** How statements are limited on the database of a Sequelize. Nothing is left on a connection of its pool. */
export function statementLimitOf(options: StatementLimitOptions): StatementLimit {
  const { dialect } = options.driver;
  switch (dialect.name) {
    case 'postgres':
      return onPostgres(options);
    case 'sqlite':
      return onSqlite(options);
    default:
      return onMysql(options);
  }
}

function onPostgres({ sequelize, driver }: StatementLimitOptions): StatementLimit {
  return {
    create: (ms) =>
      new EngineTransaction(sequelize, { driver, opening: () => Promise.resolve([limited(ms)]) }),
    apply: () => nothingElse,
    breakOff,
    discard: nothingElse,
  };
}

/**
 * All in one round trip. A smaller limit of the host's stays. `true`: until the end of the transaction, so that nothing
 * is left on the connection, whoever pools it.
 */
function limited(ms: number): string {
  return [
    'START TRANSACTION ISOLATION LEVEL READ COMMITTED;',
    `SELECT set_config('statement_timeout', CASE WHEN host.ms BETWEEN 1 AND ${ms} THEN host.ms ELSE ${ms} END || 'ms', true)`,
    "FROM (SELECT (EXTRACT(EPOCH FROM current_setting('statement_timeout')::interval) * 1000)::int AS ms) AS host;",
  ].join(' ');
}

function onSqlite({ sequelize }: StatementLimitOptions): StatementLimit {
  const options = { type: Transaction.TYPES.IMMEDIATE };
  return {
    create: () => new Transaction(sequelize, options) as SequelizeTransaction,
    apply: () => nothingElse,
    breakOff,
    discard: (transaction) => discardConnection(sequelize, transaction),
  };
}

function onMysql({ sequelize, driver, logger }: StatementLimitOptions): StatementLimit {
  const watch = new StatementWatch(sequelize, logger);
  let isDefault: boolean | undefined;
  const opening = async (transaction: Transaction): Promise<readonly string[]> => {
    // Asked once: all connections of a pool begin with the same level.
    isDefault ??= await isReadCommitted(driver, transaction);
    return isDefault ? [BEGIN] : [READ_COMMITTED, BEGIN];
  };
  return {
    create: () => new EngineTransaction(sequelize, { driver, opening }),
    apply: ({ connection }, ms) => watch.begin(connection as MysqlConnection, ms),
    breakOff: (transaction) => {
      breakOff(transaction);
      watch.end(transaction.connection as MysqlConnection);
    },
    discard: nothingElse,
  };
}

const BEGIN = 'START TRANSACTION;';
const READ_COMMITTED = 'SET TRANSACTION ISOLATION LEVEL READ COMMITTED;';

/** Whether transactions on a connection are READ COMMITTED without being told. MySQL and MariaDB name that otherwise. */
async function isReadCommitted(driver: Driver, transaction: Transaction): Promise<boolean> {
  const asked = "SHOW VARIABLES WHERE Variable_name IN ('tx_isolation', 'transaction_isolation');";
  const { rows } = await driver.command(asked, transaction);
  return rows.length > 0 && rows.every(([, level]) => level === 'READ-COMMITTED');
}

const nothingElse = (): Promise<void> => Promise.resolve();
