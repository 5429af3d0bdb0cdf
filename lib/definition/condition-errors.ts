import type { EvaluationError, ParseError, TypeError as CheckError } from '@marcbachmann/cel-js';
import { cel } from '../libraries.js';
import { CONDITION_LIMITS } from './condition-limits.js';

/** Says why an expression is refused, or why it cannot be evaluated over the data at hand. */
export class ConditionError extends Error {
  /** What its author can do. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}

/** What the author of something that is no condition can do. */
export const ADVICE = 'write a comparison such as object.amount >= 1000';

const ADVICE_BY_CODE: Readonly<Record<string, string>> = {
  limit_exceeded: 'spread it over several approvals or stages',
  no_such_overload: 'convert one side with int(), double() or string()',
  no_matching_overload: 'give the function what it takes',
};

/** What the library says, and how it reads to an administrator. */
const REWORDINGS: readonly (readonly [RegExp, string])[] = [
  [/dyn<([\w.]+)>/g, '$1'],
  [/google\.protobuf\.Timestamp/g, 'timestamp'],
  [/google\.protobuf\.Duration/g, 'duration'],
  [/^no such overload: (.*)$/s, 'cannot work out $1'],
  [/^found no matching overload for '(.*)'$/s, 'there is no $1'],
  [/^No such key: (index out .*)$/s, '$1'],
  [/^No such key: (.*)$/s, 'there is no $1'],
  [/^(Unsupported type:|Cannot compare values of type) .*$/s, 'a value is of a kind that cannot be read'],
  [/^Exceeded .*$/s, 'it is too large or nested too deeply'],
];

/** Why an expression could not be evaluated, for whoever reads the history: one short line. */
export function describeError(error: unknown): string {
  return tidy(reasonOf(error));
}

/** Why an expression is refused and what its author can do; worded to follow its path. */
export function describeProblem(error: unknown): string {
  const { code, range } = isLibraryError(error) ? error : { code: '', range: undefined };
  const place = range === undefined ? '' : ` at character ${range.start + 1}`;
  const advice = error instanceof ConditionError ? error.advice : (ADVICE_BY_CODE[code] ?? ADVICE);
  return `must be a CEL expression: ${describeError(error)}${place} (${advice})`;
}

function reasonOf(error: unknown): string {
  if (!isLibraryError(error)) return String(error).replace(/^\w*Error: /, '');
  return REWORDINGS.reduce((text, [pattern, words]) => text.replace(pattern, words), error.summary);
}

function isLibraryError(error: unknown): error is ParseError | CheckError | EvaluationError {
  const library = cel();
  return [library.ParseError, library.TypeError, library.EvaluationError].some(
    (type) => error instanceof type,
  );
}

/** What every database can store: a message may quote what a requester wrote. */
function tidy(text: string): string {
  return text.slice(0, CONDITION_LIMITS.message).replace(/[\p{Control}\p{Surrogate}]+/gu, ' ');
}
