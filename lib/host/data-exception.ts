import { ValidationError } from 'sequelize';

/** What MySQL and MariaDB say of text that a column cannot be compared with. */
const OF_MYSQL: ReadonlySet<unknown> = new Set([
  'ER_CANT_AGGREGATE_2COLLATIONS',
  'ER_CANNOT_CONVERT_CHARACTER',
  'ER_CANNOT_CONVERT_STRING',
  'ER_DATA_OUT_OF_RANGE',
  'ER_INVALID_CHARACTER_STRING',
  'ER_TRUNCATED_WRONG_VALUE',
  'ER_WRONG_VALUE',
]);

/** The class of PostgreSQL's data exceptions: malformed text, numbers out of range, characters it cannot convert. */
const OF_POSTGRES = /^22[0-9A-Z]{3}$/;

/**
 * Whether a query failed because of a value in it: a database, or Sequelize under \`typeValidation\`, says that no column
 * of this type can hold it.
 */
export function isDataException(error: unknown): boolean {
  if (error instanceof ValidationError) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { code } = ((error as { original?: unknown }).original ?? error) as { code?: unknown };
  return OF_MYSQL.has(code) || (typeof code === 'string' && OF_POSTGRES.test(code));
}
