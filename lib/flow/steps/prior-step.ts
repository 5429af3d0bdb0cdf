import { deciderOf, isDecided } from '../rules/seat.js';
import type { AssignmentState, PriorStep } from '../types.js';

/** A step, and of its seats at least those that were decided. */
interface StepWithDecisions extends Pick<PriorStep, 'stepNumber' | 'position' | 'round' | 'status'> {
  readonly assignments: readonly Pick<AssignmentState, 'status' | 'actorId' | 'userId'>[];
}

/** What is kept in mind of a step that was left behind. */
export function toPriorStep({
  assignments,
  stepNumber,
  position,
  round,
  status,
}: StepWithDecisions): PriorStep {
  const decided = assignments.filter(isDecided);
  return {
    stepNumber,
    position,
    round,
    status,
    decidedBy: decided.map(deciderOf),
    approvedBy: decided.filter((held) => held.status === 'approved').map(deciderOf),
  };
}
