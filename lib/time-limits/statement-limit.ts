import type { Sequelize } from 'sequelize';
import { QueryTypes } from 'sequelize';
import type { Logger } from '../types.js';
import { breakOff } from './break-off.js';
import type { SequelizeTransaction } from './lent-transaction.js';
import type { MysqlConnection } from './side-connection.js';
import { StatementWatch } from './statement-watch.js';

/** Lets no statement of a transaction take longer than it may, in the way of one database. */
export interface StatementLimit {
  /** Limits the statements of a transaction that has begun. @returns what is called, and waited for, before it ends */
  apply(transaction: SequelizeTransaction, ms: number): Promise<() => Promise<void>>;
  /** Gives up a transaction whose connection does not answer, so that the pool has its place back. */
  breakOff(transaction: SequelizeTransaction): void;
}

/** How statements are limited on the database of a Sequelize. Nothing is left on a connection of its pool. */
export function statementLimitOf(sequelize: Sequelize, logger: Logger): StatementLimit {
  const dialect = sequelize.getDialect();
  if (dialect === 'postgres') return { apply: applyOnPostgres(sequelize), breakOff };
  if (dialect !== 'mysql') return { apply: () => Promise.resolve(nothingToLift), breakOff };
  const watch = new StatementWatch(sequelize, logger);
  return {
    apply: ({ connection }, ms) => Promise.resolve(watch.begin(connection as MysqlConnection, ms)),
    breakOff: (transaction) => {
      breakOff(transaction);
      watch.end(transaction.connection as MysqlConnection);
    },
  };
}

const nothingToLift = (): Promise<void> => Promise.resolve();

/** A smaller limit of the host's stays. `true`: until the end of the transaction, whoever pools the connection. */
const SET_TIMEOUT = `
  SELECT set_config('statement_timeout', CASE WHEN host.ms BETWEEN 1 AND :ms THEN host.ms ELSE :ms END || 'ms', true)
  FROM (SELECT (EXTRACT(EPOCH FROM current_setting('statement_timeout')::interval) * 1000)::int AS ms) AS host`;

function applyOnPostgres(sequelize: Sequelize): StatementLimit['apply'] {
  return async (transaction, ms) => {
    await sequelize.query(SET_TIMEOUT, { replacements: { ms }, type: QueryTypes.SELECT, transaction });
    return nothingToLift;
  };
}
