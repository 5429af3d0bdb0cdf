import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TimeZone } from '../../lib/flow/deadlines/working-time/time-zone.js';
import type { Schedule } from '../../lib/jobs/schedule.js';
import { planOf } from '../../lib/jobs/scheduler.js';
import { dueByWalking } from './support/due-by-walking.js';
import type { Expression } from './support/due-by-walking.js';
import { changesOf, wallMinutes } from './support/wall-clock.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Clocks by the hour, half an hour or two; at midnight, at noon of another day; a day that never was; none at all. */
const ZONES = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Asuncion',
  'America/Caracas',
  'America/Havana',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Casey',
  'Antarctica/Troll',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Pyongyang',
  'Asia/Tehran',
  'Atlantic/Azores',
  'Australia/Adelaide',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/Chisinau',
  'Europe/Dublin',
  'Europe/Istanbul',
  'Europe/London',
  'Europe/Moscow',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Fiji',
  'Pacific/Norfolk',
  'UTC',
];

function scheduleOf(schedule: string, zone: string): Schedule {
  return planOf({ name: 'job', schedule, run: () => Promise.resolve() }, new TimeZone(zone)).schedule;
}

/** When a job is due from one instant until just before another. */
function dueBetween(expression: string, zone: string, from: number, to: number): number[] {
  const schedule = scheduleOf(expression, zone);
  const due: number[] = [];
  for (let next = schedule.next(from - 1); next < to; next = schedule.next(next)) due.push(next);
  return due;
}

/** The same, between instants as they are written, as the clock of the zone shows it. */
function shownBetween(schedule: string, zone: string, from: string, to: string): string[] {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  });
  return dueBetween(schedule, zone, Date.parse(from), Date.parse(to)).map((instant) =>
    format.format(instant).replace('/', '-').replace(',', ''),
  );
}

const within = (minimum: number, maximum: number) => fc.integer({ min: minimum, max: maximum });
const listOf = (minimum: number, maximum: number) =>
  fc.uniqueArray(within(minimum, maximum), { minLength: 1, maxLength: 3 }).map((values) => values.join());
const rangeOf = (minimum: number, maximum: number) =>
  fc
    .tuple(within(minimum, maximum), within(minimum, maximum))
    .map(([one, other]) => `${Math.min(one, other)}-${Math.max(one, other)}`)
    .filter((range) => range !== '0-23');
const every = (maximum: number) => within(2, maximum).map((step) => `*/${step}`);
const mostly = (arbitrary: fc.Arbitrary<string>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant('*') }, { weight: 1, arbitrary });

const expressions: fc.Arbitrary<Expression> = fc.tuple(
  fc.oneof(fc.constant('*'), every(30), listOf(0, 59), fc.constantFrom('0', '30')),
  fc.oneof(fc.constant('*'), every(12), listOf(0, 23), rangeOf(0, 23), fc.constantFrom('0', '2', '23')),
  mostly(listOf(1, 28)),
  mostly(listOf(1, 12)),
  mostly(fc.oneof(listOf(0, 6), rangeOf(0, 6))),
);

/** From a day before clocks are changed until a day and a half after, or some days where they never are. */
const windows = fc
  .tuple(fc.constantFrom(...ZONES), fc.constantFrom(2010, 2011, 2026), within(0, 9))
  .map(([zone, year, pick]) => {
    const found = changesOf(zone, Date.UTC(year, 0), Date.UTC(year + 1, 0));
    const change = found[pick % found.length] ?? Date.UTC(year, 5, 15);
    return { zone, from: change - DAY, to: change + 1.5 * DAY };
  });

