import { failureOf } from '../database-errors.js';
import { WorkflowError } from '../errors.js';

/**
 * Whether an error means that a transaction has to be given up as a whole, and may be tried again: the database asks
 * for that, is lost or has stopped a statement, or the time is up.
 */
export function givesUpAll(error: unknown): boolean {
  if (error instanceof WorkflowError) return error.code === 'TRY_AGAIN';
  const failure = failureOf(error);
  return failure === 'transient' || failure === 'lost' || failure === 'unavailable';
}

/** Refuses what takes longer than it may. @param problem - What took how long, for operators */
export function tryAgain(problem: string, cause?: unknown): WorkflowError {
  return new WorkflowError(
    'TRY_AGAIN',
    'This takes longer than it may right now, and nothing was changed. Try again in a moment.',
    { cause: new Error(problem, cause === undefined ? undefined : { cause }) },
  );
}
