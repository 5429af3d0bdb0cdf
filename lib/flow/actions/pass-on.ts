import { WorkflowError } from '../../errors.js';
import { ask } from '../ask.js';
import { isSelfApproval } from '../candidates.js';
import { closeSeat } from '../close-seat.js';
import type { OpenSeat } from '../find-seat.js';
import { findSeat } from '../find-seat.js';
import { refuseFormData } from '../requirements.js';
import type { Run } from '../run.js';
import { takeSeat } from '../take-seat.js';
import type { Flow, FlowCommand, FlowUser, SeatCommand } from '../types.js';

/**
 * Gives the seat to another user, who decides for it from now on.
 *
 * @throws WorkflowError `USER_NOT_FOUND`, `HOLDER_LOOP`, `SELF_APPROVAL`; see `findSeat`, `refuseFormData`
 */
export function* delegate(run: Run, command: Extract<FlowCommand, { action: 'delegated' }>): Flow {
  const seat = findSeat(run, command);
  refuseFormData(command);
  const { users } = yield* ask({ kind: 'users', ids: [command.userId] });
  const user = users.find((candidate) => candidate.active);
  if (user === undefined) {
    throw new WorkflowError('USER_NOT_FOUND', `There is no active user ${command.userId} to delegate to.`, {
      errors: [{ path: 'user_id', message: 'is not an active user' }],
    });
  }
  passOn(run, command, seat, user);
}

/**
 * Gives the seat to the holder's manager.
 *
 * @throws WorkflowError `NO_MANAGER`, `HOLDER_LOOP`, `SELF_APPROVAL`; see `findSeat`, `refuseFormData`
 */
export function* escalate(run: Run, command: SeatCommand): Flow {
  const seat = findSeat(run, command);
  refuseFormData(command);
  const { user } = yield* ask({ kind: 'manager', userId: seat.assignment.userId });
  if (user?.active !== true) {
    throw new WorkflowError('NO_MANAGER', 'You have no active manager to escalate to. Delegate instead.');
  }
  passOn(run, command, seat, user);
}

function passOn(run: Run, command: SeatCommand, seat: OpenSeat, user: FlowUser): void {
  const { seatNo, turn, onBehalfOf, userId } = seat.assignment;
  requireNewHolder(run, seat, user);
  closeSeat(run, command, seat, { user_id: user.id, user_name: user.name });
  run.change({
    kind: 'seats_assigned',
    stepNumber: seat.step.stepNumber,
    assignments: [
      takeSeat(run, run.approval(seat.step), user, {
        seatNo,
        turn: turn + 1,
        onBehalfOf: onBehalfOf ?? userId,
      }),
    ],
    assignedAt: run.now,
  });
}

/** @throws WorkflowError `SELF_APPROVAL`, `HOLDER_LOOP` */
function requireNewHolder(run: Run, { step, assignment }: OpenSeat, user: FlowUser): void {
  if (isSelfApproval(user.id, run.approval(step), run.state.attachment)) {
    throw new WorkflowError(
      'SELF_APPROVAL',
      `${user.name} requested or started this and may not decide on it.`,
    );
  }
  const held = step.assignments.filter(({ seatNo }) => seatNo === assignment.seatNo);
  if (held.some(({ userId }) => userId === user.id)) {
    throw new WorkflowError('HOLDER_LOOP', `${user.name} has already held this seat. Choose someone else.`);
  }
}
