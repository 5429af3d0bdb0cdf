/**
 * A whole number of the database's as one of JavaScript's: PostgreSQL gives a BIGINT as text, and any driver
 * may be set up to.
 *
 * @throws RangeError above 2^53 - 1, where it would be another number
 */
export function toSafeInteger(value: unknown): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`Not a safe integer: ${String(value)}`);
  return number;
}
