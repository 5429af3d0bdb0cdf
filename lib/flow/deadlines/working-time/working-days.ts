import { LRUCache } from 'lru-cache';
import {
  WEEKDAYS,
  type BusinessCalendar,
  type DatedHours,
  type Weekday,
  type WorkingInterval,
} from '../../../definition/business-calendar.js';
import { TimeZone } from './time-zone.js';
import { DAY, HOUR, MINUTE } from '../../../time-units.js';

/** From one point in time until just before another, in ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A local day, or what is left of it where clocks are changed in the middle. */
export interface WorkingDay extends Span {
  /** When people work, in order. */
  readonly work: readonly Span[];
}

/** Day 0, the 1st of January 1970, was a Thursday. */
const WEEKDAY_OF_DAY_0 = 4;

const [SUNDAY, ...FROM_MONDAY] = WEEKDAYS;
const WEEK_FROM_MONDAY = [...FROM_MONDAY, SUNDAY];

const CACHED_ZONES = 100;

/** What their clocks show are facts about the world, and costly to find out. */
const zones = new LRUCache<string, TimeZone>({ max: CACHED_ZONES, memoMethod: (name) => new TimeZone(name) });

/** A business calendar, made ready to be asked. */
export class WorkingDays {
  readonly #zone: TimeZone;
  /** By day of the week, in ms after midnight by the clock. */
  readonly #week: ReadonlyMap<number, readonly Span[]>;
  /** The days that have hours of their own. */
  readonly #dates = new Map<number, readonly Span[]>();
  /** The same for every year. */
  readonly #yearly = new Map<number, readonly Span[]>();

  constructor({ timezone, hours, holidays = [], workdays = [] }: BusinessCalendar) {
    this.#zone = zones.memo(timezone);
    this.#week = new Map(
      Object.entries(hours).map(([name, day]) => [WEEKDAYS.indexOf(name as Weekday), toSpans(day)]),
    );
    for (const holiday of holidays) this.#except(holiday, []);
    // A workday without hours of its own has those of the first day on which people work.
    const worked = WEEK_FROM_MONDAY.map((name) => hours[name] ?? []).filter(({ length }) => length > 0);
    for (const workday of workdays) this.#except(workday, worked.slice(0, 1).flat());
  }

  #except(entry: string | DatedHours, usual: readonly WorkingInterval[]): void {
    const { date, hours } = typeof entry === 'string' ? { date: entry, hours: usual } : entry;
    if (date.length === 'MM-DD'.length) {
      this.#yearly.set(dayOfYear(Date.parse(`2000-${date}`)), toSpans(hours));
    } else {
      this.#dates.set(Date.parse(date) / DAY, toSpans(hours));
    }
  }

  /** The local day around an instant. */
  at(instant: number): WorkingDay {
    const stretch = this.#zone.stretchAt(instant);
    const day = Math.floor((instant + stretch.offset) / DAY);
    const midnight = day * DAY - stretch.offset;
    const from = Math.max(midnight, stretch.from);
    const to = Math.min(midnight + DAY, stretch.to);
    const work: Span[] = [];
    for (const span of this.#hoursOf(day)) {
      const clipped = { from: Math.max(midnight + span.from, from), to: Math.min(midnight + span.to, to) };
      if (clipped.from < clipped.to) work.push(clipped);
    }
    return { from, to, work };
  }

  #hoursOf(day: number): readonly Span[] {
    const yearly = this.#yearly.size > 0 ? this.#yearly.get(dayOfYear(day * DAY)) : undefined;
    return this.#dates.get(day) ?? yearly ?? this.#week.get(weekdayOf(day)) ?? [];
  }
}

/** From 0, Sunday. Days before 1970 have negative numbers. */
function weekdayOf(day: number): number {
  return (((day + WEEKDAY_OF_DAY_0) % 7) + 7) % 7;
}

/** Which day of which month an instant is in, in UTC: one number for each. */
function dayOfYear(instant: number): number {
  const date = new Date(instant);
  return date.getUTCMonth() * 100 + date.getUTCDate();
}

function toSpans(intervals: readonly WorkingInterval[]): readonly Span[] {
  return intervals.map(toSpan).sort(byTime);
}

function toSpan({ from, to }: WorkingInterval): Span {
  return { from: toMs(from), to: toMs(to) };
}

function toMs(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return Number(hours) * HOUR + Number(minutes) * MINUTE;
}

function byTime(one: Span, other: Span): number {
  return one.from - other.from;
}
