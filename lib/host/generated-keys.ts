import type { Model, Transaction } from 'sequelize';
import { QueryTypes } from 'sequelize';
import type { RegisteredModel } from './register-options.js';

/**
 * Corrects the keys of rows that were created together, and had none before. Of several rows MySQL tells the first key
 * alone, from which Sequelize counts on in ones; on a cluster the server counts in steps.
 *
 * @param transaction - The one in which they were created; `null` for none
 */
export async function correctKeys(
  { model, primaryKey, keyColumn }: RegisteredModel,
  instances: readonly Model[],
  transaction: Transaction | null,
): Promise<void> {
  const { sequelize, autoIncrementAttribute } = model as typeof model & { autoIncrementAttribute?: string };
  const isCounted = keyColumn.isInteger && autoIncrementAttribute === primaryKey && instances.length > 1;
  if (!isCounted || sequelize?.getDialect() !== 'mysql') return;
  const [variables] = await sequelize.query<{ step: number }>(
    'SELECT @@SESSION.auto_increment_increment AS step',
    { type: QueryTypes.SELECT, transaction },
  );
  const step = variables?.step ?? 1;
  const first = Number(instances[0]?.get(primaryKey));
  if (step === 1 || !Number.isSafeInteger(first)) return;
  // A statement that says how many rows it inserts gets keys that lie exactly one step apart.
  for (const [index, instance] of instances.entries()) {
    (instance.dataValues as Record<string, unknown>)[primaryKey] = first + index * step;
  }
}
