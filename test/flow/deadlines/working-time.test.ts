import assert from 'node:assert/strict';
import {
  addWorkingTime,
  checkCalendar,
  subtractWorkingTime,
  workingTimeBetween,
  type BusinessCalendar,
  type Weekday,
} from '../../../lib/flow/deadlines/working-time.js';
import { refusalOf } from '../support/journey.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `'09:00-12:00 13:00-17:00'` on each of these days. */
function calendarOf(
  timezone: string,
  days: readonly Weekday[],
  hours: string,
  holidays: readonly string[] = [],
): BusinessCalendar {
  const intervals = hours.split(' ').map((text) => ({ from: text.slice(0, 5), to: text.slice(6) }));
  const week = Object.fromEntries(days.map((day) => [day, intervals]));
  return checkCalendar({ timezone, hours: week, holidays }, 'calendar');
}

const SUNDAY_TO_THURSDAY = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday'] as const;
const MONDAY_TO_FRIDAY = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] as const;

const riyadh = calendarOf('Asia/Riyadh', SUNDAY_TO_THURSDAY, '08:00-16:00', ['2026-06-15', '09-23']);
const newYork = calendarOf('America/New_York', MONDAY_TO_FRIDAY, '09:00-12:00 13:00-18:00');
const kathmandu = calendarOf('Asia/Kathmandu', [...SUNDAY_TO_THURSDAY, 'friday'], '10:00-17:00');
const apia = calendarOf('Pacific/Apia', MONDAY_TO_FRIDAY, '09:00-17:00');
const nights = calendarOf('Asia/Kolkata', MONDAY_TO_FRIDAY, '22:00-24:00 00:00-06:00');

