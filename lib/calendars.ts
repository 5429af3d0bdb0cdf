import { checkCalendar, type BusinessCalendar } from './flow/deadlines/working-time.js';

/**
 * What a host says about working time: one calendar for everybody, or one for each company; `null` where a company's
 * clock never stops.
 *
 * A function that gives the same object again has it checked only once, which makes it much faster. For the same reason
 * an object that was given must not be changed later: give another instead.
 */
export type CalendarOption = BusinessCalendar | ((company: string) => BusinessCalendar | null);

/** Gives the working time of a company; `null` where its clock never stops. */
export type CalendarOf = (company: string) => BusinessCalendar | null;

/**
 * Makes a host's calendars ready for use. Each is checked once: that of everybody now, that of a company when it is
 * first asked for.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming what is wrong with a calendar: `calendar.hours`, or
 * `calendar("acme").hours` where a function gave it
 */
export function calendarsOf(option: CalendarOption | undefined): CalendarOf {
  if (option === undefined) return () => null;
  if (typeof option !== 'function') {
    const calendar = checkCalendar(option, 'calendar');
    return () => calendar;
  }
  const checked = new WeakMap<object, BusinessCalendar>();
  return (company) => {
    const given = option(company);
    if (given === null) return null;
    const calendar = checked.get(given) ?? checkCalendar(given, `calendar(${JSON.stringify(company)})`);
    checked.set(given, calendar);
    return calendar;
  };
}
