import { findUnfit } from '../definition/json-value.js';
import { WorkflowError } from '../errors.js';

/** How long what people say may be, in UTF-16 units: 30,000 bytes at most, where the columns hold 65,535. */
export const MAXIMUM_REASON = 10_000;

/**
 * Checks what somebody gives as a reason, at every door: a database would refuse it, cut it, or keep something else.
 *
 * @throws WorkflowError `INVALID_REQUEST`
 */
export function requireStorableReason(reason: unknown): void {
  const message = findFault(reason);
  if (message === null) return;
  throw new WorkflowError('INVALID_REQUEST', `The reason ${message}.`, {
    errors: [{ path: 'reason', message }],
  });
}

function findFault(reason: unknown): string | null {
  if (reason === null || reason === undefined) return null;
  if (typeof reason !== 'string') return 'must be text';
  if (reason.length > MAXIMUM_REASON) return `must have at most ${MAXIMUM_REASON} characters`;
  if (reason.includes('\0')) return 'must not hold NUL characters';
  return findUnfit(reason, 'reason', 1)?.message ?? null;
}
