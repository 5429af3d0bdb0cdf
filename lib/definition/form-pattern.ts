import type { RE2JS } from 're2js';
import { re2 } from '../libraries.js';
import { FORM_LIMITS } from './form-limits.js';

/** A pattern of a form, which matches in time linear in the text (RE2), unlike a `RegExp`. */
export interface FormPattern {
  /** Instructions it compiled to: matching takes at most this many steps for each character. */
  readonly size: number;
  readonly test: (text: string) => boolean;
}

/**
 * Compiles a pattern of a form schema. It is written in the syntax of JavaScript, without what makes matching
 * unpredictable: no look-around, no back references, no very large repetitions. `\d`, `\w` and `\s` mean ASCII.
 *
 * @throws Error whose message says what is wrong with the pattern, worded to follow its path.
 */
export function compilePattern(source: string): FormPattern {
  if (source.length > FORM_LIMITS.patternLength) {
    throw new Error(`must be at most ${FORM_LIMITS.patternLength} characters long`);
  }
  const compiled = compileLinear(source);
  const size = compiled.programSize();
  if (size <= FORM_LIMITS.patternSize) return { size, test: (text) => compiled.test(text) };
  throw new Error('repeats too much: limit the length with maxLength instead');
}

function compileLinear(source: string): RE2JS {
  const { RE2JS: library } = re2();
  try {
    return library.compile(library.translateRegExp(source));
  } catch (cause) {
    const reason = String(cause).replace(/^.*regexp: /, '');
    throw new Error(`is not a pattern that can be matched safely (${reason})`, { cause });
  }
}
