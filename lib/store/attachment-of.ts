import type { Transaction } from 'sequelize';
import type { Models } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import type { Database } from './database.js';
import type { RowKey } from './rows.js';

/** The id of the attachment that a step or a seat of a company belongs to, or `null` where there is no such row. */
export async function attachmentOf(
  { models }: Database,
  kind: 'Step' | 'Assignment',
  { id, company }: RowKey,
  transaction: Transaction,
): Promise<number | null> {
  // What both have in common is all that is read.
  const model = models[kind] as Models['Step'];
  const raw = await model.findOne({
    where: { id, company },
    attributes: ['attachmentId'],
    raw: true,
    transaction,
  });
  return raw === null ? null : readRow(model, raw).attachmentId;
}
