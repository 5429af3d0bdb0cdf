import type { DelegationRow } from '../../../models/index.js';
import type { UserIds } from '../../directory/user-ids.js';
import type { UserId } from '../../types.js';

/** What can be said of a delegation at a moment. */
export const DELEGATION_STATUSES = ['scheduled', 'active', 'ended', 'revoked'] as const;
export type DelegationStatus = (typeof DELEGATION_STATUSES)[number];

/** Somebody is out of office, and somebody else decides for them: as readers see it. */
export interface DelegationView {
  readonly id: number;
  /** Who is out of office. They may still decide for themselves. */
  readonly fromUserId: UserId;
  /** The name at the time it was given, as `userName` is. */
  readonly fromUserName: string;
  /** Who decides for them. */
  readonly userId: UserId;
  readonly userName: string;
  /** The one workflow that is meant; `null` for all of them. */
  readonly workflowId: number | null;
  readonly startsAt: Date;
  /** The first moment at which it is over; `null` for as long as nobody revokes it. */
  readonly endsAt: Date | null;
  readonly reason: string | null;
  readonly status: DelegationStatus;
  /** `null` for the system, as `revokedBy` is. */
  readonly createdBy: UserId | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBy: UserId | null;
}

/** A stored delegation, as readers see it now. */
export function viewDelegation(userIds: UserIds, row: DelegationRow, now: Date): DelegationView {
  const { id, fromUserName, userName, workflowId, startsAt, endsAt, reason } = row;
  const { createdAt, updatedAt, revokedAt } = row;
  return {
    id,
    fromUserId: userIds.fromText(row.fromUserId),
    fromUserName,
    userId: userIds.fromText(row.userId),
    userName,
    workflowId,
    startsAt,
    endsAt,
    reason,
    status: statusAt(row, now),
    createdBy: userIds.fromText(row.createdBy),
    createdAt,
    updatedAt,
    revokedAt,
    revokedBy: userIds.fromText(row.revokedBy),
  };
}

function statusAt({ startsAt, endsAt, revokedAt }: DelegationRow, now: Date): DelegationStatus {
  if (revokedAt !== null) return 'revoked';
  if (startsAt > now) return 'scheduled';
  return endsAt === null || endsAt > now ? 'active' : 'ended';
}
