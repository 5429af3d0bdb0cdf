import type { ApprovalConfig } from '../../definition/types.js';
import { ask } from '../ask.js';
import { isInScope } from './delegate-scope.js';
import { openSeats } from '../assignments/open-seats.js';
import { approvalOf } from '../positions/plan.js';
import type { AttachmentState, Flow, FlowState, FlowUser } from '../types.js';
import { takesDecisions } from './attachment.js';
import { isSelfApproval } from './eligible.js';
import { isOverdue, isTooLate } from './step.js';

/** An open seat, and somebody who would decide for it: its holder, or one whom its holder has named. */
export interface SeatInQuestion {
  readonly approval: ApprovalConfig;
  readonly holderId: string;
  readonly request: Pick<AttachmentState, 'requesterId' | 'startedBy'>;
  /** Whether its step is due, or was before. */
  readonly isOverdue: boolean;
  /** Whether who would decide has a vote of their own on the step. */
  readonly hasVote: boolean;
  /** Whether the workflow asks for someone else than who would decide, because an approval of theirs stands. */
  readonly isExcluded: boolean;
}

/**
 * Whether somebody may decide for an open seat now: it is not too late, and the seat is their own, or they may be the
 * substitute of its holder. Whether the attachment takes decisions is for {@link takesDecisions} to say.
 */
export function* mayDecide(seat: SeatInQuestion, userId: string): Flow<boolean> {
  if (isTooLate(seat.approval, seat.isOverdue)) return false;
  return seat.holderId === userId || (yield* substituteFor(seat, userId)) !== null;
}

/**
 * Who decides for the holder of a seat, where somebody whom the holder has named may: active, not on a request of their
 * own, without a vote of their own on the step, and only as far as the approval allows delegation. `null` where not.
 */
export function* substituteFor(seat: SeatInQuestion, userId: string): Flow<FlowUser | null> {
  if (seat.isExcluded || !mayBeSubstitute(seat, userId)) return null;
  const { users } = yield* ask({ kind: 'users', ids: [userId] });
  const substitute = users.find(({ active }) => active);
  if (substitute === undefined) return null;
  return (yield* isInScope(seat.approval, seat.holderId, substitute)) ? substitute : null;
}

/** What can be said of a substitute without asking anybody. */
export function mayBeSubstitute(
  { approval, request, hasVote }: Omit<SeatInQuestion, 'isExcluded'>,
  userId: string,
): boolean {
  return approval.allowDelegation && !hasVote && !isSelfApproval(userId, approval, request);
}

/** Whether a user may decide now for an open seat of their own. */
export function mayDecideOwn(state: FlowState, userId: string, now: Date): boolean {
  if (!takesDecisions(state.attachment)) return false;
  const own = openSeats(state).filter(({ assignment }) => assignment.userId === userId);
  return own.some(({ step }) => !isTooLate(approvalOf(state.plan, step), isOverdue(step, now)));
}
