import { LRUCache } from 'lru-cache';
import { ADVICE, ConditionError, describeError, describeProblem } from './condition-errors.js';
import { readProgram, type ConditionProgram } from './condition-program.js';
import type { ConditionScope } from './condition-scope.js';

export type { ConditionScope } from './condition-scope.js';

/** What became of evaluating a condition. */
export interface ConditionResult {
  /** Whether the approval is needed. `true` where the expression could not be evaluated. */
  readonly holds: boolean;
  /** Why it could not be evaluated: one short line for the history. */
  readonly error: string | null;
}

/** A condition that is ready to be evaluated. */
export interface CompiledCondition {
  /** Never throws. The same scope always gives the same result. */
  evaluate(scope: ConditionScope): ConditionResult;
}

const CACHED_CONDITIONS = 1000;

const cache = new LRUCache<string, CompiledCondition>({ max: CACHED_CONDITIONS });

/**
 * Makes a condition ready to be evaluated. It is written in CEL, https://cel.dev, over the variables of
 * {@link ConditionScope}.
 *
 * Numbers of the scope are doubles and may be mixed with whole literals: `object.amount * 1.2 > 100`. `matches` takes a
 * literal pattern and matches it in linear time. Anything that goes wrong is an error of the evaluation, also what
 * {@link findConditionProblem} would refuse today: a condition decides whether somebody must approve, and when in doubt
 * somebody must.
 */
export function compileCondition(expression: string): CompiledCondition {
  const cached = cache.get(expression);
  if (cached !== undefined) return cached;
  const compiled = compile(expression);
  cache.set(expression, compiled);
  return compiled;
}

/**
 * Finds what is wrong with a condition that is about to be saved, as far as that can be known without data; `null` where
 * it can be used. The message is worded to follow the path of the condition and says what to do.
 */
export function findConditionProblem(expression: string): string | null {
  try {
    readProgram(expression);
    return null;
  } catch (error) {
    return describeProblem(error);
  }
}

function compile(expression: string): CompiledCondition {
  try {
    const program = readProgram(expression);
    return { evaluate: (scope) => evaluate(program, scope) };
  } catch (error) {
    const result = failure(error);
    return { evaluate: () => result };
  }
}

function evaluate(program: ConditionProgram, scope: ConditionScope): ConditionResult {
  try {
    const holds = program(scope);
    if (typeof holds === 'boolean') return { holds, error: null };
    throw new ConditionError('it gives neither true nor false', ADVICE);
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): ConditionResult {
  return { holds: true, error: describeError(error) };
}
