import type { Sequelize, Transaction } from 'sequelize';
import type { Umzug } from 'umzug';
import { MIGRATIONS } from '../migrations/support/all.js';
import { schemaOf } from '../migrations/support/define-migration.js';
import type { MigrationContext } from '../migrations/support/define-migration.js';
import { checkTableOptions } from '../models/table-names.js';
import { WorkflowError } from './errors.js';
import { withMigrationLock } from './migration-lock.js';
import { MigrationStorage } from './migration-storage.js';
import type { Logger } from './types.js';

/** What {@link createMigrator} takes. */
export interface MigratorOptions {
  readonly sequelize: Sequelize;
  /** What every table's name begins with, that of the table of migrations included. */
  readonly tablePrefix: string;
  /** The tables' schema, which must exist; PostgreSQL only. @defaultValue the connection's own */
  readonly schema?: string | undefined;
  readonly logger: Logger;
}

/** Brings the engine's tables to the shape that this version of the package needs. */
export interface Migrator {
  /**
   * Runs every migration that has not been run, in order. Any number of processes may call it at once:
   * one works, the others wait and then find nothing to do.
   *
   * @returns the names of those that were run
   * @throws MigrationError naming the migration that failed; `cause` says why. It can be run again.
   */
  up(): Promise<readonly string[]>;
  /**
   * Takes the last migration back, or all down to and including `to` (`0`: all there are). The tables that
   * they made are dropped, with all data in them.
   *
   * @returns the names of those that were taken back, the latest first
   * @throws WorkflowError `INVALID_CONFIGURATION` where `to` names no migration that has been run
   */
  down(options?: { readonly to?: string | 0 }): Promise<readonly string[]>;
  /** The names of the migrations that have not been run. Changes nothing and waits for nobody. */
  pending(): Promise<readonly string[]>;
  /** The names of the migrations that have been run. Changes nothing and waits for nobody. */
  executed(): Promise<readonly string[]>;
}

/**
 * Makes a migrator for one engine's tables. Nothing is done yet.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where an option cannot be used here
 */
export function createMigrator(options: MigratorOptions): Migrator {
  checkTableOptions(options.sequelize, options);
  return {
    up: () => locked(options, 'run', (umzug) => umzug.up()),
    down: ({ to } = {}) =>
      locked(options, 'taken back', async (umzug) => {
        if (to !== undefined && to !== 0) requireName(to, await umzug.executed());
        return umzug.down(to === undefined ? {} : { to });
      }),
    pending: async () => namesOf(await (await open(options)).umzug.pending()),
    executed: async () => namesOf(await (await open(options)).umzug.executed()),
  };
}

type Migrations = readonly { readonly name: string }[];

async function locked(
  options: MigratorOptions,
  done: 'run' | 'taken back',
  work: (umzug: Umzug<MigrationContext>) => Promise<Migrations>,
): Promise<readonly string[]> {
  const { sequelize, tablePrefix, schema = '', logger } = options;
  const name = `express-dynamic-workflows migrations ${schema} ${tablePrefix}`;
  return withMigrationLock({ sequelize, name, logger }, async (transaction) => {
    const { umzug, storage } = await open(options, transaction);
    await storage.prepare();
    const migrations = namesOf(await work(umzug));
    const last = migrations.at(-1);
    if (last !== undefined) logger.info(`Migrations ${done}: ${migrations.length}, the last one ${last}.`);
    return migrations;
  });
}

async function open(options: MigratorOptions, transaction?: Transaction) {
  // It brings a command line with it: an application that does not migrate should not start the slower for it.
  const { Umzug } = await import('umzug');
  const { sequelize, tablePrefix } = options;
  const queryInterface = sequelize.getQueryInterface();
  const schema = await schemaOf({ queryInterface, schema: options.schema, transaction });
  const context: MigrationContext = { queryInterface, tablePrefix, schema, transaction };
  const tableName = `${tablePrefix}migrations`;
  const storage = new MigrationStorage({
    queryInterface,
    table: schema === undefined ? tableName : { tableName, schema },
    transaction: transaction ?? null,
  });
  const migrations = Object.entries(MIGRATIONS).map(([name, { up, down }]) => ({ name, up, down }));
  const umzug = new Umzug({ migrations, context, storage, logger: undefined });
  return { umzug, storage };
}

function namesOf(migrations: Migrations): string[] {
  return migrations.map((migration) => migration.name);
}

function requireName(to: string, executed: Migrations): void {
  const names = namesOf(executed);
  if (names.includes(to)) return;
  throw new WorkflowError('INVALID_CONFIGURATION', `No migration "${to}" has been run.`, {
    errors: [{ path: 'to', message: `must be one of: ${names.join(', ')}` }],
  });
}
