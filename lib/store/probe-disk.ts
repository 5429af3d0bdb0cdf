import { randomBytes, randomUUID } from 'node:crypto';
import type { Transactions } from '../transactions.js';
import type { Database } from './database.js';

/** Enough to need pages of its own: a small row may still find a place where a larger one does not. */
const PROBE_BYTES = 64 * 1024;

/**
 * Writes something and removes it again. It is an answer kept for nobody, so that the job that removes old answers would
 * remove it where this cannot.
 *
 * @throws what the database says where it cannot be written
 */
export async function probeDisk(
  { models: { IdempotencyKey } }: Database,
  transactions: Transactions,
): Promise<void> {
  const key = randomUUID();
  const values = {
    company: '',
    actorId: '',
    key,
    fingerprint: '',
    responseStatus: 0,
    responseBody: randomBytes(PROBE_BYTES / 2).toString('hex'),
    createdAt: new Date(),
  };
  await transactions.open(async (transaction) => {
    await IdempotencyKey.create(values, { transaction });
  });
  await transactions.open((transaction) => IdempotencyKey.destroy({ where: { key }, transaction }));
  transactions.disk.clear();
}
