import { withJoi } from '../definition/with-joi.js';
import { joi } from '../libraries.js';
import type { ObjectId, UserId } from '../types.js';
import type { Field, JsonSchema } from './field.js';
import { plain, strictInCode } from './field.js';
import { object } from './object.js';

const ID: JsonSchema = { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };

/** The id of a row of ours: a number, or its digits as they are written, and in no other spelling. */
export const rowId = strictInCode(
  plain<number>(
    withJoi((Joi) =>
      Joi.number()
        .integer()
        .positive()
        .custom((id: number, { original, error }) =>
          typeof original === 'string' && original !== String(id) ? error('number.base') : id,
        ),
    ),
    ID,
  ),
);

/** The id of no row. */
const NO_ROW = 0;

/**
 * The id of a row in a path. One row has one path: what is its number in another spelling, such as `01` or `1e0`, names
 * none.
 */
export const pathId: Field<number> = {
  ...plain<number>(
    withJoi(() =>
      text()
        .schema()
        .custom((id: string, { error }) => {
          const number = Number(id);
          if (!Number.isSafeInteger(number) || number < 1) return error('number.base');
          return String(number) === id ? number : NO_ROW;
        })
        .messages({ 'number.base': 'must be a whole number from 1 on' }),
    ),
    ID,
  ),
  inCode: withJoi((Joi) => Joi.number().strict().integer().min(NO_ROW)),
};

/** A path that names one row. */
export const byId = object(null, { id: pathId });

interface TextOptions {
  readonly least?: 0 | 1;
  readonly most?: number;
  /** Whether it is read in lower case, however it is written. @defaultValue `false` */
  readonly isLowered?: boolean;
}

/** Text that every database can store: PostgreSQL refuses NUL. */
export function text({ least = 1, most, isLowered = false }: TextOptions = {}): Field<string> {
  const schema = withJoi((Joi) => {
    const some = Joi.string()
      .pattern(/^[^\u0000]*$/u)
      .pattern(/^\P{Surrogate}*$/u, 'Unicode')
      .messages({
        'string.pattern.base': 'must not hold NUL characters',
        'string.pattern.name': 'must be valid Unicode text',
      });
    const cased = isLowered ? some.lowercase() : some;
    const bounded = least === 0 ? cased.allow('') : cased;
    return most === undefined ? bounded : bounded.max(most);
  });
  return plain(schema, {
    type: 'string',
    ...(least === 0 ? {} : { minLength: least }),
    ...(most === undefined ? {} : { maxLength: most }),
    pattern: '^[^\\u0000]*$',
  });
}

/** What names a workflow or a form within its company. */
export const key = text({ most: 191 });

const NO_ID = {
  'alternatives.types': 'must be a whole number or text',
  'alternatives.match': 'must be a whole number or text',
};

const WHOLE: JsonSchema = {
  type: 'integer',
  minimum: -Number.MAX_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
};

/** The id of a user, a role or an object of the host. */
export const hostId = plain<UserId>(
  withJoi((Joi) =>
    Joi.alternatives(Joi.number().strict().integer(), text({ most: 191 }).schema()).messages(NO_ID),
  ),
  { anyOf: [WHOLE, { type: 'string', minLength: 1, maxLength: 191, pattern: '^[^\\u0000]*$' }] },
);

/** The key of an object of the host: whatever can be none is not found, rather than malformed. */
export const objectId = plain<ObjectId>(
  withJoi((Joi) => Joi.alternatives(Joi.number().strict().integer(), Joi.string().min(1)).messages(NO_ID)),
  { anyOf: [WHOLE, { type: 'string', minLength: 1 }] },
);

/** The same in a path. */
export const pathKey = plain<string>(
  withJoi((Joi) => Joi.string()),
  { type: 'string', minLength: 1 },
);

/** The key of a registered model. */
export const modelKey = text({ most: 191 });

/** How long what people say may be, in UTF-16 units: 30,000 bytes at most, where the columns hold 65,535. */
const MAXIMUM_REASON = 10_000;

/** What somebody gives as a reason. */
export const reason = text({ most: MAXIMUM_REASON });

/** What somebody may give as a reason: text without any is none. */
export const optionalReason = plain<string | null>(() => reason.schema().allow(null, ''), {
  type: ['string', 'null'],
  maxLength: MAXIMUM_REASON,
  pattern: '^[^\\u0000]*$',
});

/** One of some words, in any case. */
export function word<const Words extends readonly string[]>(words: Words): Field<Words[number]> {
  return plain(
    () =>
      joi()
        .string()
        .lowercase()
        .valid(...words),
    { type: 'string', enum: words },
  );
}

/** The one word that it may be, in any case. */
export function constant(only: string): Field<string> {
  const { schema } = word([only]);
  return plain(schema, { type: 'string', const: only });
}

/** `true` or `false`. */
export const flag = strictInCode(
  plain<boolean>(
    withJoi((Joi) => Joi.boolean()),
    { type: 'boolean' },
  ),
);

/** An object that says what somebody else keeps in it. */
export const openObject = plain<Readonly<Record<string, unknown>>>(
  withJoi((Joi) => Joi.object()),
  { type: 'object' },
);

/** Any JSON. */
export const anyJson = plain<unknown>(
  withJoi((Joi) => Joi.any()),
  {},
);

/** A whole number. */
export function wholeNumber(least: number, most: number): Field<number> {
  return strictInCode(
    plain(
      withJoi((Joi) => Joi.number().integer().min(least).max(most)),
      { type: 'integer', minimum: least, maximum: most },
    ),
  );
}

/** The place of something among others of its kind. */
export const placeOrder = wholeNumber(1, 1_000_000);

/** ISO 8601 with its offset: a time without one would mean the server's. What is finer than a millisecond is cut off. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;

/** A time of a request; in code a `Date`. */
export const time: Field<Date> = {
  ...plain<Date>(
    withJoi((Joi) =>
      Joi.string()
        .pattern(INSTANT)
        .custom((value: string, { error }) => toTime(value) ?? error('date.base'))
        .messages({
          'string.pattern.base': 'must be a time in ISO 8601 with its offset, as in 2026-01-05T09:00:00Z',
          'date.base': 'must be a time that there is, from 1970 on',
        }),
    ),
    { type: 'string', format: 'date-time', pattern: '^(?:19[7-9][0-9]|[2-9][0-9]{3})-' },
  ),
  inCode: withJoi((Joi) =>
    Joi.any()
      .custom((value: unknown, { error }) => (isTime(value) ? value : error('date.base')))
      .messages({ 'date.base': 'must be a Date that exists' }),
  ),
};

function isTime(value: unknown): boolean {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

/** The time that a text means; `null` for a day that its month does not have, and for one that no database holds. */
function toTime(value: string): Date | null {
  const day = value.slice(0, 10);
  const midnight = new Date(`${day}T00:00:00Z`);
  const time = new Date(value);
  if (Number.isNaN(midnight.getTime()) || Number.isNaN(time.getTime())) return null;
  const year = time.getUTCFullYear();
  return midnight.toISOString().startsWith(day) && year >= 1970 && year < 9999 ? time : null;
}
