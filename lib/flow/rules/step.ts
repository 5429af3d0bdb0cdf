/** What can be said of a step by its own state, and by what its approval says of it. */
import type { ApprovalConfig } from '../../definition/types.js';
import type { StepState } from '../types.js';

type Status = Pick<StepState, 'status'>;

/** Whether a step waits for decisions. */
export function isOpenStep({ status }: Status): boolean {
  return status === 'current';
}

/** Whether the turn of a step is still to come. */
export function isPending({ status }: Status): boolean {
  return status === 'pending';
}

/** Whether a step has not ended yet. */
export function isUnfinished(step: Status): boolean {
  return isOpenStep(step) || isPending(step);
}

/** Whether a step counts as approved: one that was skipped does not. */
export function isApproved({ status }: Status): boolean {
  return status === 'approved';
}

/** Whether a step is due, or was before. */
export function isOverdue<Step extends Pick<StepState, 'dueAt'>>(
  step: Step,
  now: Date,
): step is Step & { readonly dueAt: Date } {
  return step.dueAt !== null && step.dueAt <= now;
}

/** Whether a step can no longer be decided, because it is overdue and its approval refuses a late decision. */
export function isTooLate({ lateDecision }: ApprovalConfig, isDue: boolean): boolean {
  return isDue && lateDecision === 'refuse';
}
