import type { Transaction } from 'sequelize';
import type { IdempotencyKeyRow } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import type { Database } from './database.js';
import { lockRow } from './database.js';

/** Whose key it is. */
export type IdempotencyKeyOwner = Readonly<Pick<IdempotencyKeyRow, 'company' | 'actorId' | 'key'>>;

/** What is kept with a key. */
export type IdempotencyKeyAnswer = Readonly<
  Pick<IdempotencyKeyRow, 'fingerprint' | 'responseStatus' | 'responseBody' | 'createdAt'>
>;

/** The row of a key, inserted where there was none, locked until the transaction ends; `null` where it goes meanwhile. */
export async function claimIdempotencyKey(
  { models: { IdempotencyKey } }: Database,
  owner: IdempotencyKeyOwner,
  unanswered: IdempotencyKeyAnswer,
  transaction: Transaction,
): Promise<IdempotencyKeyRow | null> {
  await IdempotencyKey.bulkCreate([{ ...owner, ...unanswered }], { ignoreDuplicates: true, transaction });
  const raw = await IdempotencyKey.findOne({ where: owner, raw: true, ...lockRow(transaction) });
  return raw === null ? null : readRow(IdempotencyKey, raw);
}

/** Keeps the answer with a key that is claimed. */
export async function answerIdempotencyKey(
  { models: { IdempotencyKey } }: Database,
  id: number,
  answer: IdempotencyKeyAnswer,
  transaction: Transaction,
): Promise<void> {
  await IdempotencyKey.update(answer, { where: { id }, transaction });
}
