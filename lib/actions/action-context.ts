import type { Transaction } from 'sequelize';
import type { People } from '../directory/people.js';
import type { UserIds } from '../directory/user-ids.js';
import type { Transactions } from '../transactions.js';
import type { Logger, ObjectPort } from '../types.js';
import type { ActionFacts } from './facts.js';
import type { ActionContext, ActionParameters } from './handler.js';

/** What handlers reach the host through. */
export interface HostAccess {
  readonly transactions: Transactions;
  readonly people: People;
  readonly userIds: UserIds;
  readonly objects: ObjectPort;
  readonly logger: Logger;
}

/** One attempt at one action. */
export interface Attempt {
  readonly facts: ActionFacts;
  readonly parameters: ActionParameters;
  readonly idempotencyKey: string;
  readonly attempt: number;
  readonly signal: AbortSignal;
  /** `null` after commit. */
  readonly transaction: Transaction | null;
}

/** What a handler is called with. */
export function contextOf(host: HostAccess, attempt: Attempt): ActionContext {
  const { facts, transaction, ...rest } = attempt;
  const { transactions, people, userIds, objects, logger } = host;
  const { company, attachment } = facts;
  const object = { model: attachment.model, objectId: String(attachment.objectId) };
  const inside = <Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> =>
    transaction === null ? transactions.open(work) : work(transaction);
  return {
    ...facts,
    ...rest,
    transaction,
    logger,
    findUsers: (ids) =>
      inside((opened) =>
        people.known(
          ids.map((id) => userIds.toText(id)),
          { company, transaction: opened },
        ),
      ),
    updateObject: (values) => inside((opened) => objects.setAttributes(object, values, opened)),
  };
}
