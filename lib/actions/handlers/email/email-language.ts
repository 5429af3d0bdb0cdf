import type { Names } from '../../../definition/types.js';

/** The languages that are written from right to left, by primary tag. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set([
  'ar',
  'ckb',
  'dv',
  'fa',
  'he',
  'ps',
  'sd',
  'ug',
  'ur',
  'yi',
]);

/** Whether `ar-EG` is asked for and `ar` is there, or the other way round. */
function isSameLanguage(one: string, other: string): boolean {
  return primaryTag(one) === primaryTag(other);
}

/** `ar-EG` is Arabic. */
export function primaryTag(language: string): string {
  return language.toLowerCase().replace(/[-_].*$/s, '');
}

/** How a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(primaryTag(language)) ? 'rtl' : 'ltr';
}

/**
 * The language in which to write to somebody: their own, where it is one of `spoken`; else the first of those that the
 * workflow has a name in; else the first.
 */
export function chooseLanguage(
  locale: string | null,
  spoken: readonly [string, ...string[]],
  workflowNames: Names,
): string {
  const own = locale === null ? undefined : findLanguage(locale, spoken);
  const named = Object.keys(workflowNames);
  return own ?? spoken.find((language) => findLanguage(language, named) !== undefined) ?? spoken[0];
}

function findLanguage(wanted: string, languages: readonly string[]): string | undefined {
  const exact = languages.find((language) => language.toLowerCase() === wanted.toLowerCase());
  return exact ?? languages.find((language) => isSameLanguage(language, wanted));
}
