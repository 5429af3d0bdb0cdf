import type { Sequelize } from 'sequelize';
import { WorkflowError } from '../lib/errors.js';

/** Where the engine's tables are. */
export interface TableOptions {
  /** What every table's name begins with: lower-case letters, digits and `_`, at most 30 characters. */
  readonly tablePrefix: string;
  /** The tables' schema; PostgreSQL only. @defaultValue the connection's own */
  readonly schema?: string | undefined;
}

/** What every table's name begins with unless the host says otherwise. */
export const DEFAULT_TABLE_PREFIX = 'workflow_';

/** PostgreSQL cuts a longer name without an error; the longest of ours after the prefix is 30 characters. */
const PREFIX = /^[a-z][a-z0-9_]{0,29}$/;
const SCHEMA = /^[A-Za-z_][A-Za-z0-9_]{0,62}$/;

/**
 * Checks where the tables shall be.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function checkTableOptions(
  sequelize: Sequelize,
  { tablePrefix, schema }: Pick<TableOptions, 'schema'> & { readonly tablePrefix: unknown },
): void {
  if (typeof tablePrefix !== 'string' || !PREFIX.test(tablePrefix)) {
    throw invalid('tablePrefix', 'must be at most 30 lower-case letters, digits and _, a letter first');
  }
  if (schema === undefined) return;
  if (sequelize.getDialect() !== 'postgres') {
    throw invalid('schema', 'is for PostgreSQL only: this database has no schemas');
  }
  if (!SCHEMA.test(schema)) {
    throw invalid('schema', 'must be at most 63 letters, digits and _, not a digit first');
  }
}

/** The name of a model: `workflow_` and `Step` make `WorkflowStep`. */
export function modelName(tablePrefix: string, name: string): string {
  const words = tablePrefix.split('_').filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('') + name;
}

function invalid(option: string, message: string): WorkflowError {
  return new WorkflowError('INVALID_CONFIGURATION', `Option "${option}" ${message}.`, {
    errors: [{ path: option, message }],
  });
}
