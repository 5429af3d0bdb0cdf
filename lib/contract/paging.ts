import { withJoi } from '../definition/with-joi.js';
import { joinPath } from '../definition/json-value.js';
import { WorkflowError } from '../errors.js';
import type { Page, PageRequest, TimeKey, TimePageRequest } from '../store/page.js';
import type { JsonSchema, Output } from './field.js';
import type { Spread } from './object.js';
import { object } from './object.js';
import { wholeNumber } from './values.js';

const MAXIMUM_LIMIT = 100;
const DEFAULT_LIMIT = 50;
const LONGEST_CURSOR = 64;

const keys = withJoi((Joi) => ({
  limit: wholeNumber(1, MAXIMUM_LIMIT).schema().default(DEFAULT_LIMIT),
  cursor: Joi.string().max(LONGEST_CURSOR),
}));

function paging<Request>(
  read: (limit: number, cursor: string | undefined, path: string) => Request,
): Spread<Request> {
  return {
    keys,
    properties: (schemas) => ({
      limit: {
        ...wholeNumber(1, MAXIMUM_LIMIT).json(schemas),
        default: DEFAULT_LIMIT,
        description: 'How many items at most.',
      },
      cursor: {
        type: 'string',
        minLength: 1,
        maxLength: LONGEST_CURSOR,
        description: 'Where to go on: `next_cursor` of the page before, as it was given.',
      },
    }),
    read: ({ limit, cursor }, path) =>
      read(limit as number, cursor as string | undefined, joinPath(path, 'cursor')),
  };
}

/** The page that a query asks for, of a list by id. @throws WorkflowError `INVALID_CURSOR` */
export const page: Spread<PageRequest> = paging((limit, cursor, path) => ({
  limit,
  after: cursor === undefined ? null : requireKey(cursor, readId(cursor), path),
}));

/**
 * The page that a query asks for, of a list by time; the cursors of earlier releases name an id alone.
 *
 * @throws WorkflowError `INVALID_CURSOR`
 */
export const timePage: Spread<TimePageRequest> = paging((limit, cursor, path) => ({
  limit,
  after: cursor === undefined ? null : requireKey(cursor, readTimeKey(cursor) ?? readId(cursor), path),
}));

/** What a list takes that has no filters, and is ordered by id. */
export const pageQuery = object(null, { page });

/** What a list takes that has no filters, and is ordered by time. */
export const timePageQuery = object(null, { page: timePage });

/** A page as answers carry it. */
export function pageOf<Item>(item: Output<Item>): Output<Page<Item, number | TimeKey>> {
  const nextCursor: JsonSchema = {
    type: ['string', 'null'],
    description: 'The `cursor` of the next page; `null` on the last one.',
  };
  return {
    json: (schemas) => ({
      type: 'object',
      properties: { items: { type: 'array', items: item.json(schemas) }, next_cursor: nextCursor },
      required: ['items', 'next_cursor'],
    }),
    render: ({ items, next }, audience) => ({
      items: items.map((one) => item.render(one, audience)),
      next_cursor: next === null ? null : cursorOf(next),
    }),
  };
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
function requireKey<Key extends number | TimeKey>(cursor: string, key: Key | null, path: string): Key {
  if (key !== null && cursorOf(key) === cursor) return key;
  throw new WorkflowError(
    'INVALID_CURSOR',
    'The cursor is not one of ours. Use next_cursor as it was given.',
    { errors: [{ path, message: 'is not a cursor of this list' }] },
  );
}
