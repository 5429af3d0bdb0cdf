import { company, id, required } from './column.js';
import { hash, integer, json, timestamp, uid } from './column-kinds.js';
import { table } from './table.js';
import type { RowOf } from './table.js';

/** The answer that was given to one `Idempotency-Key`, to be given again. JSON columns are canonical text. */
export const IDEMPOTENCY_KEY = table(
  'IdempotencyKey',
  'idempotency_keys',
  {
    id: id(),
    company: company(),
    actorId: required(uid),
    key: required(uid),
    fingerprint: required(hash),
    responseStatus: required(integer),
    responseBody: required(json),
    createdAt: required(timestamp),
  },
  [
    { name: 'key', unique: true, fields: ['company', 'actor_id', 'key'] },
    { name: 'created', fields: ['created_at'] },
  ],
);

/** A row of {@link IDEMPOTENCY_KEY}. */
export type IdempotencyKeyRow = RowOf<typeof IDEMPOTENCY_KEY>;
