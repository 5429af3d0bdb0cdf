import { randomUUID } from 'node:crypto';
import type { Sequelize, Transaction } from 'sequelize';

/**
 * Runs work in a savepoint of a transaction, so that what fails leaves nothing behind and the rest goes on.
 *
 * Sequelize 6 gives the first savepoint of a savepoint the name of the outer one, and never releases any: rolling back
 * to the outer one would then stop at ours, and keep what the host did before. Ours have names that nobody else gives.
 */
export async function inSavepoint<Result>(
  sequelize: Sequelize,
  transaction: Transaction,
  work: () => Promise<Result>,
): Promise<Result> {
  const name = `workflow_${randomUUID().replaceAll('-', '')}`;
  await sequelize.query(`SAVEPOINT ${name}`, { transaction });
  try {
    return await work();
  } catch (error) {
    // Where the whole transaction is gone, so is the savepoint; what went wrong first is what counts.
    await sequelize.query(`ROLLBACK TO SAVEPOINT ${name}`, { transaction }).catch(() => undefined);
    throw error;
  }
}
