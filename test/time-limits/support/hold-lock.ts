import type { Sequelize } from 'sequelize';
import { Transaction } from 'sequelize';
import type { TestDatabase } from '../../support/databases.js';

/** What somebody else has locked. */
export interface HeldLock {
  release(): Promise<void>;
}

/** Lets another connection, as of another process, lock the rows of a table; on SQLite that is the whole database. */
export async function holdRows(database: TestDatabase, table: string): Promise<HeldLock> {
  const others = await database.connect();
  const type = Transaction.TYPES.IMMEDIATE;
  const transaction = await others.transaction(database.dialect === 'sqlite' ? { type } : {});
  const lock = database.dialect === 'sqlite' ? '' : 'FOR UPDATE';
  await others.query(`SELECT * FROM ${table} ${lock}`, { transaction });
  return { release: () => transaction.rollback() };
}

/** Lets another connection lock a table, as a migration of the host's does that alters it. */
export async function holdTable(database: TestDatabase, table: string): Promise<HeldLock> {
  const others: Sequelize = await database.connect();
  const transaction = await others.transaction();
  const lock = database.dialect === 'mysql' ? `LOCK TABLES ${table} WRITE` : `LOCK TABLE ${table}`;
  await others.query(lock, { transaction });
  return {
    release: async () => {
      if (database.dialect === 'mysql') await others.query('UNLOCK TABLES', { transaction });
      await transaction.rollback();
    },
  };
}
