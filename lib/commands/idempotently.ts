import type { Transaction } from 'sequelize';
import type { IdempotencyKeyRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import { answerIdempotencyKey, claimIdempotencyKey } from '../store/idempotency-keys.js';
import type { Actor } from '../types.js';
import { companyOf } from './actor.js';
import { DAY } from '../time-units.js';
import type { CommandContext } from './context.js';

/** How long an answer is given again. */
export const KEPT_MS = DAY;

/** A request that may arrive twice. */
export interface IdempotentRequest {
  readonly actor: Actor;
  /** Chosen by the client, unique for each thing it wants done once. */
  readonly key: string;
  /** SHA-256 of what is asked: the same key for something else is refused. */
  readonly fingerprint: string;
}

/** What a request is answered. The body is JSON. */
export interface IdempotentAnswer {
  readonly status: number;
  readonly body?: unknown;
  /** Whether this is what an earlier request was answered. */
  readonly isReplay?: boolean;
}

/**
 * Does the work once for each actor and key, and gives the same answer for 24 hours. Key and work commit together;
 * work that fails leaves no key behind, so that it may be tried again.
 *
 * The key is the first row that the transaction touches: a second request with it waits there for the first.
 *
 * @throws WorkflowError `IDEMPOTENCY_KEY_REUSED` where the key came with another request before
 */
export async function idempotently(
  context: CommandContext,
  request: IdempotentRequest,
  work: (transaction: Transaction) => Promise<IdempotentAnswer>,
): Promise<IdempotentAnswer> {
  return context.transactions.open(async (transaction) => {
    const row = await claimKey(context, request, transaction);
    if (isAnswered(row, context.clock.now())) return replay(row, request);
    const answer = await work(transaction);
    const kept = {
      fingerprint: request.fingerprint,
      responseStatus: answer.status,
      responseBody: JSON.stringify(answer.body ?? null),
      createdAt: context.clock.now(),
    };
    await answerIdempotencyKey(context.database, row.id, kept, transaction);
    return answer;
  });
}

/** The key's row, new or not, locked. */
async function claimKey(
  { database, clock, userIds }: CommandContext,
  { actor, key, fingerprint }: IdempotentRequest,
  transaction: Transaction,
): Promise<IdempotencyKeyRow> {
  const owner = { company: companyOf(actor), actorId: userIds.toText(actor.id, 'actor.id'), key };
  const unanswered = { fingerprint, responseStatus: 0, responseBody: 'null', createdAt: clock.now() };
  const row = await claimIdempotencyKey(database, owner, unanswered, transaction);
  if (row === null)
    throw new WorkflowError('TRY_AGAIN', 'The idempotency key was removed meanwhile: try again.');
  return row;
}

function isAnswered({ responseStatus, createdAt }: IdempotencyKeyRow, now: Date): boolean {
  return responseStatus !== 0 && now.getTime() - createdAt.getTime() < KEPT_MS;
}

function replay(row: IdempotencyKeyRow, { fingerprint }: IdempotentRequest): IdempotentAnswer {
  if (row.fingerprint !== fingerprint) {
    throw new WorkflowError(
      'IDEMPOTENCY_KEY_REUSED',
      'This Idempotency-Key came with another request before. Use a new key for each request.',
    );
  }
  const body: unknown = JSON.parse(row.responseBody);
  return { status: row.responseStatus, isReplay: true, ...(body === null ? {} : { body }) };
}
