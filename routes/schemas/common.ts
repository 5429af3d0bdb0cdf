import { MAXIMUM_REASON } from '../../lib/commands/reason.js';
import { withJoi } from '../../lib/definition/with-joi.js';
import { lazy } from '../../lib/lazy.js';
import type { PageRequest, TimeKey, TimePageRequest } from '../../lib/store/page.js';
import { WorkflowError } from '../../lib/errors.js';

const MAXIMUM_LIMIT = 100;
const DEFAULT_LIMIT = 50;

/** The id of a row of ours: a number, or its digits as they are written, and in no other spelling. */
export const rowId = withJoi((Joi) =>
  Joi.number()
    .integer()
    .positive()
    .custom((id: number, { original, error }) =>
      typeof original === 'string' && original !== String(id) ? error('number.base') : id,
    ),
);

/** Text that every database can store: PostgreSQL refuses NUL. */
export const text = withJoi((Joi) =>
  Joi.string()
    .pattern(/^[^\0]*$/u)
    .messages({ 'string.pattern.base': 'must not hold NUL characters' }),
);

const NO_ID = {
  'alternatives.types': 'must be a whole number or text',
  'alternatives.match': 'must be a whole number or text',
};

/** The id of a user, a role or an object of the host. */
export const hostId = withJoi((Joi) =>
  Joi.alternatives(Joi.number().strict().integer(), text().min(1).max(191)).messages(NO_ID),
);

/** The key of an object of the host: whatever can be none is not found, rather than malformed. */
export const objectId = withJoi((Joi) =>
  Joi.alternatives(Joi.number().strict().integer(), Joi.string().min(1)).messages(NO_ID),
);

/** What somebody gives as a reason. */
export const reason = lazy(() => text().max(MAXIMUM_REASON));

/** The id of no row. */
const NO_ROW = 0;

/**
 * A path that names one row. One row has one path: what is its number in another spelling, such as `01` or `1e0`, names
 * none.
 */
export const byId = withJoi((Joi) =>
  Joi.object<{ id: number }>({
    id: text()
      .custom((id: string, { error }) => {
        const number = Number(id);
        if (!Number.isSafeInteger(number) || number < 1) return error('number.base');
        return String(number) === id ? number : NO_ROW;
      })
      .messages({ 'number.base': 'must be a whole number from 1 on' })
      .required(),
  }),
);

/** What a list takes. */
export interface ListQuery {
  readonly limit: number;
  readonly cursor?: string;
}

/** The fields of {@link ListQuery}. */
export const listFields = withJoi((Joi) => ({
  limit: Joi.number().integer().min(1).max(MAXIMUM_LIMIT).default(DEFAULT_LIMIT),
  cursor: Joi.string().max(64),
}));

/** The query of a list without filters. */
export const listQuery = withJoi((Joi) => Joi.object<ListQuery>(listFields()));

/** The page that a query asks for, of a list by id. @throws WorkflowError `INVALID_CURSOR` */
export function toPageRequest({ limit, cursor }: ListQuery): PageRequest {
  return { limit, after: cursor === undefined ? null : requireKey(cursor, readId(cursor)) };
}

/**
 * The page that a query asks for, of a list by time; the cursors of earlier releases name an id alone.
 *
 * @throws WorkflowError `INVALID_CURSOR`
 */
export function toTimePageRequest({ limit, cursor }: ListQuery): TimePageRequest {
  if (cursor === undefined) return { limit, after: null };
  return { limit, after: requireKey(cursor, readTimeKey(cursor) ?? readId(cursor)) };
}

/** The opaque cursor that continues after a key. */
export function cursorOf(key: number | TimeKey): string {
  const text = typeof key === 'number' ? String(key) : `${key.time.getTime()}.${key.id}`;
  return Buffer.from(text, 'latin1').toString('base64url');
}

function textOf(cursor: string): string {
  return Buffer.from(cursor, 'base64url').toString('latin1');
}

function readId(cursor: string): number | null {
  const id = Number(textOf(cursor));
  return Number.isSafeInteger(id) ? id : null;
}

function readTimeKey(cursor: string): TimeKey | null {
  const [milliseconds = '', digits = '', ...rest] = textOf(cursor).split('.');
  const [time, id] = [new Date(Number(milliseconds)), Number(digits)];
  if (digits === '' || rest.length > 0 || Number.isNaN(time.getTime())) return null;
  return Number.isSafeInteger(id) ? { time, id } : null;
}

/** The key that a cursor names. One key has one cursor: another spelling is not one of ours. */
function requireKey<Key extends number | TimeKey>(cursor: string, key: Key | null): Key {
  if (key !== null && cursorOf(key) === cursor) return key;
  throw new WorkflowError(
    'INVALID_CURSOR',
    'The cursor is not one of ours. Use next_cursor as it was given.',
    {
      errors: [{ path: 'cursor', message: 'is not a cursor of this list' }],
    },
  );
}
