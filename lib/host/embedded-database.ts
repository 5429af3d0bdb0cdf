import { QueryTypes, Sequelize, Transaction, type Options } from 'sequelize';
import { WorkflowError } from '../errors.js';
import { loadSqliteDriver } from './sqlite-driver.js';

/**
 * Opens a SQLite file as a Sequelize instance that several connections and processes may use at once.
 *
 * Readers do not block the writer (write-ahead log), a writer waits up to 30 seconds for its turn, and
 * transactions begin IMMEDIATE unless `options.transactionType` says otherwise. The file and its folder
 * are created where they are missing. Close it with `sequelize.close()`.
 *
 * @param storage The path of the file, on a local disk. `:memory:` is refused: it is one shared
 * connection, on which no two transactions can run.
 * @param options Further options of Sequelize. @defaultValue `logging: false`
 * @throws WorkflowError `INVALID_CONFIGURATION` where no driver is installed, or the file cannot be shared.
 *
 * @example
 * ```ts
 * const sequelize = await openEmbeddedDatabase('data/workflows.sqlite');
 * ```
 */
export async function openEmbeddedDatabase(
  storage: string,
  options: Partial<Options> = {},
): Promise<Sequelize> {
  const sequelize = new Sequelize({
    logging: false,
    transactionType: Transaction.TYPES.IMMEDIATE,
    ...options,
    dialect: 'sqlite',
    dialectModule: await loadSqliteDriver(),
    storage,
  });
  try {
    await switchToWriteAheadLog(sequelize, storage);
  } catch (error) {
    await sequelize.close();
    throw error;
  }
  return sequelize;
}

async function switchToWriteAheadLog(sequelize: Sequelize, storage: string): Promise<void> {
  const rows = await sequelize.query<{ journal_mode: string }>('PRAGMA journal_mode = WAL', {
    logging: false,
    transaction: null,
    type: QueryTypes.SELECT,
  });
  if (rows[0]?.journal_mode === 'wal') return;
  throw new WorkflowError(
    'INVALID_CONFIGURATION',
    `The embedded database needs a file on a local disk that several connections can share; "${storage}" is none.`,
  );
}
