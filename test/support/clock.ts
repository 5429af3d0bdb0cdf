import type { Clock } from '../../lib/types.js';

/** How far to move a clock; the parts add up. */
export interface Duration {
  readonly ms?: number;
  readonly minutes?: number;
  readonly hours?: number;
  readonly days?: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A clock that stands still until a test moves it. It starts on a Monday, 2026-01-05T09:00:00.000Z. */
export class TestClock implements Clock {
  #time = Date.UTC(2026, 0, 5, 9);

  now(): Date {
    return new Date(this.#time);
  }

  set(date: Date): void {
    this.#time = date.getTime();
  }

  advance({ ms = 0, minutes = 0, hours = 0, days = 0 }: Duration): void {
    this.#time += ms + minutes * MINUTE + hours * HOUR + days * DAY;
  }
}
