import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { WorkflowError } from '../errors.js';
import type { Database } from './database.js';
import { quoteTable } from './sql.js';

/** What node-sqlite3 opens a file with that may be written to. */
const OPEN_READWRITE = 2;

/** Whether our tables are there, whatever made them. */
export async function hasTables({ sequelize, models }: Database): Promise<boolean> {
  const table = models.Attachment.getTableName();
  return sequelize.getQueryInterface().tableExists(table, { transaction: null });
}

/**
 * Asks whether the database takes writes from us, by one that changes nothing: a server that is read-only for some
 * users only, a transaction that is so by default, a standby and a cluster without quorum all refuse it as they would
 * refuse a decision.
 *
 * SQLite would wait for the one who writes: there, the file is looked at.
 *
 * @throws what the database answers where it takes none
 */
export async function requireWritable(database: Database): Promise<void> {
  const { sequelize, models } = database;
  if (sequelize.getDialect() === 'sqlite') {
    await requireWritableFile(database);
    return;
  }
  const id = sequelize.getQueryInterface().quoteIdentifier('id', true);
  const table = quoteTable(database, models.IdempotencyKey);
  await sequelize.query(`UPDATE ${table} SET ${id} = ${id} WHERE 1 = 0`, { transaction: null });
}

async function requireWritableFile({ sequelize }: Database): Promise<void> {
  const { storage, host, dialectOptions } = (sequelize as unknown as { readonly options: FileOptions })
    .options;
  const file = storage ?? host ?? ':memory:';
  const { mode = OPEN_READWRITE } = dialectOptions ?? {};
  if ((mode & OPEN_READWRITE) === 0) {
    throw new WorkflowError('TRY_AGAIN', `The database file ${file} was opened to be read only.`);
  }
  if (file !== ':memory:') await access(file, constants.W_OK);
}

interface FileOptions {
  readonly storage?: string;
  readonly host?: string;
  readonly dialectOptions?: { readonly mode?: number };
}
