import type { FieldError } from '../errors.js';

/** How many errors fit in one readable sentence. */
const SHOWN = 3;

/** Says what is wrong in one line: `name_en is required; color must be text; and 2 more`. */
export function summarize(errors: readonly FieldError[]): string {
  const shown = errors.slice(0, SHOWN).map(({ path, message }) => `${path} ${message}`.trim());
  const more = errors.length > SHOWN ? [`and ${errors.length - SHOWN} more`] : [];
  return [...shown, ...more].join('; ');
}
