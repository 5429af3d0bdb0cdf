import type { Transaction } from 'sequelize';
import type { ActionRunRow } from '../../../models/index.js';
import { WorkflowError } from '../../errors.js';
import { findActionRun } from '../../store/action-runs.js';
import type { CommandContext } from '../context.js';

/** A stored run of a company. @throws WorkflowError `ACTION_RUN_NOT_FOUND` */
export async function requireActionRun(
  { database }: CommandContext,
  key: Pick<ActionRunRow, 'id' | 'company'>,
  transaction: Transaction | null,
): Promise<ActionRunRow> {
  const row = await findActionRun(database, key, transaction);
  if (row === null) throw new WorkflowError('ACTION_RUN_NOT_FOUND', `There is no action run ${key.id}.`);
  return row;
}
