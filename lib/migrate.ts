import type { Sequelize, Transaction } from 'sequelize';
import { MIGRATIONS } from '../migrations/support/all.js';
import { schemaOf } from '../migrations/support/define-migration.js';
import type { MigrationContext } from '../migrations/support/define-migration.js';
import { checkTableOptions, DEFAULT_TABLE_PREFIX } from '../models/table-names.js';
import { WorkflowError } from './errors.js';
import { consoleLogger } from './logger.js';
import type { MigrationDirection } from './migration-error.js';
import { withMigrationLock } from './migration-lock.js';
import { MigrationRunner } from './migration-runner.js';
import { MigrationStorage } from './migration-storage.js';
import type { Logger } from './types.js';

/** What {@link createMigrator} takes. */
export interface MigratorOptions {
  readonly sequelize: Sequelize;
  /** What every table's name begins with, that of the table of migrations included. @defaultValue `'workflow_'` */
  readonly tablePrefix?: string | undefined;
  /** The tables' schema, which must exist; PostgreSQL only. @defaultValue the connection's own */
  readonly schema?: string | undefined;
  /** Is told what was run. @defaultValue the console */
  readonly logger?: Logger | undefined;
}

type ResolvedOptions = MigratorOptions & { readonly tablePrefix: string; readonly logger: Logger };

/** Brings the engine's tables to the shape that this version of the package needs. */
export interface Migrator {
  /**
   * Runs every migration that has not been run, in the order of their names, late ones in between. Any number of
   * processes may call it at once: one works, the others wait and then find nothing to do.
   *
   * @returns the names of those that were run
   * @throws MigrationError naming the migration that failed; `cause` says why. It can be run again.
   */
  up(): Promise<readonly string[]>;
  /**
   * Takes the last migration back, or all down to and including `to` (`0`: all there are), by the order of their
   * names: also one that was run late stays for its turn. The tables that they made are dropped, with all data in
   * them. What a newer version has run is left alone.
   *
   * @returns the names of those that were taken back, the latest first
   * @throws MigrationError as `up` does
   * @throws WorkflowError `INVALID_CONFIGURATION` where `to` names no migration that has been run
   */
  down(options?: { readonly to?: string | 0 }): Promise<readonly string[]>;
  /** The names of the migrations that have not been run. Changes nothing and waits for nobody. */
  pending(): Promise<readonly string[]>;
  /** The names of the migrations that have been run, a newer version's included. Changes nothing and waits for nobody. */
  executed(): Promise<readonly string[]>;
}

/**
 * Makes a migrator for one engine's tables. Nothing is done yet.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where an option cannot be used here
 */
export function createMigrator({
  tablePrefix = DEFAULT_TABLE_PREFIX,
  logger = consoleLogger,
  ...given
}: MigratorOptions): Migrator {
  const options = { ...given, tablePrefix, logger };
  checkTableOptions(options.sequelize, options);
  return {
    up: () => locked(options, 'up', (runner) => runner.pending()),
    down: ({ to } = {}) => locked(options, 'down', async (runner) => downTo(to, await runner.reversible())),
    pending: async () => (await open(options)).runner.pending(),
    executed: async () => (await open(options)).runner.executed(),
  };
}

const DONE: Readonly<Record<MigrationDirection, string>> = { up: 'run', down: 'taken back' };

async function locked(
  options: ResolvedOptions,
  direction: MigrationDirection,
  choose: (runner: MigrationRunner) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const { sequelize, tablePrefix, schema = '', logger } = options;
  const lock = `express-dynamic-workflows migrations ${schema} ${tablePrefix}`;
  return withMigrationLock({ sequelize, name: lock, logger }, async (transaction) => {
    const { runner, storage } = await open(options, transaction);
    await storage.prepare();
    const unknown = await runner.unknown();
    if (unknown.length > 0) {
      logger.warn(`Migrations of a newer version have been run, and are left alone: ${unknown.join(', ')}.`);
    }
    const names = await choose(runner);
    await runner.run(names, direction);
    const last = names.at(-1);
    if (last !== undefined) {
      logger.info(`Migrations ${DONE[direction]}: ${names.length}, the last one ${last}.`);
    }
    return names;
  });
}

async function open(options: ResolvedOptions, transaction?: Transaction) {
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
  return { runner: new MigrationRunner({ migrations: MIGRATIONS, storage, context }), storage };
}

/** Of what can be taken back, the latest first: the first one, or all down to and including `to`. */
function downTo(to: string | 0 | undefined, reversible: readonly string[]): readonly string[] {
  if (to === undefined) return reversible.slice(0, 1);
  if (to === 0) return reversible;
  const index = reversible.indexOf(to);
  if (index !== -1) return reversible.slice(0, index + 1);
  const names = reversible.toReversed().join(', ');
  throw new WorkflowError('INVALID_CONFIGURATION', `No migration "${to}" of this version has been run.`, {
    errors: [{ path: 'to', message: `must be one of: ${names}` }],
  });
}
