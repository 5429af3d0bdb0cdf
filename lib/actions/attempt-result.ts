import type { AttemptResult } from '../store/deliveries.js';
import { DAY } from '../time-units.js';
import type { Failure } from './attempt.js';
import type { Backoff } from './backoff.js';
import { delayAfter } from './backoff.js';
import { GiveUp, RetryLater } from './delivery-errors.js';

/** Longer messages tell nobody more, and may be whole pages of a server's. */
const MAXIMUM_MESSAGE = 2000;

/** A server that asks for more patience than this is not waited for. */
const MAXIMUM_WAIT_MS = DAY;

interface Circumstances {
  /** The number of the attempt that failed. */
  readonly attempt: number;
  readonly now: Date;
  readonly backoff: Backoff;
  /** From 0 up to, but not including, 1. */
  readonly chance: number;
}

/** What becomes of a run after a failed attempt: it waits, longer each time, or is dead. */
export function resultOfFailure(
  { error, message }: Failure,
  { attempt, now, backoff, chance }: Circumstances,
): Exclude<AttemptResult, { status: 'delivered' }> {
  // What every database can store.
  const text = message.slice(0, MAXIMUM_MESSAGE).replace(/[\p{Control}\p{Surrogate}]+/gu, ' ');
  if (error instanceof GiveUp || attempt >= backoff.maxAttempts) return { status: 'dead', error: text };
  const delay = delayAfter(attempt, backoff, chance);
  const wait = Math.max(delay, error instanceof RetryLater ? wanted(error) : 0);
  return { status: 'pending', dueAt: new Date(now.getTime() + wait), error: text };
}

/** What a server says may be no time at all. */
function wanted({ afterMs }: RetryLater): number {
  return afterMs > 0 ? Math.min(afterMs, MAXIMUM_WAIT_MS) : 0;
}
