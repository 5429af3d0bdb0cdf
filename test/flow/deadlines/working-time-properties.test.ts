import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  addWorkingTime,
  checkCalendar,
  subtractWorkingTime,
  workingTimeBetween,
  type BusinessCalendar,
} from '../../../lib/flow/deadlines/working-time.js';
import { businessCalendar } from '../support/business-calendars.js';
import { WallClock } from '../support/wall-clock.js';
import { runs, seed } from '../../support/lane.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** To look further: `TEST_RUNS=1000 TEST_SEED=$RANDOM npx mocha test/flow/deadlines` */
const RUNS = runs(90);
const SEED = seed(20_261_115);

/** Moments at which clocks were or will be changed, and a few at which nothing happens. */
const MOMENTS: readonly (readonly [zone: string, moment: string, what: string])[] = [
  ['America/New_York', '2026-03-08T07:00Z', 'an hour is skipped'],
  ['America/New_York', '2026-11-01T06:00Z', 'an hour is repeated'],
  ['Europe/Berlin', '2026-03-29T01:00Z', 'an hour is skipped'],
  ['Europe/Berlin', '2026-10-25T01:00Z', 'an hour is repeated'],
  ['Australia/Lord_Howe', '2026-10-03T15:30Z', 'half an hour is skipped'],
  ['Australia/Lord_Howe', '2026-04-04T15:00Z', 'half an hour is repeated'],
  ['Africa/Cairo', '2026-04-23T22:00Z', 'a day begins at 01:00'],
  ['Africa/Cairo', '2026-10-29T21:00Z', 'the last hour of a day is repeated'],
  ['America/Havana', '2026-11-01T05:00Z', 'the first hour of a day is repeated'],
  ['America/Sao_Paulo', '2018-11-04T03:00Z', 'a day begins at 01:00'],
  ['America/St_Johns', '2010-11-07T02:31Z', 'a minute after midnight it is yesterday again'],
  ['Africa/Casablanca', '2026-02-15T02:00Z', 'summer time is suspended'],
  ['Africa/Casablanca', '2026-03-22T02:00Z', 'summer time is taken up again'],
  ['Antarctica/Troll', '2026-03-29T01:00Z', 'two hours are skipped'],
  ['Pacific/Chatham', '2026-04-04T14:00Z', 'an hour is repeated, at 45 minutes past'],
  ['America/Caracas', '2007-12-09T07:00Z', 'half an hour is repeated, for good'],
  ['Asia/Kathmandu', '1985-12-31T18:30Z', 'a quarter of an hour is skipped, for good'],
  ['Pacific/Apia', '2011-12-30T10:00Z', 'a date is skipped'],
  ['Pacific/Kwajalein', '1993-08-21T12:00Z', 'a date is skipped'],
  ['Asia/Kathmandu', '2026-06-14T00:00Z', 'nothing happens'],
  ['Asia/Kolkata', '2026-06-14T00:00Z', 'nothing happens'],
  ['Asia/Riyadh', '2026-06-14T00:00Z', 'nothing happens'],
  ['UTC', '2026-06-14T00:00Z', 'nothing happens'],
];

/** Years in which all of it happens. */
const YEARS = ['America/New_York', 'Australia/Lord_Howe'];

const duration = fc.oneof(
  fc.integer({ min: 0, max: 40 * HOUR }),
  fc.integer({ min: 0, max: 160 }).map((quarters) => (quarters * HOUR) / 4),
);

const questions = fc.array(
  fc.record({
    one: fc.double({ min: 0, max: 1, noNaN: true }),
    other: fc.double({ min: 0, max: 1, noNaN: true }),
    ms: duration,
    more: duration,
  }),
  { minLength: 12, maxLength: 12 },
);

/** The three functions, for numbers. */
class Subject {
  readonly #calendar: BusinessCalendar | null;

  constructor(calendar: BusinessCalendar | null) {
    this.#calendar = calendar;
  }

