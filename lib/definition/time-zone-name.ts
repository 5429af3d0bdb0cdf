/**
 * Zones are named after a place. Engines take more: offsets, which know no daylight saving time, and abbreviations, which
 * are traps. `EST` has none either, and to some engines `BST` is Bangladesh.
 */
const ZONE_NAME = /^(UTC|GMT|[A-Z]\w*(\/[\w+-]+)+)$/i;

/** What a time zone must be, to follow the path of an option. */
export const TIME_ZONE_EXPECTED = 'must be the IANA name of a time zone, such as Asia/Riyadh';

/** Whether this is the name of a time zone that says what its clocks do. */
export function isTimeZone(name: unknown): name is string {
  if (typeof name !== 'string' || !ZONE_NAME.test(name)) return false;
  try {
    Intl.DateTimeFormat('en-US', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
