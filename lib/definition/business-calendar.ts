/** The days of a week, as a business calendar names them. */
export const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const;

/** A day of the week. */
export type Weekday = (typeof WEEKDAYS)[number];

/**
 * A part of a day in which people work, by the clock on the wall: from `from` on, until just before `to`.
 *
 * A shift past midnight is written as two intervals: until `24:00`, and from `00:00` on the day after. So it is always
 * clear which of its hours a holiday takes away.
 */
export interface WorkingInterval {
  /** `HH:MM`, from `00:00` to `23:59`. */
  readonly from: string;
  /** `HH:MM`, later than `from`; `24:00` is the end of the day. */
  readonly to: string;
}

/** The working hours of one date, which are not those of its day of the week. */
export interface DatedHours {
  /** `YYYY-MM-DD` once, or `MM-DD` every year. */
  readonly date: string;
  /** In any order, not overlapping; none for a day off. */
  readonly hours: readonly WorkingInterval[];
}

/**
 * When a company works. Plain data, so that it can be stored as JSON.
 *
 * @example
 * ```ts
 * const calendar: BusinessCalendar = {
 *   timezone: 'Asia/Riyadh',
 *   hours: {
 *     sunday: [{ from: '08:00', to: '12:00' }, { from: '13:00', to: '17:00' }],
 *     monday: [{ from: '08:00', to: '16:00' }],
 *   },
 *   holidays: ['02-22', '09-23', '2026-03-20', { date: '2026-03-18', hours: [{ from: '08:00', to: '12:00' }] }],
 *   workdays: ['2026-02-14'],
 * };
 * ```
 */
export interface BusinessCalendar {
  /** The time zone of its hours and its holidays, by its IANA name: `Asia/Riyadh`, or `UTC`; no abbreviation. */
  readonly timezone: string;
  /**
   * The working hours of each day of the week, in any order, not overlapping. A day that is left out, or has none, is
   * off. At least one day has some.
   */
  readonly hours: Readonly<Partial<Record<Weekday, readonly WorkingInterval[]>>>;
  /**
   * Local dates on which nobody works: `YYYY-MM-DD` once, `MM-DD` every year (`02-29` in leap years only); or with the hours
   * in which people do. A date with its year goes before one of every year.
   *
   * @defaultValue none
   */
  readonly holidays?: readonly (string | DatedHours)[];
  /**
   * Local dates on which people work although their day of the week is off, or a yearly holiday: with hours of their own, or
   * with those of the first day of the week, from Monday on, that has some. No date is in `holidays` too.
   *
   * @defaultValue none
   */
  readonly workdays?: readonly (string | DatedHours)[];
}
