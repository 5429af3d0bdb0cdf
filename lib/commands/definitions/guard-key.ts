import { UniqueConstraintError } from 'sequelize';
import { WorkflowError } from '../../errors.js';
import { inDefinition, requireId } from '../../identity.js';

/**
 * Refuses a key that fits no column, and tells a taken one from any other failure.
 *
 * @param key - `''` where none is given
 * @throws WorkflowError `INVALID_DEFINITION`, `KEY_TAKEN`
 */
export async function guardKey<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
  if (key !== '') requireId(key, inDefinition('key'));
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
