import type { ApprovalConfig } from '../definition/types.js';
import { ask } from './ask.js';
import type { AttachmentState, Flow, FlowUser } from './types.js';

/** Everyone who may be seated for an approval, in ascending order of id. */
export function* candidatesFor(
  approval: ApprovalConfig,
  attachment: AttachmentState,
): Flow<readonly FlowUser[]> {
  const users = yield* namedBy(approval, attachment);
  return users.filter((user) => isEligible(user, approval, attachment));
}

/** Whether this user may hold a seat: active, and not deciding on a request of their own. */
export function isEligible(user: FlowUser, approval: ApprovalConfig, attachment: AttachmentState): boolean {
  return user.active && !isSelfApproval(user.id, approval, attachment);
}

/** Whether seating this user would let them approve what they requested or started. */
export function isSelfApproval(
  userId: string,
  approval: ApprovalConfig,
  attachment: AttachmentState,
): boolean {
  if (approval.approvalType === 'self' || approval.allowSelfApproval) return false;
  return userId === attachment.requesterId || userId === attachment.startedBy;
}

function* namedBy(approval: ApprovalConfig, attachment: AttachmentState): Flow<readonly FlowUser[]> {
  switch (approval.approvalType) {
    case 'role':
      return (yield* ask({ kind: 'role_members', role: approval.userRole })).users;
    case 'user':
      return (yield* ask({ kind: 'users', ids: [String(approval.approvalUser)] })).users;
    case 'self':
      if (attachment.requesterId === null) return [];
      return (yield* ask({ kind: 'users', ids: [attachment.requesterId] })).users;
  }
}
