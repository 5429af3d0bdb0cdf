import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { WorkflowError } from '../errors.js';
import { findUnfit } from './json-value.js';

/** How many levels of lists and objects canonical text may nest. */
const MAXIMUM_DEPTH = 200;

/**
 * Writes a value as canonical JSON text (RFC 8785): the same content gives the same text on every machine, whatever
 * the order of its keys.
 *
 * Members that are `undefined` are left out, as `JSON.stringify` does, so a value hashes the same before it is
 * stored and after it is read back; `-0` becomes `0` and a `Date` its ISO text for the same reason. What cannot be
 * read back as it was is refused: see {@link findUnfit}.
 *
 * @param path - What to call the value in an error: `metadata` gives `metadata.note`.
 * @throws WorkflowError `INVALID_REQUEST` naming the first thing that JSON cannot carry.
 */
export function canonicalText(value: unknown, path = ''): string {
  requireFit(value, path);
  return String(canonicalize(value));
}

function requireFit(value: unknown, path: string): void {
  const unfit = findUnfit(value, path, MAXIMUM_DEPTH);
  if (unfit === undefined) return;
  const where = unfit.path === '' ? 'The value' : unfit.path;
  throw new WorkflowError('INVALID_REQUEST', `${where} ${unfit.message}.`, { errors: [unfit] });
}

/**
 * Writes a value as JSON text with its keys in the order in which they were written, as far as JavaScript keeps it:
 * keys that are whole numbers come first.
 *
 * @throws WorkflowError `INVALID_REQUEST` as {@link canonicalText} does.
 */
export function authoredText(value: unknown): string {
  requireFit(value, '');
  return JSON.stringify(value);
}

/**
 * The SHA-256 of a value's canonical text, as 64 lower-case hexadecimal digits.
 *
 * @throws WorkflowError `INVALID_REQUEST` as {@link canonicalText} does.
 */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalText(value)).digest('hex');
}
