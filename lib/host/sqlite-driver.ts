import { WorkflowError } from '../errors.js';

/** What we use of a connection of node-sqlite3. */
interface SqliteConnection {
  configure(option: 'busyTimeout', milliseconds: number): void;
}

type Opened = (error: Error | null) => void;

/** A driver with the interface of node-sqlite3, as Sequelize's `dialectModule` takes it. */
export interface SqliteDriver {
  readonly Database: new (file: string, mode: number, opened: Opened) => SqliteConnection;
}

/** In order of preference: the first one has its binaries inside the package. */
const PACKAGES = ['@appthreat/sqlite3', 'sqlite3'];

/** How long a connection waits for the one writer that SQLite allows, in milliseconds. */
const BUSY_TIMEOUT = 30_000;

/**
 * Loads the SQLite driver that is installed, so that every connection of it waits for a lock instead of failing.
 *
 * Sequelize opens a connection per transaction on SQLite and tells no hook about it: the driver's
 * class is the only place where a connection can be set up.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where none is installed, or the one that is does not load.
 */
export async function loadSqliteDriver(packages: readonly string[] = PACKAGES): Promise<SqliteDriver> {
  for (const name of packages) {
    const driver = await importDriver(name);
    if (driver !== null) return waiting(driver);
  }
  throw new WorkflowError(
    'INVALID_CONFIGURATION',
    'The embedded database needs a SQLite driver, and none is installed: ' +
      'run "npm install @appthreat/sqlite3@8.0.1", or install sqlite3.',
  );
}

async function importDriver(name: string): Promise<SqliteDriver | null> {
  let imported: unknown;
  try {
    imported = await import(name);
  } catch (cause) {
    if (isMissing(cause)) return null;
    throw new WorkflowError('INVALID_CONFIGURATION', `The SQLite driver ${name} does not load.`, { cause });
  }
  const driver = propertyOf(imported, 'default');
  if (isDriver(driver)) return driver;
  throw new WorkflowError('INVALID_CONFIGURATION', `The package ${name} is not a SQLite driver.`);
}

function waiting(driver: SqliteDriver): SqliteDriver {
  class WaitingDatabase extends driver.Database {
    constructor(file: string, mode: number, opened: Opened) {
      super(file, mode, opened);
      this.configure('busyTimeout', BUSY_TIMEOUT);
    }
  }
  // The driver's constants are inherited: Sequelize reads OPEN_READWRITE and OPEN_CREATE from it.
  return Object.assign(Object.create(driver) as SqliteDriver, { Database: WaitingDatabase });
}

function isMissing(error: unknown): boolean {
  return propertyOf(error, 'code') === 'ERR_MODULE_NOT_FOUND';
}

function isDriver(value: unknown): value is SqliteDriver {
  return typeof propertyOf(value, 'Database') === 'function';
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
