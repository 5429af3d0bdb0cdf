import type { ApprovalConfig } from '../../definition/types.js';
import type { AttachmentState, FlowUser } from '../types.js';
import { isOwnRequest } from './attachment.js';

type Request = Pick<AttachmentState, 'requesterId' | 'startedBy'>;

/** Whether this user may hold a seat: active, and not deciding on a request of their own. */
export function isEligible(user: FlowUser, approval: ApprovalConfig, request: Request): boolean {
  return user.active && !isSelfApproval(user.id, approval, request);
}

/** Whether seating this user would let them approve what they requested or started. */
export function isSelfApproval(userId: string, approval: ApprovalConfig, request: Request): boolean {
  if (approval.approvalType === 'self' || approval.allowSelfApproval) return false;
  return isOwnRequest(userId, request);
}
