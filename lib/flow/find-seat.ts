import { pickName } from '../definition/names.js';
import { WorkflowError } from '../errors.js';
import type { AssignmentKey, AssignmentState, FlowState, SeatCommand, StepState } from './types.js';

/** A seat that someone may decide for now. */
export interface OpenSeat {
  readonly step: StepState;
  readonly assignment: AssignmentState;
  readonly key: AssignmentKey;
}

/**
 * The one open seat that a command means.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_STARTED`, `ATTACHMENT_CLOSED`, `NOT_SEATED` where the actor holds no
 * such seat, `AMBIGUOUS_SEAT` where several are open and none is named
 */
export function findSeat(state: FlowState, { actorId, seat }: SeatCommand): OpenSeat {
  requireRunning(state);
  const seats = openSeats(state).filter(
    ({ step, assignment }) =>
      assignment.userId === actorId &&
      (seat.stepId === undefined || step.id === seat.stepId) &&
      (seat.assignmentId === undefined || assignment.id === seat.assignmentId),
  );
  const [only, another] = seats;
  if (only === undefined) {
    throw new WorkflowError('NOT_SEATED', 'This decision is not yours to make: you hold no open seat here.');
  }
  if (another !== undefined) throw ambiguous(state, seats);
  return only;
}

/** Every seat that is waiting for a decision. */
export function openSeats(state: FlowState): readonly OpenSeat[] {
  return state.steps
    .filter((step) => step.status === 'current')
    .flatMap((step) =>
      step.assignments
        .filter((assignment) => assignment.status === 'current')
        .map((assignment) => ({
          step,
          assignment,
          key: {
            stepNumber: step.stepNumber,
            seatNo: assignment.seatNo,
            turn: assignment.turn,
          },
        })),
    );
}

/** @throws WorkflowError `ATTACHMENT_NOT_STARTED` or `ATTACHMENT_CLOSED` */
function requireRunning({ attachment }: FlowState): void {
  if (attachment.status === 'in_progress') return;
  if (attachment.status === 'not_started') {
    throw new WorkflowError(
      'ATTACHMENT_NOT_STARTED',
      'This workflow has not been started yet. Start it first.',
    );
  }
  throw closed(attachment.status);
}

/** The refusal for an attachment that will never move again. */
export function closed(status: string): WorkflowError {
  return new WorkflowError('ATTACHMENT_CLOSED', `This workflow is ${status}: nothing is left to decide.`, {
    details: { status },
  });
}

function ambiguous(state: FlowState, seats: readonly OpenSeat[]): WorkflowError {
  return new WorkflowError(
    'AMBIGUOUS_SEAT',
    'You hold several open seats here. Name the one you mean with step_id or assignment_id.',
    {
      details: {
        seats: seats.map(({ step, assignment }) => ({
          step_id: step.id,
          assignment_id: assignment.id,
          seat_no: assignment.seatNo,
          stage: pickName(state.plan.positions[step.position]?.names ?? {}, []),
          on_behalf_of: assignment.onBehalfOf,
        })),
      },
    },
  );
}
