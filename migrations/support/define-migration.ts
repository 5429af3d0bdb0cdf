import { QueryTypes } from 'sequelize';
import type { QueryInterface, TableName, Transaction } from 'sequelize';

/** Which tables a migration changes, and how it reaches them. */
export interface MigrationContext {
  readonly queryInterface: QueryInterface;
  /** @defaultValue `'workflow_'` */
  readonly tablePrefix?: string | undefined;
  /** PostgreSQL only. @defaultValue the connection's own */
  readonly schema?: string | undefined;
  /** The transaction, and with it the connection, of every statement. */
  readonly transaction?: Transaction | undefined;
}

/**
 * What a migration is called with: `{ context }` by umzug, where the context may be a bare query interface;
 * the query interface itself, and then Sequelize, by sequelize-cli.
 */
export type MigrationArgument = QueryInterface | { readonly context: QueryInterface | MigrationContext };

/** A migration, as umzug and sequelize-cli know one. */
export interface Migration {
  /** Takes the step. It may be run again after it was cut in the middle, and does then what is left. */
  readonly up: (argument: MigrationArgument) => Promise<void>;
  /** Takes the step back, with all data in it. */
  readonly down: (argument: MigrationArgument) => Promise<void>;
}

/** The database as a migration sees it. */
export interface MigrationDatabase {
  readonly queryInterface: QueryInterface;
  readonly dialect: string;
  /** To be passed to every statement. `null`, not `undefined`, also keeps out of a host's ambient transaction. */
  readonly transaction: Transaction | null;
  readonly tablePrefix: string;
  /** The full name of a table: `steps` is `workflow_steps`, in its schema. */
  readonly table: (name: string) => TableName;
}

interface MigrationSteps {
  up(database: MigrationDatabase): Promise<void>;
  down(database: MigrationDatabase): Promise<void>;
}

/** Makes a migration of two functions. Whatever calls it, they see the same. */
export function defineMigration(steps: MigrationSteps): Migration {
  return {
    up: async (argument) => steps.up(await open(contextOf(argument))),
    down: async (argument) => steps.down(await open(contextOf(argument))),
  };
}

function contextOf(argument: MigrationArgument): MigrationContext {
  const context = 'context' in argument ? argument.context : argument;
  return 'queryInterface' in context ? context : { queryInterface: context };
}

async function open(context: MigrationContext): Promise<MigrationDatabase> {
  const { queryInterface, tablePrefix = 'workflow_', transaction = null } = context;
  const schema = await schemaOf(context);
  return {
    queryInterface,
    dialect: queryInterface.sequelize.getDialect(),
    transaction,
    tablePrefix,
    table: (name) => {
      const tableName = `${tablePrefix}${name}`;
      return schema === undefined ? tableName : { tableName, schema };
    },
  };
}

/**
 * The schema of the tables, by name. On PostgreSQL, Sequelize looks for a table that names no schema in all
 * of them, and would take another engine's indexes for ours.
 */
export async function schemaOf({
  queryInterface,
  schema,
  transaction,
}: MigrationContext): Promise<string | undefined> {
  const { sequelize } = queryInterface;
  if (schema !== undefined || sequelize.getDialect() !== 'postgres') return schema;
  const sql = 'SELECT current_schema() AS name';
  const [row] = await sequelize.query<{ name: string | null }>(sql, {
    type: QueryTypes.SELECT,
    transaction: transaction ?? null,
  });
  return row?.name ?? undefined;
}
