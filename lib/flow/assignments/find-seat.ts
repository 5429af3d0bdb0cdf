import { pickName } from '../../definition/names.js';
import { WorkflowError } from '../../errors.js';
import { substitutedSeats } from './substituted-seats.js';
import { requireInTime } from '../deadlines/deadline.js';
import { requireStarted } from '../rules/attachment.js';
import type { OpenSeat } from './open-seats.js';
import { openSeats } from './open-seats.js';
import type { Run } from '../run.js';
import type { SeatCommand } from '../commands/command.js';
import type { Flow, FlowActor } from '../types.js';

/** A seat, and who decides for it: its holder, or a substitute. */
export interface HeldSeat extends OpenSeat {
  readonly actor: FlowActor;
  readonly isSubstituted: boolean;
}

/**
 * The one open seat that a command means: one that the actor holds; else one of somebody who is out of office, and
 * for whom the actor may decide.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_STARTED`, `ATTACHMENT_CLOSED`, `NOT_SEATED` where the actor may decide for
 * no such seat, `AMBIGUOUS_SEAT` where several are open and none is named, `DEADLINE_PASSED` where it is too late
 */
export function* findSeat(run: Run, { actorId, seat, reason }: SeatCommand): Flow<HeldSeat> {
  requireStarted(run.state.attachment);
  const named = openSeats(run.state).filter(
    ({ step, assignment }) =>
      (seat.stepId === undefined || step.id === seat.stepId) &&
      (seat.assignmentId === undefined || assignment.id === seat.assignmentId),
  );
  const own = named.filter(({ assignment }) => assignment.userId === actorId).map(heldByItself);
  const seats = own.length > 0 ? own : yield* substitutedSeats(run, named, actorId);
  const [only, another] = seats;
  if (only === undefined) {
    throw new WorkflowError('NOT_SEATED', 'This decision is not yours to make: you hold no open seat here.');
  }
  if (another !== undefined) throw ambiguous(run, seats);
  requireInTime(run, only.step);
  run.causedBy({ actor: only.actor, onBehalfOf: principalOf(only), reason });
  return only;
}

/** For whom a seat is decided, where that is not who decides. */
function principalOf({ step, assignment, isSubstituted }: HeldSeat): FlowActor | null {
  const { userId, userName, onBehalfOf } = assignment;
  if (onBehalfOf === null) return isSubstituted ? { id: userId, name: userName } : null;
  const [owner = assignment] = step.assignments.filter((held) => held.userId === onBehalfOf);
  return { id: onBehalfOf, name: owner.userName };
}

function heldByItself(seat: OpenSeat): HeldSeat {
  const { userId, userName } = seat.assignment;
  return { ...seat, actor: { id: userId, name: userName }, isSubstituted: false };
}

function ambiguous(run: Run, seats: readonly OpenSeat[]): WorkflowError {
  return new WorkflowError(
    'AMBIGUOUS_SEAT',
    'You hold several open seats here. Name the one you mean with step_id or assignment_id.',
    {
      details: {
        seats: seats.map(({ step, assignment }) => ({
          step_id: step.id,
          assignment_id: assignment.id,
          seat_no: assignment.seatNo,
          stage: pickName(run.position(step.position).names, []),
          on_behalf_of: assignment.onBehalfOf,
        })),
      },
    },
  );
}
