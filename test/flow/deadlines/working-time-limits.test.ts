import assert from 'node:assert/strict';
import {
  addWorkingTime,
  checkCalendar,
  subtractWorkingTime,
  workingTimeBetween,
} from '../../../lib/flow/deadlines/working-time.js';
import { codeOf, refusalOf } from '../support/journey.js';

const HOUR = 3_600_000;

/** The hours of a leap year: no approval may ask for more. */
const MOST = 8784 * HOUR;

const date = new Date('2026-06-11T05:00Z');
const workday = [{ from: '09:00', to: '17:00' }];
const week = { monday: workday, tuesday: workday, wednesday: workday, thursday: workday, friday: workday };

const riyadh = checkCalendar({ timezone: 'Asia/Riyadh', hours: week }, 'calendar');
const monday = checkCalendar(
  { timezone: 'UTC', hours: { monday: [{ from: '09:00', to: '10:00' }] } },
  'calendar',
);
/** Working one minute a week, where clocks change twice a year. */
const minute = checkCalendar(
  { timezone: 'Australia/Lord_Howe', hours: { monday: [{ from: '09:00', to: '09:01' }] } },
  'calendar',
);

describe('Working time, where there is much to count,', function () {
  // None of this may take long, as it happens under locks.
  this.timeout(10_000);

  it('counts a year of hours, there and back', () => {
    // 1098 days: 219 weeks, and a Thursday, a Friday and a Monday.
    const due = addWorkingTime(riyadh, date, MOST);
    assert.equal(due.toISOString(), '2030-08-26T14:00:00.000Z');
    assert.equal(workingTimeBetween(riyadh, date, due), MOST);
    assert.equal(subtractWorkingTime(riyadh, due, MOST).toISOString(), '2026-06-11T06:00:00.000Z');
  });

  it('counts decades of single minutes', () => {
    // 2400 weeks.
    const due = addWorkingTime(minute, date, 40 * HOUR);
    assert.equal(due.toISOString(), '2072-06-05T22:31:00.000Z');
    assert.equal(workingTimeBetween(minute, date, due), 40 * HOUR);
    assert.equal(subtractWorkingTime(minute, due, 40 * HOUR).toISOString(), '2026-06-14T22:30:00.000Z');
  });

  it('reaches almost a hundred years, and back to before 1970', () => {
    const weeks = 5199 * 7 * 24 * HOUR;
    const due = addWorkingTime(monday, date, 5200 * HOUR);
    assert.equal(due.getTime(), Date.parse('2026-06-15T10:00Z') + weeks);
    const begin = subtractWorkingTime(monday, date, 5200 * HOUR);
    assert.equal(begin.getTime(), Date.parse('2026-06-08T09:00Z') - weeks);
  });

  it('gives up on what takes more than a hundred years', () => {
    for (const count of [addWorkingTime, subtractWorkingTime]) {
      assert.equal(
        codeOf(() => count(minute, date, MOST)),
        'INVALID_CONFIGURATION',
      );
    }
  });

  it('refuses what is no date or no duration, naming it', () => {
    for (const wrong of [new Date(NaN), new Date(8.64e15), new Date(-8.64e15)]) {
      for (const call of [
        () => addWorkingTime(riyadh, wrong, 1),
        () => subtractWorkingTime(null, wrong, 1),
        () => workingTimeBetween(riyadh, date, wrong),
      ]) {
        assert.equal(codeOf(call), 'INTERNAL_ERROR');
      }
    }
    for (const ms of [-1, NaN, Infinity, 1e13]) {
      assert.match(
        refusalOf(() => addWorkingTime(null, date, ms)).message,
        /a duration must be a number of ms/,
      );
      assert.equal(
        codeOf(() => subtractWorkingTime(riyadh, date, ms)),
        'INTERNAL_ERROR',
      );
    }
    const later = new Date('2126-07-11T05:00Z');
    assert.match(refusalOf(() => workingTimeBetween(riyadh, date, later)).message, /a hundred years apart/);
    assert.equal(workingTimeBetween(null, date, later), later.getTime() - date.getTime());
  });

  it('refuses to guess where a calendar has too little of it', () => {
    const hours = 5300 * HOUR;
    const forwards = refusalOf(() => addWorkingTime(monday, date, hours));
    assert.equal(forwards.code, 'INVALID_CONFIGURATION');
    assert.equal(
      forwards.message,
      'The business calendar has too little working time: 5300 working hours are not over within a hundred years ' +
        'from 2026-06-11T05:00:00.000Z.',
    );
    const backwards = refusalOf(() => subtractWorkingTime(monday, date, hours));
    assert.equal(backwards.code, 'INVALID_CONFIGURATION');
    assert.match(
      backwards.message,
      /a hundred years until 2026-06-11T05:00:00.000Z have less than 5300 working hours/,
    );
  });

  it('is refused where holidays swallow all the year, for good', () => {
    const leapYear = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)));
    const dates = leapYear.map((day) => day.toISOString().slice(0, 'YYYY-MM-DD'.length));
    const once = checkCalendar({ timezone: 'UTC', hours: week, holidays: dates }, 'calendar');
    const [from, to] = [new Date('2024-01-01T00:00Z'), new Date('2025-01-01T00:00Z')];
    assert.equal(workingTimeBetween(once, from, to), 0);
    assert.equal(addWorkingTime(once, from, HOUR).toISOString(), '2025-01-01T10:00:00.000Z');

    const always = dates.map((text) => text.slice('YYYY-'.length));
    const allBut = (date: string): readonly string[] => always.filter((other) => other !== date);
    const { errors } = refusalOf(() =>
      checkCalendar({ timezone: 'UTC', hours: week, holidays: [...always, '2026-01-01'] }, 'calendar'),
    );
    assert.deepEqual(errors, [
      { path: 'calendar.holidays', message: 'must leave a day of the year to work on' },
    ]);
    const holidays = [...allBut('02-29'), ...allBut('02-29')];
    const leap = checkCalendar({ timezone: 'UTC', hours: week, holidays }, 'calendar');
    assert.equal(addWorkingTime(leap, from, 9 * HOUR).toISOString(), '2028-02-29T10:00:00.000Z');
  });
});
