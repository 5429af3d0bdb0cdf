import { findDifferences } from './find-differences.js';

/** A whole number of an answer. @throws Error where there is none */
export function numberOf(answer: unknown, key: string): number {
  const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, key) : undefined;
  if (typeof value === 'number') return value;
  throw new Error(`The answer has no number "${key}".`);
}

/** The first item of a list that has these values; `null` where there is none. */
export function findItem(answer: unknown, values: object): unknown {
  const items: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, 'items') : null;
  if (!Array.isArray(items)) return null;
  return items.find((item) => findDifferences(item, values, '').length === 0) ?? null;
}
