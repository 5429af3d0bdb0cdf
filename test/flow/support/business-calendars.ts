import fc from 'fast-check';
import type { BusinessCalendar, Weekday, WorkingInterval } from '../../../lib/index.js';

const WEEK: readonly Weekday[] = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
];

/** The weekends of the world, and no weekend at all. */
const WEEKENDS: readonly (readonly Weekday[])[] = [
  ['saturday', 'sunday'],
  ['friday', 'saturday'],
  ['thursday', 'friday'],
  ['sunday'],
  [],
];

const USUAL_DAYS: readonly (readonly (readonly [string, string])[])[] = [
  [['09:00', '17:00']],
  [
    ['08:00', '12:00'],
    ['13:00', '16:30'],
  ],
  [['00:00', '24:00']],
  // Where clocks are changed: at midnight, and in the small hours.
  [
    ['00:00', '00:01'],
    ['23:00', '24:00'],
  ],
  [['02:00', '03:00']],
  [
    ['01:30', '02:30'],
    ['02:30', '02:45'],
  ],
];

const usualDay = fc
  .constantFrom(...USUAL_DAYS)
  .map((day): readonly WorkingInterval[] => day.map(([from, to]) => ({ from, to })));

/** Any times of a day, in pairs. */
const anyDay = fc
  .uniqueArray(fc.integer({ min: 0, max: 24 * 60 }), { minLength: 2, maxLength: 8 })
  .map((minutes) => {
    const times = minutes.sort((one, other) => one - other).map(timeOfDay);
    return times.flatMap((from, index): WorkingInterval[] => {
      const to = times[index + 1];
      return index % 2 === 0 && to !== undefined ? [{ from, to }] : [];
    });
  });

const day = fc.oneof(usualDay, anyDay);

/** Calendars for a zone, with holidays and working days among these dates, each of them once. */
export function businessCalendar(timezone: string, dates: readonly string[]): fc.Arbitrary<BusinessCalendar> {
  const entry = fc
    .record({
      date: fc.constantFrom(...dates),
      isYearly: fc.boolean(),
      hours: fc.option(day),
      isWorked: fc.boolean(),
    })
    .map(({ date, isYearly, hours, isWorked }) => {
      const written = isYearly ? date.slice('YYYY-'.length) : date;
      return { isWorked, written, given: hours === null ? written : { date: written, hours } };
    });
  return fc
    .record({
      weekend: fc.constantFrom(...WEEKENDS),
      days: fc.array(day, { minLength: WEEK.length, maxLength: WEEK.length }),
      entries: fc.uniqueArray(entry, { maxLength: 4, selector: ({ written }) => written }),
    })
    .map(({ weekend, days, entries }) => {
      const worked = WEEK.map((name, index) => [name, days[index]] as const);
      const hours = Object.fromEntries(worked.filter(([name]) => !weekend.includes(name)));
      const givenOf = (isWorked: boolean) =>
        entries.filter((one) => one.isWorked === isWorked).map(({ given }) => given);
      return { timezone, hours, holidays: givenOf(false), workdays: givenOf(true) };
    });
}

function timeOfDay(minutes: number): string {
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60];
  return [hour, minute].map((part) => String(part).padStart(2, '0')).join(':');
}
