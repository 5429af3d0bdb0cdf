import Joi from 'joi';
import { MAXIMUM_REASON } from '../../lib/commands/reason.js';
import type { PageRequest } from '../../lib/store/page.js';
import { WorkflowError } from '../../lib/errors.js';

const MAXIMUM_LIMIT = 100;
const DEFAULT_LIMIT = 50;

/** The id of a row of ours: a number, or its digits as they are written, and in no other spelling. */
export const rowId = Joi.number()
  .integer()
  .positive()
  .custom((id: number, { original, error }) =>
    typeof original === 'string' && original !== String(id) ? error('number.base') : id,
  );

/** Text that every database can store: PostgreSQL refuses NUL. */
export const text = Joi.string()
  .pattern(/^[^\0]*$/u)
  .messages({ 'string.pattern.base': 'must not hold NUL characters' });

/** The id of a user, a role or an object of the host. */
export const hostId = Joi.alternatives(Joi.number().strict().integer(), text.min(1).max(191)).messages({
  'alternatives.types': 'must be a whole number or text',
  'alternatives.match': 'must be a whole number or text',
});

/** The key of an object of the host: whatever can be none is not found, rather than malformed. */
export const objectId = Joi.alternatives(Joi.number().strict().integer(), Joi.string().min(1)).messages({
  'alternatives.types': 'must be a whole number or text',
  'alternatives.match': 'must be a whole number or text',
});

/** What somebody gives as a reason. */
export const reason = text.max(MAXIMUM_REASON);

/** The id of no row. */
const NO_ROW = 0;

/**
 * A path that names one row. One row has one path: what is its number in another spelling, such as `01` or `1e0`, names
 * none.
 */
export const byId = Joi.object<{ id: number }>({
  id: text
    .custom((id: string, { error }) => {
      const number = Number(id);
      if (!Number.isSafeInteger(number) || number < 1) return error('number.base');
      return String(number) === id ? number : NO_ROW;
    })
    .messages({ 'number.base': 'must be a whole number from 1 on' })
    .required(),
});

/** What a list takes. */
export interface ListQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** The fields of {@link ListQuery}. */
export const listFields = {
  limit: Joi.number().integer().min(1).max(MAXIMUM_LIMIT).default(DEFAULT_LIMIT),
  cursor: Joi.string().max(64),
};

/** The query of a list without filters. */
export const listQuery = Joi.object<ListQuery>(listFields);

/** The page that a query asks for. @throws WorkflowError `INVALID_CURSOR` */
export function toPageRequest({ limit, cursor }: ListQuery): PageRequest {
  if (cursor === undefined) return { limit, after: null };
  const after = Number(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (Number.isSafeInteger(after) && cursorOf(after) === cursor) return { limit, after };
  throw new WorkflowError(
    'INVALID_CURSOR',
    'The cursor is not one of ours. Use next_cursor as it was given.',
    {
      errors: [{ path: 'cursor', message: 'is not a cursor of this list' }],
    },
  );
}

/** The opaque cursor that continues after a key. */
export function cursorOf(key: number): string {
  return Buffer.from(String(key), 'latin1').toString('base64url');
}
