import { writeDelegation } from '../../store/delegations.js';
import type { CommandContext } from '../context.js';
import { companyOfCall } from '../definitions/call.js';
import type { DelegationCall } from './call.js';
import type { DelegationView } from './delegation-view.js';
import { viewDelegation } from './delegation-view.js';
import { lockStanding } from './find-delegation.js';

/**
 * Ends a delegation at once. It stays readable; what was decided under it stays decided.
 *
 * @throws WorkflowError `DELEGATION_NOT_FOUND`, `DELEGATION_REVOKED`
 */
export async function revokeDelegation(
  context: CommandContext,
  call: DelegationCall,
  id: number,
): Promise<DelegationView> {
  const { database, userIds, clock, transactions } = context;
  return transactions.run(call.transaction, async (transaction) => {
    const row = await lockStanding(context, { id, company: companyOfCall(call) }, transaction);
    const now = clock.now();
    const revokedBy = call.actor === null ? null : userIds.toText(call.actor.id);
    const set = { revokedAt: now, revokedBy, updatedAt: now };
    await writeDelegation(database, id, set, transaction);
    return viewDelegation(userIds, { ...row, ...set }, now);
  });
}
