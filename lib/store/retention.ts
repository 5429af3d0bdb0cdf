import { CLOSED_STATUSES } from '../flow/rules/attachment.js';
import { DAY } from '../time-units.js';

/** For how many days what is over is kept; `null` keeps it for ever. */
export interface Retention {
  /** Attachments that were completed, counted from when they closed, with all that belongs to them. @defaultValue `null` */
  readonly completed: number | null;
  /** Attachments that were rejected. @defaultValue `null` */
  readonly rejected: number | null;
  /** Attachments that were cancelled. @defaultValue `null` */
  readonly cancelled: number | null;
  /**
   * Action runs that were delivered, counted from their delivery. Each holds a snapshot of everything its handler was
   * given, which nothing reads any more: a month is for looking up what was sent. History does not need them.
   *
   * @defaultValue `30`
   */
  readonly deliveredActionRuns: number | null;
  /**
   * Action runs that were given up on. Somebody has yet to look at each, and may have it tried again: with the row goes
   * the last trace of what was never delivered. With its attachment it goes in any case.
   *
   * @defaultValue `null`
   */
  readonly deadActionRuns: number | null;
}

/** What is kept for how long unless it is said otherwise: no attachment is deleted that nobody asked to delete. */
export const DEFAULT_RETENTION: Retention = {
  completed: null,
  rejected: null,
  cancelled: null,
  deliveredActionRuns: 30,
  deadActionRuns: null,
};

/** The end of what was kept for so many days. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * DAY);
}

/** The shortest time for which an attachment is kept once it is over, in days; `null` for ever. */
export function shortestRetention(retention: Retention): number | null {
  const kept = CLOSED_STATUSES.map((status) => retention[status]).filter((days) => days !== null);
  return kept.length === 0 ? null : Math.min(...kept);
}
