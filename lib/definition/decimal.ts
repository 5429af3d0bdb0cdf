/** A decimal number, exactly: `digits` of which the last `scale` stand behind the point. */
export interface Decimal {
  readonly digits: bigint;
  /** Negative where zeros follow the digits. */
  readonly scale: number;
}

/** Longer text is no decimal: `DECIMAL` columns of databases hold 65 digits or some more. */
const MAXIMUM_LENGTH = 100;

const DECIMAL_TEXT = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** Whether text is a decimal number as JSON writes it, without an exponent: `50000.00`, `-0.5`. */
export function isDecimalText(text: string): boolean {
  return text.length <= MAXIMUM_LENGTH && DECIMAL_TEXT.test(text);
}

/**
 * Reads the decimal number that a text is, or that a number is written as: `0.07` is seven hundredths, although the
 * nearest binary number is not.
 */
export function toDecimal(value: string | number): Decimal {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

/** Less than, equal to or greater than zero, as the first is less than, equal to or greater than the second. */
export function compareDecimals(first: Decimal, second: Decimal): number {
  const [one, other] = alignDigits(first, second);
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

/** Whether a decimal is a whole multiple of another, which is not zero. */
export function isMultipleOf(value: Decimal, divisor: Decimal): boolean {
  const [dividend, by] = alignDigits(value, divisor);
  return dividend % by === 0n;
}

function alignDigits(first: Decimal, second: Decimal): readonly [bigint, bigint] {
  const scale = Math.max(first.scale, second.scale);
  return [atScale(first, scale), atScale(second, scale)];
}

function atScale({ digits, scale }: Decimal, wanted: number): bigint {
  return digits * 10n ** BigInt(wanted - scale);
}