describe('A schedule', () => {
  it('is what a clock says that is looked at every minute', () => {
    const jobs = fc.array(expressions, { minLength: 4, maxLength: 4 });
    const property = fc.property(windows, jobs, ({ zone, from, to }, chosen) => {
      const minutes = wallMinutes(zone, from, to);
      for (const job of chosen) {
        const due = dueBetween(job.join(' '), zone, from, to);
        assert.deepEqual(due, dueByWalking(job, minutes), `${job.join(' ')} in ${zone}`);
      }
    });
    fc.assert(property, { numRuns: 20 });
  });

  it('says the same whenever it is asked', () => {
    const moments = fc.array(within(0, 2 * DAY), { minLength: 10, maxLength: 10 });
    const property = fc.property(windows, expressions, moments, ({ zone, from, to }, job, chosen) => {
      const due = dueBetween(job.join(' '), zone, from, to);
      const zoned = scheduleOf(job.join(' '), zone);
      for (const moment of chosen) {
        const expected = due.find((instant) => instant > from + moment);
        const next = zoned.next(from + moment);
        assert.equal(
          next < to ? next : undefined,
          expected,
          `${job.join(' ')} in ${zone} after ${moment} ms`,
        );
      }
    });
    fc.assert(property, { numRuns: 20 });
  });
});

describe('A job of every few minutes, or of every hour', () => {
  for (const [schedule, runs] of [
    ['* * * * *', 240],
    ['*/5 * * * *', 48],
    ['*/10 * * * * *', 1440],
    ['7,37 * * * *', 8],
    ['30 * * * *', 4],
    ['@hourly', 4],
    ['0 0-23 * * *', 4],
    ['*/20 0-5 * * *', 12],
  ] as const) {
    it(`is due ${runs} times in four hours, however clocks are put: ${schedule}`, () => {
      const back = ['2026-10-24T23:00Z', '2026-10-25T03:00Z'].map(Date.parse) as [number, number];
      const forward = ['2026-03-28T23:00Z', '2026-03-29T03:00Z'].map(Date.parse) as [number, number];
      assert.equal(dueBetween(schedule, 'Europe/Berlin', ...back).length, runs);
      assert.equal(dueBetween(schedule, 'Europe/Berlin', ...forward).length, runs);
    });
  }

  it('keeps to the minutes of its zone, be they others than those of UTC', () => {
    for (const [zone, minute] of [
      ['Asia/Kolkata', 30],
      ['Asia/Kathmandu', 15],
      ['Pacific/Chatham', 15],
    ] as const) {
      const [first = 0] = dueBetween('0 * * * *', zone, Date.UTC(2026, 5, 1), Date.UTC(2026, 5, 2));
      assert.equal(new Date(first).getUTCMinutes(), minute, zone);
    }
  });

  it('is due every ten minutes while clocks are put back by half an hour', () => {
    const due = dueBetween('*/10 * * * *', 'Australia/Lord_Howe', Date.UTC(2026, 3, 4), Date.UTC(2026, 3, 5));
    assert.equal(due.length, 24 * 6);
  });
});

describe('A daily job', () => {
  it('runs as soon as clocks have been put forward over its time', () => {
    const shown = shownBetween('30 2 * * *', 'Europe/Berlin', '2026-03-28T00:00Z', '2026-03-31T00:00Z');
    assert.deepEqual(shown, ['03-28 02:30 GMT+1', '03-29 03:00 GMT+2', '03-30 02:30 GMT+2']);
  });

  it('runs the first time that clocks show its time, and not the second', () => {
    const shown = shownBetween('30 2 * * *', 'Europe/Berlin', '2026-10-24T00:00Z', '2026-10-27T00:00Z');
    assert.deepEqual(shown, ['10-24 02:30 GMT+2', '10-25 02:30 GMT+2', '10-26 02:30 GMT+1']);
  });

  it('runs at midnight where there is one, and at one where there is none', () => {
    const shown = shownBetween('0 0 * * *', 'Asia/Beirut', '2026-03-27T12:00Z', '2026-03-30T12:00Z');
    assert.deepEqual(shown, ['03-28 00:00 GMT+2', '03-29 01:00 GMT+3', '03-30 00:00 GMT+3']);
  });

  for (const schedule of [
    '30 2 * * *',
    '0 0 * * *',
    '0 1 * * *',
    '59 23 * * *',
    '0 12 * * *',
    '15 30 1 * * *',
  ]) {
    it(`runs once on each day, everywhere: ${schedule}`, () => {
      for (const zone of ZONES) {
        const day = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
        const due = dueBetween(schedule, zone, Date.UTC(2026, 0, 2), Date.UTC(2027, 0, 2));
        // In Nuuk clocks pass from 23:00 to midnight, so that the run for the day before is at midnight.
        const days = due.map((instant) => day.format(instant - (zone === 'America/Nuuk' ? HOUR : 0)));
        assert.equal(new Set(days).size, days.length, zone);
        assert.equal(days.length, 365, zone);
      }
    });
  }

  it('has no run for a day that never was, if it is due on the next', () => {
    const shown = shownBetween('0 9 * * *', 'Pacific/Apia', '2011-12-29T00:00Z', '2012-01-01T00:00Z');
    assert.deepEqual(shown, ['12-29 09:00 GMT-10', '12-31 09:00 GMT+14', '01-01 09:00 GMT+14']);
  });

  it('runs once for several times that are left out', () => {
    const shown = shownBetween('0,20,40 2 * * *', 'Europe/Berlin', '2026-03-29T00:00Z', '2026-03-30T00:00Z');
    assert.deepEqual(shown, ['03-29 03:00 GMT+2']);
  });
});

