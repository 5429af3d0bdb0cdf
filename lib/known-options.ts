import type { ErrorCode } from './errors.js';
import { WorkflowError } from './errors.js';

type KeyOf<Options> = Options extends unknown ? Extract<keyof Options, string> : never;

/** Every key that some options have: one that is added to the type must be added here. */
export type KnownKeys<Options> = Readonly<Record<KeyOf<Options>, true>>;

/** What is asked, and where that stands in it. */
export interface Asked {
  /** What was called: `createWorkflowEngine`. */
  readonly caller: string;
  /** Where the options stand in what it was called with, dotted; left out for the whole. */
  readonly path?: string;
  /** @defaultValue `'INVALID_REQUEST'` */
  readonly code?: ErrorCode;
}

/**
 * Refuses options that there are not, as JavaScript hosts may misspell them: what is asked for is never lost in silence.
 *
 * @throws WorkflowError with the given code, naming each option and what was probably meant
 */
export function requireKnown(value: unknown, keys: Readonly<Record<string, unknown>>, asked: Asked): void {
  if (typeof value !== 'object' || value === null) throw refused(asked, '', 'must be an object');
  const known = Object.keys(keys);
  for (const key of Object.keys(value)) {
    if (!known.includes(key)) throw refused(asked, key, `is not a known option${hint(key, known)}`);
  }
}

/** A refusal of what stands at a path of what a host has configured, or answered. */
export function invalid(
  where: string,
  path: string,
  message: string,
  code: ErrorCode = 'INVALID_CONFIGURATION',
): WorkflowError {
  return new WorkflowError(code, `${where}: ${path} ${message}.`, { errors: [{ path, message }] });
}

/** A refusal of one option. */
export function refused(
  { caller, path = '', code = 'INVALID_REQUEST' }: Asked,
  key: string,
  message: string,
): WorkflowError {
  const at = [path, key].filter((part) => part !== '').join('.');
  const what = at === '' ? 'what it is called with' : `option "${at}"`;
  return new WorkflowError(code, `${caller}: ${what} ${message}.`, { errors: [{ path: at, message }] });
}

function hint(key: string, known: readonly string[]): string {
  const [closest] = known
    .map((name) => ({ name, distance: distanceBetween(key.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((one, other) => one.distance - other.distance);
  return closest === undefined ? `; there are ${known.join(', ')}` : `; did you mean "${closest.name}"?`;
}

/** How many letters must be put in, taken out or exchanged to make one word of another. */
function distanceBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of Array.from(one).entries()) {
    const next = [line + 1];
    for (const [column, wanted] of Array.from(other).entries()) {
      const exchanged = (row[column] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min(exchanged, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
