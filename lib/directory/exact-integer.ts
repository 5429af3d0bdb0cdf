const WHOLE = /^(?:0|-?[1-9]\d{0,19})$/;
const LEAST = -(2n ** 63n);
const GREATEST = 2n ** 63n - 1n;
const GREATEST_UNSIGNED = 2n ** 64n - 1n;

/**
 * A whole number of a database's by its text: a number where JavaScript's hold it exactly, a bigint above 2^53; `null`
 * where the text is none, or not as the database would write it: `01`, `+1`, `1e0`, ` 1`.
 */
export function toExactInteger(text: string, dialect = 'mysql'): number | bigint | null {
  if (!WHOLE.test(text)) return null;
  const number = Number(text);
  if (Number.isSafeInteger(number)) return number;
  const exact = BigInt(text);
  // Only MySQL has unsigned columns. Where a statement holds more than its integers do, PostgreSQL uses no index.
  const greatest = dialect === 'mysql' ? GREATEST_UNSIGNED : GREATEST;
  return exact >= LEAST && exact <= greatest ? exact : null;
}

/** Whether a value is a number that has lost digits: a whole one of the database's above 2^53, as a driver gives it. */
export function hasLostDigits(value: unknown): value is number {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}