describe('A job of every second hour', () => {
  it('runs once at each of its hours, also where clocks pass one by or show it twice', () => {
    const forward = shownBetween('0 */2 * * *', 'Europe/Berlin', '2026-03-28T22:00Z', '2026-03-29T03:00Z');
    assert.deepEqual(forward, ['03-29 00:00 GMT+1', '03-29 03:00 GMT+2', '03-29 04:00 GMT+2']);
    const back = shownBetween('0 */2 * * *', 'Europe/Berlin', '2026-10-24T22:00Z', '2026-10-25T04:00Z');
    assert.deepEqual(back, ['10-25 00:00 GMT+2', '10-25 02:00 GMT+2', '10-25 04:00 GMT+1']);
  });
});

describe('A weekly or monthly job', () => {
  it('runs also where its time of that day is left out, or comes twice', () => {
    const weekly = shownBetween('30 2 * * SUN', 'Europe/Berlin', '2026-03-22T00:00Z', '2026-04-06T00:00Z');
    assert.deepEqual(weekly, ['03-22 02:30 GMT+1', '03-29 03:00 GMT+2', '04-05 02:30 GMT+2']);
    const last = shownBetween('30 2 25 * *', 'Europe/Berlin', '2026-09-01T00:00Z', '2026-12-01T00:00Z');
    assert.deepEqual(last, ['09-25 02:30 GMT+2', '10-25 02:30 GMT+2', '11-25 02:30 GMT+1']);
  });

  it('runs the day after where its day never was', () => {
    const monthly = shownBetween('0 9 30 * *', 'Pacific/Apia', '2011-11-01T00:00Z', '2012-02-01T00:00Z');
    assert.deepEqual(monthly, ['11-30 09:00 GMT-10', '12-31 00:00 GMT+14', '01-30 09:00 GMT+14']);
  });

  it('may name the last day, the nearest working day, or the second Tuesday', () => {
    const shown = (schedule: string) =>
      shownBetween(schedule, 'Asia/Riyadh', '2026-01-01T00:00Z', '2026-03-01T00:00Z').map((time) =>
        time.slice(0, 5),
      );
    assert.deepEqual(shown('0 6 L * *'), ['01-31', '02-28']);
    assert.deepEqual(shown('0 6 15W * *'), ['01-15', '02-16']);
    assert.deepEqual(shown('0 6 * * 2#2'), ['01-13', '02-10']);
  });

  it('is found where it is years away', () => {
    const due = dueBetween('0 0 29 2 1', 'Europe/Berlin', Date.UTC(2026, 0), Date.UTC(2060, 0));
    assert.deepEqual(
      due.map((instant) => new Date(instant).toISOString()),
      ['2044-02-28T23:00:00.000Z'],
    );
  });
});
