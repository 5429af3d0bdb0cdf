import type { Sequelize, TransactionOptions } from 'sequelize';
import { Transaction } from 'sequelize';
import type { Logger } from '../types.js';
import { breakOff } from './break-off.js';
import { discardConnection } from './discard-connection.js';
import type { SequelizeTransaction } from './lent-transaction.js';
import type { MysqlConnection } from './side-connection.js';
import { StatementWatch } from './statement-watch.js';

/** Begins transactions of ours, and lets none of their statements take longer than it may, as one database does that. */
export interface StatementLimit {
  /** How Sequelize begins them. */
  readonly options: Pick<TransactionOptions, 'type'> & {
    readonly isolationLevel?: Transaction.ISOLATION_LEVELS | undefined;
  };
  /** Limits the statements of a transaction that has begun. @returns what is called, and waited for, before it ends */
  apply(transaction: SequelizeTransaction, ms: number): Promise<() => Promise<void>>;
  /** Gives up a transaction whose connection does not answer, so that the pool has its place back. */
  breakOff(transaction: SequelizeTransaction): void;
  /** Clears away what one that has failed leaves behind. */
  discard(transaction: SequelizeTransaction): Promise<void>;
}

/** How statements are limited on the database of a Sequelize. Nothing is left on a connection of its pool. */
export function statementLimitOf(sequelize: Sequelize, logger: Logger): StatementLimit {
  const dialect = sequelize.getDialect();
  if (dialect === 'postgres') {
    // Keeps Sequelize from a statement of its own, also where the host has named a level for all transactions.
    const options = { isolationLevel: undefined };
    return { options, apply: applyOnPostgres(sequelize), breakOff, discard: nothingElse };
  }
  if (dialect === 'sqlite') {
    const options = { type: Transaction.TYPES.IMMEDIATE };
    const discard = (transaction: Transaction): Promise<void> => discardConnection(sequelize, transaction);
    return { options, apply: () => Promise.resolve(nothingElse), breakOff, discard };
  }
  const watch = new StatementWatch(sequelize, logger);
  return {
    options: { isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED },
    apply: ({ connection }, ms) => Promise.resolve(watch.begin(connection as MysqlConnection, ms)),
    breakOff: (transaction) => {
      breakOff(transaction);
      watch.end(transaction.connection as MysqlConnection);
    },
    discard: nothingElse,
  };
}

const nothingElse = (): Promise<void> => Promise.resolve();

/**
 * Both in one round trip. A smaller limit of the host's stays. `true`: until the end of the transaction, so that nothing
 * is left on the connection, whoever pools it.
 */
const SET_UP = `
  SET TRANSACTION ISOLATION LEVEL READ COMMITTED;
  SELECT set_config('statement_timeout', CASE WHEN host.ms BETWEEN 1 AND :ms THEN host.ms ELSE :ms END || 'ms', true)
  FROM (SELECT (EXTRACT(EPOCH FROM current_setting('statement_timeout')::interval) * 1000)::int AS ms) AS host`;

function applyOnPostgres(sequelize: Sequelize): StatementLimit['apply'] {
  return async (transaction, ms) => {
    await sequelize.query(SET_UP, { replacements: { ms }, transaction });
    return nothingElse;
  };
}
