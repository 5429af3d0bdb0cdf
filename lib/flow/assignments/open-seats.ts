import { isOpenSeat } from '../rules/seat.js';
import { isOpenStep } from '../rules/step.js';
import type { AssignmentKey, AssignmentState, FlowState, StepState } from '../types.js';

/** A seat that someone may decide for now. */
export interface OpenSeat {
  readonly step: StepState;
  readonly assignment: AssignmentState;
  readonly key: AssignmentKey;
}

/** Every seat that is waiting for a decision. */
export function openSeats({ steps }: Pick<FlowState, 'steps'>): readonly OpenSeat[] {
  return steps.filter(isOpenStep).flatMap(openSeatsOf);
}

/** Those of one step. */
export function openSeatsOf(step: StepState): readonly OpenSeat[] {
  const { stepNumber } = step;
  return step.assignments.filter(isOpenSeat).map((assignment) => {
    const { seatNo, turn } = assignment;
    return { step, assignment, key: { stepNumber, seatNo, turn } };
  });
}
