/** What can be said of the seats of a step by their own state. */
import type { AssignmentStatus } from '../../types.js';
import type { AssignmentState, StepState } from '../types.js';

/** The statuses of a seat that somebody has decided. */
export const DECIDED_STATUSES = [
  'approved',
  'rejected',
  'needs_resubmission',
] as const satisfies readonly AssignmentStatus[];

type Status = Pick<AssignmentState, 'status'>;

/** Whether a seat waits for a decision of its holder. */
export function isOpenSeat({ status }: Status): boolean {
  return status === 'current';
}

/** Whether a seat was decided, by its holder or by a substitute. */
export function isDecided({ status }: Status): boolean {
  return DECIDED_STATUSES.some((decided) => decided === status);
}

/** Whether a seat fell away without a decision: it was taken away, or others had decided before. */
export function hasFallenAway({ status }: Status): boolean {
  return status === 'cancelled' || status === 'superseded';
}

/** Who decided a seat: its holder, or a substitute. */
export function deciderOf({ actorId, userId }: Pick<AssignmentState, 'actorId' | 'userId'>): string {
  return actorId ?? userId;
}

/** Whether someone holds an open seat of a step, or has decided one: nobody has two votes on a step. */
export function hasVote({ assignments }: Pick<StepState, 'assignments'>, userId: string): boolean {
  return assignments.some((held) => {
    if (isOpenSeat(held)) return held.userId === userId;
    return isDecided(held) && (held.userId === userId || deciderOf(held) === userId);
  });
}
