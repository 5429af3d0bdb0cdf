import type { Transaction } from 'sequelize';
import type { DelegationRow } from '../../../models/index.js';
import type { UserIds } from '../../directory/user-ids.js';
import { WorkflowError } from '../../errors.js';
import { lockDelegation } from '../../store/delegations.js';
import type { RowKey } from '../../store/rows.js';
import type { CommandContext } from '../context.js';

/**
 * A delegation that may be changed, locked until the transaction ends.
 *
 * @throws WorkflowError `DELEGATION_NOT_FOUND`, `DELEGATION_REVOKED`
 */
export async function lockStanding(
  { database, userIds }: CommandContext,
  key: RowKey,
  transaction: Transaction,
): Promise<DelegationRow> {
  const row = await lockDelegation(database, key, transaction);
  if (row === null) throw delegationNotFound();
  if (row.revokedAt !== null) throw revoked(userIds, row.revokedAt, row.revokedBy);
  return row;
}

/** The same for a delegation of others: nobody learns whether there is one. */
export function delegationNotFound(): WorkflowError {
  return new WorkflowError('DELEGATION_NOT_FOUND', 'There is no such delegation, or it is none of yours.');
}

function revoked(userIds: UserIds, revokedAt: Date, revokedBy: string | null): WorkflowError {
  const at = revokedAt.toISOString();
  return new WorkflowError(
    'DELEGATION_REVOKED',
    `This delegation was revoked at ${at} and stays as it is. Make a new one.`,
    { details: { revoked_at: at, revoked_by: userIds.fromText(revokedBy) } },
  );
}
