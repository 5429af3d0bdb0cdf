import type { ErrorCode } from '../lib/errors.js';
import { ERROR_STATUS } from '../lib/errors.js';
import { groupBy } from '../lib/group-by.js';
import type { Operation, OperationSchemas } from './operation.js';

/** Why any request may be refused. */
const ANY: readonly ErrorCode[] = [
  'INVALID_REQUEST',
  'UNKNOWN_FIELD',
  'MALFORMED_JSON',
  'NOT_AUTHENTICATED',
  'BODY_TOO_LARGE',
  'UNSUPPORTED_MEDIA_TYPE',
  'INTERNAL_ERROR',
  'TRY_AGAIN',
];

/** Why a request that changes something may be refused, beside that. */
const CHANGE: readonly ErrorCode[] = ['CROSS_ORIGIN', 'IDEMPOTENCY_KEY_REUSED', 'OUTCOME_UNKNOWN'];

/** Every code by which an operation may be refused, those of all of its kind included, each once. */
export function refusalsOf({ method, access, errors = [], schemas }: Operation): readonly ErrorCode[] {
  return [
    ...new Set<ErrorCode>([
      ...ANY,
      ...(method === 'get' ? [] : CHANGE),
      ...(isPaged(schemas) ? (['INVALID_CURSOR'] as const) : []),
      ...(access === 'manage' ? (['FORBIDDEN'] as const) : []),
      ...(access === 'attachment' ? (['ATTACHMENT_NOT_FOUND'] as const) : []),
      ...errors,
    ]),
  ];
}

function isPaged({ query }: OperationSchemas): boolean {
  const { keys = {} } = query().describe() as { readonly keys?: object };
  return 'cursor' in keys;
}

/** Codes by the status that they have. */
export function byStatus(codes: readonly ErrorCode[]): ReadonlyMap<number, readonly ErrorCode[]> {
  return groupBy(codes, (code) => ERROR_STATUS[code]);
}
