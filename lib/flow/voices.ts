import type { AssignmentState, StepState } from './types.js';

const DECISIONS: readonly AssignmentState['status'][] = ['approved', 'rejected', 'needs_resubmission'];

/** Whether a seat was decided, by whoever could. */
export function isDecided({ status }: AssignmentState): boolean {
  return DECISIONS.includes(status);
}

/** Who decided a seat: its holder, or whoever covered for them. */
export function deciderOf({ actorId, userId }: AssignmentState): string {
  return actorId ?? userId;
}

/** Whether someone holds an open seat of a step, or has decided one: nobody has two voices on a step. */
export function hasVoice({ assignments }: StepState, userId: string): boolean {
  return assignments.some((held) => {
    if (held.status === 'current') return held.userId === userId;
    return isDecided(held) && (held.userId === userId || deciderOf(held) === userId);
  });
}
