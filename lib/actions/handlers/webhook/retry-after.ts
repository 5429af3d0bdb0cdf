import { DAY } from '../../../time-units.js';

/** A server that asks for more patience than this is asked again after it all the same. */
const MAXIMUM_WAIT_MS = DAY;

/**
 * Reads the header `Retry-After`, seconds or an HTTP date, as ms from now, at most a day. A date that has passed
 * is 0; what cannot be read is `undefined`.
 */
export function readRetryAfter(header: string | undefined, now: Date): number | undefined {
  const ms = readMs(header?.trim() ?? '', now);
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(ms, 0), MAXIMUM_WAIT_MS);
}

function readMs(text: string, now: Date): number {
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // An HTTP date ends so, and Date.parse makes a date of nearly anything.
  return text.endsWith(' GMT') ? Date.parse(text) - now.getTime() : NaN;
}
