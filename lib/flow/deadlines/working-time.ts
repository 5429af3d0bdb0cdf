/**
 * Working time: how long people who keep business hours have had, or have left.
 *
 * What counts is the time that really passes while the clock on the wall shows working hours. So an hour that a change
 * of clocks skips is nobody's, and one that it repeats counts twice.
 */
import type { BusinessCalendar } from '../../definition/business-calendar.js';
import { WorkflowError } from '../../errors.js';
import { workingDaysOf } from './working-time/check-calendar.js';
import { DAY, HOUR } from '../../time-units.js';
import { workingSpans, workingSpansBackwards } from './working-time/working-spans.js';

export type { BusinessCalendar, Weekday, WorkingInterval } from '../../definition/business-calendar.js';
export { checkCalendar } from './working-time/check-calendar.js';

/** About a hundred years: what is not reached within it never will be. */
const HORIZON = 36_525 * DAY;

/** The end of the year 9999, which is the last one that databases store; and as far back. */
const LAST_INSTANT = Date.UTC(10_000, 0) - 1;

/**
 * The moment at which this much working time has passed since `from`: the earliest, where work stops just then.
 *
 * @param calendar - `null` for round the clock
 * @param ms - Working time in ms, not negative, rounded to whole ms; 0 gives `from`, also outside working hours
 * @throws WorkflowError `INVALID_CONFIGURATION` where the calendar is not valid, or has so little working time that
 * it takes more than a hundred years; `INTERNAL_ERROR` for arguments that are no date or no such number
 */
export function addWorkingTime(calendar: BusinessCalendar | null, from: Date, ms: number): Date {
  const start = toInstant(from);
  let left = toDuration(ms);
  if (calendar === null || left === 0) return new Date(start + left);
  for (const span of workingSpans(workingDaysOf(calendar), start, start + HORIZON)) {
    const length = span.to - span.from;
    if (left <= length) return new Date(span.from + left);
    left -= length;
  }
  throw outOfReach(
    `${ms / HOUR} working hours are not over within a hundred years from ${from.toISOString()}`,
  );
}

/**
 * The moment from which on this much working time passes until `until`: the latest, where work begins just then.
 *
 * @param calendar - `null` for round the clock
 * @param ms - Working time in ms, not negative, rounded to whole ms; 0 gives `until`, also outside working hours
 * @throws WorkflowError like {@link addWorkingTime}
 */
export function subtractWorkingTime(calendar: BusinessCalendar | null, until: Date, ms: number): Date {
  const end = toInstant(until);
  let left = toDuration(ms);
  if (calendar === null || left === 0) return new Date(end - left);
  for (const span of workingSpansBackwards(workingDaysOf(calendar), end - HORIZON, end)) {
    const length = span.to - span.from;
    if (left <= length) return new Date(span.to - left);
    left -= length;
  }
  throw outOfReach(`a hundred years until ${until.toISOString()} have less than ${ms / HOUR} working hours`);
}

/**
 * How much working time passes between two moments, in ms. Negative where `to` is before `from`.
 *
 * @param calendar - `null` for round the clock
 * @throws WorkflowError `INVALID_CONFIGURATION` where the calendar is not valid; `INTERNAL_ERROR` for arguments that
 * are no date, or lie more than a hundred years apart while there is a calendar
 */
export function workingTimeBetween(calendar: BusinessCalendar | null, from: Date, to: Date): number {
  const [start, end] = [toInstant(from), toInstant(to)];
  if (calendar === null) return end - start;
  demand(Math.abs(end - start) <= HORIZON, 'the dates must not lie more than a hundred years apart');
  let sum = 0;
  for (const span of workingSpans(workingDaysOf(calendar), Math.min(start, end), Math.max(start, end))) {
    sum += span.to - span.from;
  }
  return start <= end ? sum : 0 - sum;
}

function toInstant(date: Date): number {
  const instant = date.getTime();
  demand(Math.abs(instant) <= LAST_INSTANT, 'a date must be valid, and not after the year 9999');
  return instant;
}

function toDuration(ms: number): number {
  demand(ms >= 0 && ms <= HORIZON, 'a duration must be a number of ms, from 0 to a hundred years');
  return Math.round(ms);
}

/** Only code of ours could get these wrong. */
function demand(holds: boolean, expectation: string): void {
  if (!holds) throw new WorkflowError('INTERNAL_ERROR', `Working time: ${expectation}.`);
}

function outOfReach(message: string): WorkflowError {
  return new WorkflowError(
    'INVALID_CONFIGURATION',
    `The business calendar has too little working time: ${message}.`,
  );
}
