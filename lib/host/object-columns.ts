import { DatabaseError, ValidationError } from 'sequelize';
import type { Model, ModelStatic } from 'sequelize';
import { WorkflowError } from '../errors.js';
import type { ObjectReferences } from '../types.js';
import { ATTACHMENT_STATUSES } from '../types.js';

/** What Sequelize knows of a type, beyond what it declares. */
interface ColumnType {
  readonly key?: string;
  readonly _length?: unknown;
  readonly values?: readonly string[];
}

const LONGEST_STATUS = Math.max(...ATTACHMENT_STATUSES.map(({ length }) => length));

/** What is wrong with the column that an attachment's status is to be written to; `null` for nothing that is known. */
export function findStatusProblem(model: ModelStatic<Model>, field: string): string | null {
  const length = lengthOf(model, field);
  if (length !== null && length < LONGEST_STATUS) {
    return `must hold ${LONGEST_STATUS} characters; "${field}" holds ${length}`;
  }
  const { values } = typeOf(model, field);
  const missing = values === undefined ? [] : ATTACHMENT_STATUSES.filter((one) => !values.includes(one));
  return missing.length === 0
    ? null
    : `must take every status; "${field}" does not take ${missing.join(', ')}`;
}

/** The name of a stage, as far as the column holds it: it is there to be read, and must hold up nobody. */
export function fitText(model: ModelStatic<Model>, field: string, text: string | null): string | null {
  const length = lengthOf(model, field);
  return text === null || length === null || text.length <= length
    ? text
    : Array.from(text).slice(0, length).join('');
}

/** A value that the database, or the model's own validation, has refused, as an error that says so. */
export function refusedValue(
  error: unknown,
  { model, objectIds: [objectId, ...others] }: ObjectReferences,
  fields: readonly string[],
): unknown {
  if (!(error instanceof ValidationError) && !isOfValue(error)) return error;
  return new WorkflowError(
    'OBJECT_NOT_WRITABLE',
    `${model} ${objectId}${others.length === 0 ? '' : `, or one of ${others.length} others,`} does not take what its ` +
      `workflow writes to ${fields.join(' and ')}, so that nothing was ` +
      'changed. Let these columns hold every status and the names of all stages.',
    { details: { fields }, cause: error },
  );
}

/** Codes of MySQL and SQLite, beside the classes 22 and 23 of standard SQL: too long, of another type, forbidden. */
const OF_VALUE: ReadonlySet<unknown> = new Set([
  'WARN_DATA_TRUNCATED',
  'ER_TRUNCATED_WRONG_VALUE_FOR_FIELD',
  'ER_CHECK_CONSTRAINT_VIOLATED',
  'SQLITE_CONSTRAINT',
]);

function isOfValue(error: unknown): boolean {
  if (!(error instanceof DatabaseError)) return false;
  const { code, sqlState } = error.original as { code?: unknown; sqlState?: unknown };
  return OF_VALUE.has(code) || /^2[23]/.test(String(sqlState ?? code));
}

/** How many characters a column holds, where the model says so. */
function lengthOf(model: ModelStatic<Model>, field: string): number | null {
  const { key, _length: length } = typeOf(model, field);
  return (key === 'STRING' || key === 'CHAR') && typeof length === 'number' ? length : null;
}

function typeOf(model: ModelStatic<Model>, field: string): ColumnType {
  return model.getAttributes()[field]?.type as unknown as ColumnType;
}
