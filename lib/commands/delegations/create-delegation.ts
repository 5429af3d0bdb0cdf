import { WorkflowError } from '../../errors.js';
import { insertDelegation } from '../../store/delegations.js';
import type { UserId } from '../../types.js';
import type { CommandContext } from '../context.js';
import type { DelegationCall } from './call.js';
import { companyOfCall } from '../definitions/call.js';
import type { DelegationView } from './delegation-view.js';
import { viewDelegation } from './delegation-view.js';
import { requireParties, requireValid } from './require-valid.js';

/** A new delegation. */
export interface NewDelegation {
  /** Who is out of office. The host decides who may say so for others. @defaultValue the actor */
  readonly fromUserId?: UserId | undefined;
  /** Who decides for them: another, active user of the company. */
  readonly userId: UserId;
  /** @defaultValue now */
  readonly startsAt?: Date | undefined;
  /** When it is over. @defaultValue `null`: when it is revoked */
  readonly endsAt?: Date | null | undefined;
  /** The one workflow that is meant. @defaultValue `null`: all of them */
  readonly workflowId?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * Lets somebody decide for somebody else for a time, on whatever is open then.
 *
 * @throws WorkflowError `USER_NOT_FOUND`, `DELEGATION_TO_SELF`, `DELEGATION_PERIOD_INVALID`, `WORKFLOW_NOT_FOUND`,
 * `DELEGATION_CYCLE`
 */
export async function createDelegation(
  context: CommandContext,
  call: DelegationCall,
  input: NewDelegation,
): Promise<DelegationView> {
  const { database, userIds, clock, transactions } = context;
  const now = clock.now();
  const { startsAt = now, endsAt = null, workflowId = null, reason = null } = input;
  const terms = {
    company: companyOfCall(call),
    fromUserId: userIds.toText(absentee(call, input)),
    userId: userIds.toText(input.userId),
    workflowId,
    startsAt,
    endsAt,
  };
  return transactions.run(call.transaction, async (transaction) => {
    const { from, to } = await requireParties(context, terms, transaction);
    await requireValid(context, null, terms, transaction);
    const values = {
      ...terms,
      fromUserName: from.name,
      userName: to.name,
      reason,
      createdBy: call.actor === null ? null : userIds.toText(call.actor.id),
      createdAt: now,
      updatedAt: now,
      revokedAt: null,
      revokedBy: null,
    };
    const id = await insertDelegation(database, values, transaction);
    return viewDelegation(userIds, { ...values, id }, now);
  });
}

function absentee({ actor }: DelegationCall, { fromUserId }: NewDelegation): UserId {
  const absent = fromUserId ?? actor?.id;
  if (absent !== undefined) return absent;
  throw new WorkflowError('INVALID_REQUEST', 'The system is never out of office: say who is.', {
    errors: [{ path: 'from_user_id', message: 'is required' }],
  });
}
