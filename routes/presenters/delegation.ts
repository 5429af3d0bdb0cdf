import type { DelegationView } from '../../lib/commands/delegations/delegation-view.js';
import type { UserId } from '../../lib/types.js';
import type { Direction } from '../schemas/delegations.js';

/** A delegation, as seen from one of its sides. */
export function presentDelegation(delegation: DelegationView, reader: UserId): object {
  return {
    id: delegation.id,
    from_user_id: delegation.fromUserId,
    from_user_name: delegation.fromUserName,
    user_id: delegation.userId,
    user_name: delegation.userName,
    direction: directionFor(delegation, reader),
    workflow_id: delegation.workflowId,
    starts_at: delegation.startsAt,
    ends_at: delegation.endsAt,
    reason: delegation.reason,
    status: delegation.status,
    created_by: delegation.createdBy,
    created_at: delegation.createdAt,
    updated_at: delegation.updatedAt,
    revoked_at: delegation.revokedAt,
    revoked_by: delegation.revokedBy,
  };
}

/** `given` by the reader, or `received` by them; `null` for one between others. */
function directionFor({ fromUserId, userId }: DelegationView, reader: UserId): Direction | null {
  if (String(fromUserId) === String(reader)) return 'given';
  return String(userId) === String(reader) ? 'received' : null;
}
