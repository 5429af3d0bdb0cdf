import { HOUR } from '../time-units.js';

/** How often, and how late, a delivery that fails is tried again. */
export interface DeliveryOptions {
  /** Attempts before a run is dead, and waits for somebody to retry it. @defaultValue `12`, about two hours */
  readonly maxAttempts?: number;
  /** The wait after the first failure, in ms; it doubles each time. @defaultValue `5000` */
  readonly firstDelayMs?: number;
  /** The longest wait, in ms. @defaultValue `3600000`, an hour */
  readonly maxDelayMs?: number;
}

/** {@link DeliveryOptions}, complete. */
export type Backoff = Required<DeliveryOptions>;

export const DEFAULT_BACKOFF: Backoff = { maxAttempts: 12, firstDelayMs: 5000, maxDelayMs: HOUR };

/**
 * The wait after an attempt, in ms: doubled each time, and spread over the upper half of that, so that what failed
 * together is not tried again together.
 *
 * @param chance - From 0 up to, but not including, 1
 */
export function delayAfter(attempt: number, { firstDelayMs, maxDelayMs }: Backoff, chance: number): number {
  const delay = Math.min(maxDelayMs, firstDelayMs * 2 ** (attempt - 1));
  return Math.round(delay * (0.5 + chance / 2));
}
