import type { BusinessCalendar, Weekday, WorkingInterval } from '../../../lib/index.js';

const MINUTE = 60_000;

const LOCAL_TIME = /^(\w+), (\d\d)\/(\d\d)\/(\d{4}), (\d\d:\d\d)$/;

/** What the clock on a wall shows for one minute. */
interface Shown {
  readonly weekday: Weekday;
  readonly date: string;
  readonly time: string;
}

/**
 * The oracle of working time: somebody who looks at the clock on a wall once a minute, and counts.
 *
 * It shares nothing with the product: it reads local times from `Intl`, never offsets, and compares them as text. Only
 * for zones whose offsets are whole minutes at the time.
 */
export class WallClock {
  readonly zone: string;
  readonly from: number;
  readonly to: number;
  readonly #shown: readonly Shown[];

  constructor(zone: string, from: number, to: number) {
    this.zone = zone;
    this.from = from;
    this.to = to;
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      weekday: 'long',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    const shown: Shown[] = [];
    for (let at = from; at < to; at += MINUTE) shown.push(readText(format.format(at)));
    this.#shown = shown;
  }

  /** The dates that it shows, each once. */
  get dates(): readonly string[] {
    return [...new Set(this.#shown.map(({ date }) => date))];
  }

  /** Looks at every minute once, and notes whether it is one of work. */
  follow(calendar: BusinessCalendar): WorkLog {
    const isWork = this.#shown.map(({ weekday, date, time }) =>
      hoursOn(calendar, weekday, date).some(({ from, to }) => from <= time && time < to),
    );
    return new WorkLog(this.from, isWork);
  }
}

/** Which minutes of some days were minutes of work. */
export class WorkLog {
  readonly #start: number;
  readonly #isWork: readonly boolean[];

  constructor(start: number, isWork: readonly boolean[]) {
    this.#start = start;
    this.#isWork = isWork;
  }

  /** `null` where it is later than the last minute that was looked at. */
  add(from: number, ms: number): number | null {
    if (ms === 0) return from;
    let [at, left] = [from, ms];
    for (let minute = this.#minuteOf(from); minute < this.#isWork.length; minute += 1) {
      const end = this.#start + (minute + 1) * MINUTE;
      if (this.#isWork[minute] === true) {
        if (left <= end - at) return at + left;
        left -= end - at;
      }
      at = end;
    }
    return null;
  }

  /** `null` where it is earlier than the first minute that was looked at. */
  subtract(until: number, ms: number): number | null {
    if (ms === 0) return until;
    let [at, left] = [until, ms];
    for (let minute = this.#minuteOf(until - 1); minute >= 0; minute -= 1) {
      const begin = this.#start + minute * MINUTE;
      if (this.#isWork[minute] === true) {
        if (left <= at - begin) return at - left;
        left -= at - begin;
      }
      at = begin;
    }
    return null;
  }

  between(from: number, to: number): number {
    let sum = 0;
    for (let minute = this.#minuteOf(from); minute <= this.#minuteOf(to); minute += 1) {
      const begin = this.#start + minute * MINUTE;
      if (this.#isWork[minute] === true) sum += Math.min(begin + MINUTE, to) - Math.max(begin, from);
    }
    return sum;
  }

  #minuteOf(instant: number): number {
    return Math.floor((instant - this.#start) / MINUTE);
  }
}

const FROM_MONDAY: readonly Weekday[] = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
];

/** What is said of the date itself goes before what is said of it every year, and that before its day of the week. */
function hoursOn(
  { hours, holidays = [], workdays = [] }: BusinessCalendar,
  weekday: Weekday,
  date: string,
): readonly WorkingInterval[] {
  const usual = FROM_MONDAY.map((name) => hours[name] ?? []).find((day) => day.length > 0) ?? [];
  for (const written of [date, date.slice('YYYY-'.length)]) {
    for (const holiday of holidays) {
      if (holiday === written) return [];
      if (typeof holiday !== 'string' && holiday.date === written) return holiday.hours;
    }
    for (const workday of workdays) {
      if (workday === written) return usual;
      if (typeof workday !== 'string' && workday.date === written) return workday.hours;
    }
  }
  return hours[weekday] ?? [];
}

function readText(text: string): Shown {
  const [, weekday = '', month, day, year, time = ''] = LOCAL_TIME.exec(text) ?? [];
  return { weekday: weekday.toLowerCase() as Weekday, date: `${year}-${month}-${day}`, time };
}
