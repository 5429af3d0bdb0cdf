import {
  WEEKDAYS,
  type BusinessCalendar,
  type DatedHours,
  type WorkingInterval,
} from '../../../definition/business-calendar.js';
import { calendarSchema } from '../../../definition/calendar-schema.js';
import { fieldErrors } from '../../../definition/joi-errors.js';
import { findUnfit } from '../../../definition/json-value.js';
import { summarize } from '../../../definition/summary.js';
import { WorkflowError, type FieldError } from '../../../errors.js';
import { WorkingDays } from './working-days.js';

/** Calendars that were checked are frozen: what was made of them stays right. */
const prepared = new WeakMap<BusinessCalendar, WorkingDays>();

/** Deeper than any calendar is. */
const MAXIMUM_DEPTH = 8;

/**
 * Checks a business calendar, and gives a copy of it that nobody can change. Calculating with that copy is much faster
 * than with a calendar that was not checked.
 *
 * @param path - Where the calendar was found, for the message: `calendars.acme`
 * @throws WorkflowError `INVALID_CONFIGURATION` with every error and its path: a time zone that does not exist, no
 * working hours at all, or holidays all the year, intervals that overlap or end before they begin, dates that do not exist, unknown keys
 */
export function checkCalendar(value: unknown, path: string): BusinessCalendar {
  const unfit = findUnfit(value, path, MAXIMUM_DEPTH);
  if (unfit !== undefined) throw refusal([unfit]);
  const result = calendarSchema().validate(value);
  if (result.error !== undefined) throw refusal(fieldErrors(result.error, path));
  const calendar = frozenCopy(result.value);
  prepared.set(calendar, new WorkingDays(calendar));
  return calendar;
}

/**
 * Makes a calendar ready to be asked.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where it was not checked before, and is not valid
 */
export function workingDaysOf(calendar: BusinessCalendar): WorkingDays {
  return prepared.get(calendar) ?? workingDaysOf(checkCalendar(calendar, 'calendar'));
}

function refusal(errors: readonly FieldError[]): WorkflowError {
  const message = `The business calendar is not valid: ${summarize(errors)}.`;
  return new WorkflowError('INVALID_CONFIGURATION', message, { errors });
}

function frozenCopy(calendar: BusinessCalendar): BusinessCalendar {
  const days = WEEKDAYS.flatMap((name) => {
    const intervals = calendar.hours[name];
    return intervals === undefined ? [] : [[name, frozenIntervals(intervals)] as const];
  });
  return Object.freeze({
    timezone: calendar.timezone,
    hours: Object.freeze(Object.fromEntries(days)),
    holidays: frozenDates(calendar.holidays),
    ...(calendar.workdays === undefined ? {} : { workdays: frozenDates(calendar.workdays) }),
  });
}

function frozenDates(dates: BusinessCalendar['holidays'] = []): readonly (string | DatedHours)[] {
  return Object.freeze(
    dates.map((entry) =>
      typeof entry === 'string' ? entry : Object.freeze({ ...entry, hours: frozenIntervals(entry.hours) }),
    ),
  );
}

function frozenIntervals(intervals: readonly WorkingInterval[]): readonly WorkingInterval[] {
  return Object.freeze(intervals.map((interval) => Object.freeze({ ...interval })));
}