describe('Working time', () => {
  describe('ends, by hand,', () => {
    /** All of it in local time, with its offset. */
    const examples: readonly (readonly [string, BusinessCalendar, string, number, string])[] = [
      ['within the day', riyadh, '2026-06-11T09:30:00.001+03:00', 2, '2026-06-11T11:30:00.001+03:00'],
      [
        'after the weekend of Friday and Saturday',
        riyadh,
        '2026-06-11T15:00+03:00',
        2,
        '2026-06-14T09:00+03:00',
      ],
      ['after a holiday', riyadh, '2026-06-14T15:30+03:00', 1, '2026-06-16T08:30+03:00'],
      ['after a holiday of every year', riyadh, '2029-09-20T15:59+03:00', 8, '2029-09-24T15:59+03:00'],
      [
        'when the day does, not when the next begins',
        riyadh,
        '2026-06-11T08:00+03:00',
        8,
        '2026-06-11T16:00+03:00',
      ],
      ['as if it began with the day', riyadh, '2026-06-11T03:00+03:00', 1, '2026-06-11T09:00+03:00'],
      ['after lunch', newYork, '2026-06-11T11:30-04:00', 1, '2026-06-11T13:30-04:00'],
      ['after the clocks went forward', newYork, '2026-03-06T17:00-05:00', 2, '2026-03-09T10:00-04:00'],
      ['after the clocks went back', newYork, '2026-10-30T17:00-04:00', 2, '2026-11-02T10:00-05:00'],
      ['at 45 minutes past of UTC', kathmandu, '2026-06-12T16:30+05:45', 1, '2026-06-14T10:30+05:45'],
      ['after a Friday that there never was', apia, '2011-12-29T16:00-10:00', 2, '2012-01-02T10:00+14:00'],
      ['after midnight', nights, '2026-06-11T23:00+05:30', 2, '2026-06-12T01:00+05:30'],
      ['on the night after the weekend', nights, '2026-06-12T23:30+05:30', 1, '2026-06-15T00:30+05:30'],
      ['forty days of work later', riyadh, '2026-07-05T08:00+03:00', 320, '2026-08-27T16:00+03:00'],
    ];

    for (const [what, calendar, from, hours, to] of examples) {
      it(what, () => {
        const due = addWorkingTime(calendar, new Date(from), hours * HOUR);
        assert.equal(due.toISOString(), new Date(to).toISOString());
        assert.equal(workingTimeBetween(calendar, new Date(from), due), hours * HOUR);
      });
    }
  });

  describe('began, by hand,', () => {
    const examples: readonly (readonly [string, BusinessCalendar, string, number, string])[] = [
      ['within the day', riyadh, '2026-06-11T11:30+03:00', 2, '2026-06-11T09:30+03:00'],
      [
        'before the weekend of Friday and Saturday',
        riyadh,
        '2026-06-14T09:00+03:00',
        2,
        '2026-06-11T15:00+03:00',
      ],
      [
        'when the day did, not when the one before ended',
        riyadh,
        '2026-06-11T16:00+03:00',
        8,
        '2026-06-11T08:00+03:00',
      ],
      ['before lunch', newYork, '2026-06-11T13:30-04:00', 1, '2026-06-11T11:30-04:00'],
      ['before the clocks went back', newYork, '2026-11-02T10:00-05:00', 2, '2026-10-30T17:00-04:00'],
      ['before a Friday that there never was', apia, '2012-01-02T10:00+14:00', 2, '2011-12-29T16:00-10:00'],
    ];

    for (const [what, calendar, until, hours, from] of examples) {
      it(what, () => {
        const begin = subtractWorkingTime(calendar, new Date(until), hours * HOUR);
        assert.equal(begin.toISOString(), new Date(from).toISOString());
      });
    }
  });

  describe('is the time that really passes', () => {
    const examples: readonly (readonly [string, BusinessCalendar, string, number])[] = [
      ['in an hour that is skipped: none', sundays('America/New_York', '02:00-03:00'), '2026-03-08', 0],
      [
        'in two hours of which half an hour is left',
        sundays('America/New_York', '01:30-03:00'),
        '2026-03-08',
        30,
      ],
      ['on a day of 23 hours', sundays('America/New_York', '00:00-24:00'), '2026-03-08', 23 * 60],
      ['in an hour that is repeated: two', sundays('America/New_York', '01:00-02:00'), '2026-11-01', 120],
      ['in an hour of which half is repeated', sundays('America/New_York', '01:30-02:30'), '2026-11-01', 90],
      ['on a day of 25 hours', sundays('America/New_York', '00:00-24:00'), '2026-11-01', 25 * 60],
      [
        'in two hours, half an hour of them repeated',
        sundays('Australia/Lord_Howe', '01:00-03:00'),
        '2026-04-05',
        150,
      ],
      [
        'in two hours, half an hour of them skipped',
        sundays('Australia/Lord_Howe', '01:00-03:00'),
        '2026-10-04',
        90,
      ],
      ['on a day that begins at one', sundays('America/Sao_Paulo', '00:00-02:00'), '2018-11-04', 60],
      [
        'on a day that comes back after it was over',
        sundays('America/St_Johns', '00:00-00:05'),
        '2010-11-07',
        6,
      ],
    ];

    for (const [what, calendar, date, minutes] of examples) {
      it(what, () => {
        const noon = Date.parse(`${date}T12:00Z`);
        const [from, to] = [new Date(noon - 48 * HOUR), new Date(noon + 48 * HOUR)];
        assert.equal(workingTimeBetween(calendar, from, to), minutes * MINUTE);
      });
    }

    it('also where a zone went by the sun, to the second', () => {
      // Until the 7th of January 1972, clocks in Monrovia were 44 minutes and 30 seconds behind UTC.
      const monrovia = calendarOf('Africa/Monrovia', ['thursday', 'friday'], '00:00-01:00');
      assert.equal(
        addWorkingTime(monrovia, new Date('1972-01-06T00:00Z'), 30 * MINUTE).toISOString(),
        '1972-01-06T01:14:30.000Z',
      );
      const friday = ['1972-01-07T00:00Z', '1972-01-08T00:00Z'].map((text) => new Date(text)) as [Date, Date];
      // At 00:00:00 it became 00:44:30.
      assert.equal(workingTimeBetween(monrovia, ...friday), 15.5 * MINUTE);
    });
  });

  it('is negative where it is asked backwards', () => {
    const [early, late] = [new Date('2026-06-11T12:00Z'), new Date('2026-06-14T06:00Z')];
    assert.equal(workingTimeBetween(riyadh, early, late), 2 * HOUR);
    assert.equal(workingTimeBetween(riyadh, late, early), -2 * HOUR);
    assert.equal(workingTimeBetween(null, late, early), -66 * HOUR);
    assert.equal(workingTimeBetween(riyadh, new Date('2026-06-13T12:00Z'), new Date('2026-06-13T06:00Z')), 0);
  });

  it('goes round the clock where there is no calendar', () => {
    const friday = new Date('2026-06-12T20:00:00.123Z');
    assert.equal(addWorkingTime(null, friday, 48 * HOUR).toISOString(), '2026-06-14T20:00:00.123Z');
    assert.equal(subtractWorkingTime(null, friday, 1).toISOString(), '2026-06-12T20:00:00.122Z');
  });

  it('leaves a moment where it is when there is none to add, and gives a date of its own', () => {
    const friday = new Date('2026-06-12T20:00Z');
    for (const moved of [addWorkingTime(riyadh, friday, 0), subtractWorkingTime(riyadh, friday, 0)]) {
      assert.deepEqual(moved, friday);
      assert.notEqual(moved, friday);
    }
  });

  it('is rounded to whole ms', () => {
    const thursday = new Date('2026-06-11T05:00Z');
    // They are 15659999.999999998 ms.
    assert.equal(addWorkingTime(riyadh, thursday, 4.35 * HOUR).toISOString(), '2026-06-11T09:21:00.000Z');
  });

  it('is as right for a calendar that nobody checked, and that was changed meanwhile', () => {
    const holidays: string[] = [];
    const calendar = { timezone: 'UTC', hours: { thursday: [{ from: '09:00', to: '17:00' }] }, holidays };
    const date = new Date('2026-06-11T05:00Z');
    assert.equal(addWorkingTime(calendar, date, HOUR).toISOString(), '2026-06-11T10:00:00.000Z');
    holidays.push('2026-06-11');
    assert.equal(addWorkingTime(calendar, date, HOUR).toISOString(), '2026-06-18T10:00:00.000Z');
    calendar.timezone = 'Mars/Olympus';
    const { code, errors } = refusalOf(() => addWorkingTime(calendar, date, HOUR));
    assert.deepEqual([code, errors[0]?.path], ['INVALID_CONFIGURATION', 'calendar.timezone']);
  });
});

function sundays(timezone: string, hours: string): BusinessCalendar {
  return calendarOf(timezone, ['sunday'], hours);
}
