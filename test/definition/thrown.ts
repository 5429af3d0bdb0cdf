import assert from 'node:assert/strict';
import { WorkflowError } from '../../lib/errors.js';

/** The refusal that a call ends with. */
export function thrownBy(call: () => unknown): WorkflowError {
  try {
    call();
  } catch (error) {
    assert(error instanceof WorkflowError, `not a WorkflowError: ${String(error)}`);
    return error;
  }
  throw new assert.AssertionError({ message: 'nothing was thrown' });
}

/** The paths that a refusal lists. */
export function pathsOf({ errors }: Pick<WorkflowError, 'errors'>): readonly string[] {
  return errors.map(({ path }) => path);
}
