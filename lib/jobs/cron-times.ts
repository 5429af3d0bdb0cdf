import { DAY, HOUR, MINUTE } from '../time-units.js';

/** The fields of a cron expression, as they were parsed. */
export interface CronFields {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  /** Whether the months, days and weekdays take in the date of this wall-clock time. */
  readonly includesDate: (wall: number) => boolean;
}

/** How far ahead a time is looked for. The rarest are 40 years apart: a 29 February on one weekday, about 2100. */
const HORIZON = 41 * 366 * DAY;

/**
 * The times of a cron expression on a wall clock that is never changed. A wall-clock time is written as the ms at which
 * a clock in UTC shows it.
 */
export class CronTimes {
  readonly #fields: CronFields;

  constructor(fields: CronFields) {
    const { seconds, minutes, hours, includesDate } = fields;
    this.#fields = { seconds: sorted(seconds), minutes: sorted(minutes), hours: sorted(hours), includesDate };
  }

  /** The first time of a day on which there is one, from midnight. */
  get firstOfDay(): number {
    const { seconds, minutes, hours } = this.#fields;
    return (hours[0] ?? 0) * HOUR + (minutes[0] ?? 0) * MINUTE + (seconds[0] ?? 0) * 1000;
  }

  /** The first second of a minute in which there is a time, in ms. */
  get firstOfMinute(): number {
    return (this.#fields.seconds[0] ?? 0) * 1000;
  }

  /** The first time from `from` on, a whole second, and before `to`; `undefined` where it never comes about. */
  first(from: number, to = from + HORIZON): number | undefined {
    for (let day = Math.floor(from / DAY) * DAY; day < to; day += DAY) {
      if (!this.#fields.includesDate(day + this.firstOfDay)) continue;
      const time = this.#firstOn(day, from);
      if (time !== undefined) return time < to ? time : undefined;
    }
    return undefined;
  }

  #firstOn(day: number, from: number): number | undefined {
    const { hours, minutes, seconds } = this.#fields;
    for (const hour of startingAt(hours, HOUR, day, from)) {
      for (const minute of startingAt(minutes, MINUTE, hour, from)) {
        const [time] = startingAt(seconds, 1000, minute, from);
        if (time !== undefined) return time;
      }
    }
    return undefined;
  }
}

/** The times that begin at these multiples of a unit after `start`, but for those that are over at `from`. */
function startingAt(values: readonly number[], unit: number, start: number, from: number): readonly number[] {
  return values.map((value) => start + value * unit).filter((time) => time > from - unit);
}

function sorted(values: readonly number[]): readonly number[] {
  return values.toSorted((one, other) => one - other);
}