  add(from: number, ms: number): number {
    return addWorkingTime(this.#calendar, new Date(from), ms).getTime();
  }

  subtract(until: number, ms: number): number {
    return subtractWorkingTime(this.#calendar, new Date(until), ms).getTime();
  }

  between(from: number, to: number): number {
    return workingTimeBetween(this.#calendar, new Date(from), new Date(to));
  }
}

/** What must hold whatever the calendar is. */
function checkAlgebra(
  time: Subject,
  [from, to]: readonly [number, number],
  [ms, more]: readonly [number, number],
): void {
  const due = time.add(from, ms);
  const begin = time.subtract(to, ms);
  assert.ok(from <= due && begin <= to, 'a deadline is never before its beginning');
  assert.equal(time.between(from, due), ms, 'between undoes add');
  assert.equal(time.between(begin, to), ms, 'between undoes subtract');
  assert.ok(
    from <= time.subtract(due, ms) && time.add(begin, ms) <= to,
    'what is undone is as short as can be',
  );
  assert.equal(time.add(time.subtract(due, ms), ms), due, 'add undoes subtract');
  assert.equal(time.subtract(time.add(begin, ms), ms), begin, 'subtract undoes add');
  assert.equal(time.add(due, more), time.add(from, ms + more), 'durations add up, forwards');
  assert.equal(time.subtract(begin, more), time.subtract(to, ms + more), 'durations add up, backwards');
  assert.equal(time.between(from, to) + time.between(to, due), time.between(from, due), 'periods add up');
  assert.equal(time.between(to, from), 0 - time.between(from, to), 'backwards counts as negative');
  assert.ok(
    due <= time.add(to, ms) && time.subtract(from, ms) <= begin,
    'who begins later is never done earlier',
  );
  assert.ok(due <= time.add(from, ms + more), 'who has more to do is never done earlier');
}

describe('Working time, whatever the calendar', () => {
  for (const [index, [zone, moment, what]] of MOMENTS.entries()) {
    it(`is what a clock on a wall in ${zone} says around ${moment}, where ${what}`, () => {
      const change = Date.parse(moment);
      let [answers, crossings] = [0, 0];
      const clock = new WallClock(zone, change - 5 * DAY, change + 5 * DAY);
      const property = fc.property(businessCalendar(zone, clock.dates), questions, (calendar, asked) => {
        const [time, log] = [new Subject(checkCalendar(calendar, 'calendar')), clock.follow(calendar)];
        for (const { one, other, ms, more } of asked) {
          const [first, second] = [one, other].map((part) =>
            Math.round(clock.from + part * (clock.to - clock.from)),
          );
          const [from, to] = [
            Math.min(Number(first), Number(second)),
            Math.max(Number(first), Number(second)),
          ];
          const [due, begin] = [log.add(from, ms), log.subtract(to, ms)];
          if (due === null) assert.ok(time.add(from, ms) > clock.to);
          else assert.equal(time.add(from, ms), due);
          if (begin === null) assert.ok(time.subtract(to, ms) < clock.from);
          else assert.equal(time.subtract(to, ms), begin);
          assert.equal(time.between(from, to), log.between(from, to));
          checkAlgebra(time, [from, to], [ms, more]);
          answers += Number(due !== null) + Number(begin !== null) + 1;
          crossings += Number(due !== null && from < change && change < due);
        }
      });
      fc.assert(property, { numRuns: RUNS, seed: SEED + index });
      assert.ok(answers >= RUNS * 20, `only ${answers} answers compared with seed ${SEED}`);
      assert.ok(crossings >= RUNS, `only ${crossings} across the moment with seed ${SEED}`);
    });
  }

  for (const zone of YEARS) {
    it(`is what a clock on a wall in ${zone} says over a whole year`, () => {
      const clock = new WallClock(zone, Date.UTC(2026, 0), Date.UTC(2027, 0));
      const part = fc.double({ min: 0, max: 1, noNaN: true });
      const property = fc.property(
        businessCalendar(zone, clock.dates),
        part,
        part,
        (calendar, start, size) => {
          const [time, log] = [new Subject(checkCalendar(calendar, 'calendar')), clock.follow(calendar)];
          const from = Math.round(clock.from + start * 30 * DAY);
          const ms = Math.round(log.between(from, clock.to) * size);
          const due = log.add(from, ms);
          assert.equal(time.add(from, ms), due);
          assert.equal(time.between(from, clock.to), log.between(from, clock.to));
          assert.equal(time.subtract(clock.to, ms), log.subtract(clock.to, ms));
        },
      );
      fc.assert(property, { numRuns: Math.ceil(RUNS / 6), seed: SEED });
    });
  }

  it('is what passes, where there is no calendar', () => {
    const instant = fc.integer({ min: Date.UTC(1970, 0), max: Date.UTC(2100, 0) });
    const property = fc.property(instant, instant, duration, duration, (one, other, ms, more) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const time = new Subject(null);
      assert.deepEqual([time.add(from, ms), time.subtract(to, ms)], [from + ms, to - ms]);
      assert.equal(time.between(from, to), to - from);
      checkAlgebra(time, [from, to], [ms, more]);
    });
    fc.assert(property, { numRuns: runs(1000), seed: SEED });
  });
});
