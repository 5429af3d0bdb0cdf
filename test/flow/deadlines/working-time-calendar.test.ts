import assert from 'node:assert/strict';
import {
  addWorkingTime,
  checkCalendar,
  workingTimeBetween,
} from '../../../lib/flow/deadlines/working-time.js';
import { pathsOf, thrownBy } from '../../definition/thrown.js';

const HOUR = 3_600_000;

const valid = { timezone: 'Asia/Riyadh', hours: { sunday: [{ from: '08:00', to: '16:00' }] } };

function day(...intervals: readonly unknown[]): { readonly timezone: string; readonly hours: object } {
  return { ...valid, hours: { sunday: [{ from: '08:00', to: '16:00' }], monday: intervals } };
}

describe('A business calendar', () => {
  it('takes days in any order, days without work, holidays that coincide', () => {
    const { hours } = valid;
    for (const calendar of [
      valid,
      { ...valid, hours: { ...hours, monday: [] }, holidays: [] },
      { ...valid, holidays: ['2026-03-20', '2026-03-20', '03-20', '02-29', '2028-02-29'] },
      { ...valid, timezone: 'UTC' },
      { ...valid, timezone: 'GMT' },
      { ...valid, timezone: 'America/Argentina/Buenos_Aires' },
      { ...valid, timezone: 'Etc/GMT+3' },
      day({ from: '13:00', to: '24:00' }, { from: '00:00', to: '12:00' }, { from: '12:00', to: '13:00' }),
    ]) {
      assert.equal(checkCalendar(calendar, 'calendar').timezone, calendar.timezone);
    }
  });

  it('counts intervals that are out of order, and that touch, like those that are not', () => {
    const intervals = [
      { from: '13:00', to: '24:00' },
      { from: '12:00', to: '13:00' },
      { from: '00:00', to: '12:00' },
    ];
    const calendar = checkCalendar({ timezone: 'UTC', hours: { monday: intervals } }, 'calendar');
    const monday = new Date('2026-06-15T00:00Z');
    assert.equal(addWorkingTime(calendar, monday, 24 * HOUR).toISOString(), '2026-06-16T00:00:00.000Z');
    assert.equal(addWorkingTime(calendar, monday, 12.5 * HOUR).toISOString(), '2026-06-15T12:30:00.000Z');
  });

  it('has a 29th of February off in leap years only', () => {
    const always = { from: '00:00', to: '24:00' };
    const hours = { monday: [always], tuesday: [always] };
    const calendar = checkCalendar({ timezone: 'UTC', hours, holidays: ['02-29'] }, 'calendar');
    const [from, to] = [new Date('2044-02-28T00:00Z'), new Date('2044-03-02T00:00Z')];
    // The 29th is a Monday, and the 1st of March a Tuesday.
    assert.equal(workingTimeBetween(calendar, from, to), 24 * HOUR);
    // Here the 1st of March is a Monday.
    assert.equal(
      workingTimeBetween(calendar, new Date('2027-02-28T00:00Z'), new Date('2027-03-02T00:00Z')),
      24 * HOUR,
    );
  });

  it('takes what is undefined for what is left out', () => {
    for (const hours of [
      { monday: undefined, ...valid.hours },
      { ...valid.hours, monday: undefined },
    ]) {
      const calendar = checkCalendar({ ...valid, hours, holidays: undefined }, 'calendar');
      assert.deepEqual(calendar, { ...valid, holidays: [] });
    }
  });

  it('is checked into a copy that nobody can change', () => {
    const given = structuredClone({ ...valid, holidays: ['2026-03-20'] });
    const calendar = checkCalendar(given, 'calendar');
    assert.deepEqual(calendar, given);
    given.holidays.push('2026-03-22');
    assert.deepEqual(calendar.holidays, ['2026-03-20']);
    for (const part of [
      calendar,
      calendar.hours,
      calendar.holidays,
      calendar.hours.sunday,
      calendar.hours.sunday[0],
    ]) {
      assert.ok(Object.isFrozen(part));
    }
  });

  it('is refused with the path of everything that is wrong', () => {
    const refused: readonly (readonly [unknown, string, RegExp])[] = [
      [undefined, 'calendars.acme', /is required/],
      [null, 'calendars.acme', /must be an object/],
      ['Asia/Riyadh', 'calendars.acme', /must be an object/],
      [{ hours: valid.hours }, 'calendars.acme.timezone', /is required/],
      [{ ...valid, timezone: 'Asia/Ryadh' }, 'calendars.acme.timezone', /IANA name of a time zone/],
      [{ ...valid, timezone: '+03:00' }, 'calendars.acme.timezone', /IANA name of a time zone/],
      // Some engines know these, as something else than their readers do.
      [{ ...valid, timezone: 'BST' }, 'calendars.acme.timezone', /IANA name of a time zone/],
      [{ ...valid, timezone: 'EST5EDT' }, 'calendars.acme.timezone', /IANA name of a time zone/],
      [{ ...valid, timezone: ' UTC' }, 'calendars.acme.timezone', /IANA name of a time zone/],
      [{ ...valid, timezone: 3 }, 'calendars.acme.timezone', /must be text/],
      [{ timezone: 'UTC' }, 'calendars.acme.hours', /is required/],
      [{ timezone: 'UTC', hours: {} }, 'calendars.acme.hours', /must hold at least one interval/],
      [{ timezone: 'UTC', hours: { friday: [] } }, 'calendars.acme.hours', /must hold at least one interval/],
      [
        { ...valid, hours: { ...valid.hours, sun: [] } },
        'calendars.acme.hours.sun',
        /is not a day of the week/,
      ],
      [{ ...valid, hours: { sunday: valid.hours } }, 'calendars.acme.hours.sunday', /must be a list/],
      [day(null), 'calendars.acme.hours.monday.0', /must be an object/],
      [day({ from: '08:00' }), 'calendars.acme.hours.monday.0.to', /is required/],
      [day({ from: '8:00', to: '09:00' }), 'calendars.acme.hours.monday.0.from', /from 00:00 to 23:59/],
      [day({ from: '24:00', to: '24:00' }), 'calendars.acme.hours.monday.0.from', /from 00:00 to 23:59/],
      [day({ from: '08:00', to: '24:01' }), 'calendars.acme.hours.monday.0.to', /to 24:00/],
      [day({ from: '08:00', to: '09:00\n' }), 'calendars.acme.hours.monday.0.to', /to 24:00/],
      [
        day({ from: '08:00', to: '09:00', off: 1 }),
        'calendars.acme.hours.monday.0.off',
        /is not a known option/,
      ],
      [
        day({ from: '22:00', to: '06:00' }),
        'calendars.acme.hours.monday.0',
        /two, until 24:00 and from 00:00/,
      ],
      [day({ from: '08:00', to: '08:00' }), 'calendars.acme.hours.monday.0', /must end later than it begins/],
      [
        day({ from: '12:00', to: '17:00' }, { from: '08:00', to: '12:01' }),
        'calendars.acme.hours.monday.1',
        /overlaps an earlier interval/,
      ],
      [{ ...valid, holidays: '2026-03-20' }, 'calendars.acme.holidays', /must be a list/],
      [{ ...valid, holidays: [20_260_320] }, 'calendars.acme.holidays.0', /must be text/],
      [{ ...valid, holidays: [null, '2026-03-20'] }, 'calendars.acme.holidays.0', /must be text/],
      [{ ...valid, workdays: ['2026-03-20', null] }, 'calendars.acme.workdays.1', /must be text/],
      [{ ...valid, holydays: [] }, 'calendars.acme.holydays', /is not a known option/],
      [{ ...valid, holidays: [{ date: '2026-03-20' }] }, 'calendars.acme.holidays.0.hours', /is required/],
      [{ ...valid, holidays: [{ hours: [] }] }, 'calendars.acme.holidays.0.date', /is required/],
      [
        { ...valid, workdays: [{ date: '2026-02-30', hours: [] }] },
        'calendars.acme.workdays.0.date',
        /must be a date/,
      ],
      [
        { ...valid, workdays: [{ date: '2026-02-14', hours: [{ from: '9', to: '10:00' }] }] },
        'calendars.acme.workdays.0.hours.0.from',
        /from 00:00 to 23:59/,
      ],
      [
        { ...valid, holidays: ['12-24', { date: '12-24', hours: [] }] },
        'calendars.acme.holidays.1',
        /repeats an earlier entry/,
      ],
      [
        { ...valid, holidays: ['2026-02-14'], workdays: ['2026-02-14'] },
        'calendars.acme.workdays',
        /must hold no date that is among the holidays/,
      ],
    ];
    for (const [value, path, message] of refused) {
      const error = thrownBy(() => checkCalendar(value, 'calendars.acme'));
      assert.equal(error.code, 'INVALID_CONFIGURATION');
      assert.deepEqual(pathsOf(error), [path]);
      assert.match(String(error.errors[0]?.message), message);
      assert.match(error.message, message);
    }
  });

  it('is refused for dates that there are not', () => {
    const dates = [
      '2026-02-30',
      '2026-02-29',
      '02-30',
      '13-01',
      '00-10',
      '2026-00-10',
      '2026-1-1',
      '20-03-2026',
      '',
      'Eid',
    ];
    const error = thrownBy(() => checkCalendar({ ...valid, holidays: ['02-29', ...dates] }, ''));
    assert.deepEqual(
      pathsOf(error),
      dates.map((_, index) => `holidays.${index + 1}`),
    );
  });

  it('is refused for everything at once', () => {
    const hours = { sunday: [null, { from: 'x', to: '17:00' }, { from: '10:00', to: '09:00' }], noday: [] };
    const error = thrownBy(() =>
      checkCalendar({ timezone: '', hours, holidays: ['x'], other: 1 }, 'calendar'),
    );
    assert.deepEqual(pathsOf(error).toSorted(), [
      'calendar.holidays.0',
      'calendar.hours.noday',
      'calendar.hours.sunday.0',
      'calendar.hours.sunday.1.from',
      'calendar.hours.sunday.2',
      'calendar.other',
      'calendar.timezone',
    ]);
  });

  it('is refused for keys that would change what an object is', () => {
    const text = '{"timezone":"UTC","hours":{"monday":[{"from":"08:00","to":"09:00"}],"__proto__":[]}}';
    const { code, errors } = thrownBy(() => checkCalendar(JSON.parse(text), 'calendar'));
    assert.equal(code, 'INVALID_CONFIGURATION');
    assert.deepEqual(errors, [{ path: 'calendar.hours.__proto__', message: 'is not allowed' }]);
  });
});
