import { UniqueConstraintError } from 'sequelize';
import { WorkflowError } from '../../errors.js';

/**
 * Tells a taken key from any other failure.
 *
 * @throws WorkflowError `KEY_TAKEN`
 */
export async function guardKey<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof UniqueConstraintError)) throw error;
    throw new WorkflowError('KEY_TAKEN', `The key "${key}" is taken. Choose another.`, {
      errors: [{ path: 'key', message: 'is taken' }],
      cause: error,
    });
  }
}
