import type { Stretch, TimeZone } from '../flow/deadlines/working-time/time-zone.js';
import { DAY } from '../time-units.js';
import type { CronTimes } from './cron-times.js';

/** How long before a change of clocks another may have been that still matters. */
const LOOK_BACK = 3 * DAY;

interface ScheduleOptions {
  /** There must be one: see {@link CronTimes.first}. */
  readonly times: CronTimes;
  /** Whether its hours are all hours. */
  readonly isEveryHour: boolean;
  /** Whether its minutes are `*`, or every so many of them: quarters of an hour, say. */
  readonly isEveryFewMinutes: boolean;
  readonly zone: TimeZone;
}

/** A stretch of time between two changes of clocks, and where clocks had come to before it. */
interface Passage {
  /** The instants of its begin and of its end, and how far local time is ahead of them. */
  readonly stretch: Stretch;
  /** The latest time that clocks had shown before: what is earlier is shown again, what is between is never shown. */
  readonly shown: number;
}

/**
 * When a job is due, by the clocks of a time zone which are put forward and back.
 *
 * A job of every hour, or of every few minutes, is due by elapsed time: whenever clocks show one of its times, be it
 * for the second time. Any other is due once at each of its times: the first time that clocks show it, and where they
 * never show it, because they are put forward, as soon as they have been. So a daily job runs once each day. A job of
 * every hour needs no such run, for it has one within the hour.
 */
export class Schedule {
  readonly #options: ScheduleOptions;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  /** The first instant after this one at which the job is due. */
  next(after: number): number {
    const from = Math.floor(after / 1000) * 1000 + 1000;
    let passage = this.#passageAt(from);
    let due = this.#dueWithin(passage, from);
    while (due === undefined) {
      passage = this.#following(passage);
      due = this.#dueWithin(passage, from);
    }
    return due;
  }

  #dueWithin(passage: Passage, from: number): number | undefined {
    const { times } = this.#options;
    const { stretch, shown } = passage;
    const { offset } = stretch;
    const missed = stretch.from + times.firstOfMinute;
    if (missed >= from && this.#misses(passage)) return missed;
    const begin = Math.max(from, stretch.from) + offset;
    const time = times.first(this.#runsTwice ? begin : Math.max(begin, shown), stretch.to + offset);
    return time === undefined ? undefined : time - offset;
  }

  get #runsTwice(): boolean {
    return this.#options.isEveryHour || this.#options.isEveryFewMinutes;
  }

  /** Whether a time was left out as clocks were put forward. */
  #misses({ stretch, shown }: Passage): boolean {
    const { times, isEveryHour } = this.#options;
    const begin = stretch.from + stretch.offset;
    if (isEveryHour || shown >= begin || times.first(shown, begin) === undefined) return false;
    // Where a whole day was left out, the job of the next day stands for both.
    const midnight = Math.floor(begin / DAY) * DAY;
    return begin - shown < DAY || times.first(begin, midnight + DAY) === undefined;
  }

  #passageAt(instant: number): Passage {
    const start = instant - LOOK_BACK;
    const stretch = this.#options.zone.stretchAt(start);
    let passage: Passage = { stretch, shown: start + stretch.offset };
    while (passage.stretch.to <= instant) passage = this.#following(passage);
    return passage;
  }

  #following({ stretch, shown }: Passage): Passage {
    const next = this.#options.zone.stretchAt(stretch.to);
    return { stretch: next, shown: Math.max(shown, stretch.to + stretch.offset) };
  }
}
