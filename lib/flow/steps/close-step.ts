import type { StepStatus } from '../../types.js';
import { openSeats } from '../assignments/open-seats.js';
import { isUnfinished } from '../rules/step.js';
import type { Run } from '../run.js';
import { SYSTEM_ACTOR } from '../types.js';

/** How a step that was opened, or waited to be, can end. */
type ClosedStepStatus = Exclude<StepStatus, 'pending' | 'current'>;

/** Closes a step, with the seats of it that nobody has decided. */
export function closeStep(run: Run, stepNumber: number, status: ClosedStepStatus): void {
  const undecided = openSeats(run.state).filter(({ key }) => key.stepNumber === stepNumber);
  if (undecided.length > 0) {
    run.emit({
      kind: 'assignments_closed',
      assignments: undecided.map(({ key }) => key),
      status: status === 'cancelled' ? 'cancelled' : 'superseded',
      actor: SYSTEM_ACTOR,
      comment: null,
      formData: undefined,
      actedAt: run.now,
    });
  }
  run.emit({ kind: 'step_closed', stepNumber, status, closedAt: run.now });
}

/** Cancels every step at the current position that has not ended yet. */
export function cancelSteps(run: Run): void {
  const unfinished = run.stepsHere().filter(isUnfinished);
  for (const { stepNumber } of unfinished) closeStep(run, stepNumber, 'cancelled');
}
