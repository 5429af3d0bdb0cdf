import type { Transaction } from 'sequelize';
import { failureOf } from '../database-errors.js';
import { WorkflowError } from '../errors.js';

/**
 * Reads what is answered for something that is stored by now.
 *
 * @param transaction - The one that it was done in, where that is still open: then it is rolled back with the rest
 * @throws WorkflowError `OUTCOME_UNKNOWN` where the database is lost: what was done is not to be repeated
 */
export async function readAfterCommit<Result>(
  transaction: Transaction | undefined,
  read: () => Promise<Result>,
): Promise<Result> {
  try {
    return await read();
  } catch (cause) {
    if (transaction !== undefined || failureOf(cause) === null) throw cause;
    throw new WorkflowError(
      'OUTCOME_UNKNOWN',
      'This is stored, and the database was lost before the answer could be made. Read the status; do not repeat it.',
      { cause },
    );
  }
}
