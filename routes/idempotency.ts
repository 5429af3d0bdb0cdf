import { contentHash } from '../lib/definition/fingerprint.js';
import { WorkflowError } from '../lib/errors.js';
import type { IncomingRequest } from './operation.js';

const MAXIMUM_KEY_LENGTH = 191;

interface KeyedRequest {
  readonly key: string | undefined;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/**
 * The client's `Idempotency-Key`, with a fingerprint of what it came with.
 *
 * @throws WorkflowError `INVALID_REQUEST` for a key that cannot be kept
 */
export function readIdempotency({ key, method, url, body }: KeyedRequest): IncomingRequest['idempotency'] {
  if (key === undefined) return null;
  if (key === '' || key.length > MAXIMUM_KEY_LENGTH) {
    throw new WorkflowError('INVALID_REQUEST', 'The Idempotency-Key must have 1 to 191 characters.', {
      errors: [{ path: 'Idempotency-Key', message: `must have 1 to ${MAXIMUM_KEY_LENGTH} characters` }],
    });
  }
  // Only a body that was validated meanwhile can be hashed.
  return { key, fingerprint: () => contentHash({ method, url, body }) };
}
