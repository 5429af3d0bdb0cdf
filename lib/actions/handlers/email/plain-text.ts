/** The most characters of a subject, or of any text that stands in one line. */
const MAXIMUM_LINE = 200;

/** Characters that end a line, or that no text should hold. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}]+/gu;
const CONTROLS_WITHIN_LINES = /[^\P{Cc}\n\t]+|\p{Surrogate}+/gu;
const LINE_BREAKS = /\r\n?|[\v\f\u0085\u2028\u2029]/g;

/** Embeddings, overrides and isolates: they would turn round what follows them. Marks (LRM, RLM) may stay. */
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;

/** A text as one line, for headers: nothing in it can end the line or turn round the rest of it. */
export function oneLine(text: string, maximum: number = MAXIMUM_LINE): string {
  const line = text.replace(CONTROLS, ' ').replace(TURNS, '').replace(/\s+/g, ' ').trim();
  const characters = Array.from(line.slice(0, 2 * maximum + 1));
  if (characters.length <= maximum) return line;
  return `${characters
    .slice(0, maximum - 1)
    .join('')
    .trimEnd()}…`;
}

/** A text of several lines, as mail may carry it. */
export function plainText(text: string): string {
  return text.replace(LINE_BREAKS, '\n').replace(CONTROLS_WITHIN_LINES, '').replace(TURNS, '');
}
