import { WorkflowError } from './errors.js';

/**
 * The refusal of a value that no case is for. To the compiler there is none; JavaScript hosts and rows that somebody has
 * edited know no types, and what they ask for must not be lost in silence.
 *
 * @param what - What the value is: `step outcome`
 */
export function unknownCase(what: string, value: never): WorkflowError {
  return new WorkflowError('INTERNAL_ERROR', `There is no ${what} ${JSON.stringify(value)}.`);
}
