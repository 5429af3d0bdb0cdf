/** One minute, in ms. */
export const MINUTE = 60_000;

/** One hour, in ms. */
export const HOUR = 60 * MINUTE;

/** One day by the clock, in ms. */
export const DAY = 24 * HOUR;
