import type { Transaction } from 'sequelize';
import type { DelegationRow } from '../../../models/index.js';
import { writeDelegation } from '../../store/delegations.js';
import type { UserId } from '../../types.js';
import type { CommandContext } from '../context.js';
import { companyOfCall } from '../definitions/call.js';
import type { DelegationCall } from './call.js';
import type { DelegationView } from './delegation-view.js';
import { viewDelegation } from './delegation-view.js';
import { lockStanding } from './find-delegation.js';
import { requireParties, requireValid } from './require-valid.js';

/** What changes about a delegation; what is left out stays. Who is out of office never changes. */
export interface DelegationChange {
  readonly userId?: UserId | undefined;
  readonly startsAt?: Date | undefined;
  readonly endsAt?: Date | null | undefined;
  readonly workflowId?: number | null | undefined;
  readonly reason?: string | null | undefined;
}

/**
 * Changes a delegation that was not revoked. What was decided under it stays decided.
 *
 * @throws WorkflowError `DELEGATION_NOT_FOUND`, `DELEGATION_REVOKED`; see `createDelegation`
 */
export async function updateDelegation(
  context: CommandContext,
  call: DelegationCall,
  { id, change }: { readonly id: number; readonly change: DelegationChange },
): Promise<DelegationView> {
  const { database, userIds, clock, transactions } = context;
  return transactions.run(call.transaction, async (transaction) => {
    const row = await lockStanding(context, { id, company: companyOfCall(call) }, transaction);
    const { startsAt = row.startsAt, endsAt = row.endsAt, workflowId = row.workflowId } = change;
    const { reason = row.reason } = change;
    const now = clock.now();
    const set = {
      ...(await substitute(context, { row, change }, transaction)),
      startsAt,
      endsAt,
      workflowId,
      reason,
      updatedAt: now,
    };
    await requireValid(context, id, { ...row, ...set }, transaction);
    await writeDelegation(database, id, set, transaction);
    return viewDelegation(userIds, { ...row, ...set }, now);
  });
}

interface Changing {
  readonly row: DelegationRow;
  readonly change: DelegationChange;
}

/** Who decides from now on: looked up where somebody is named, so that one who has left does not hinder the rest. */
async function substitute(
  context: CommandContext,
  { row, change }: Changing,
  transaction: Transaction,
): Promise<Pick<DelegationRow, 'userId' | 'userName'>> {
  if (change.userId === undefined) return { userId: row.userId, userName: row.userName };
  const userId = context.userIds.toText(change.userId);
  const { to } = await requireParties(context, { ...row, userId }, transaction);
  return { userId, userName: to.name };
}
