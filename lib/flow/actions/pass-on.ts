import { WorkflowError } from '../../errors.js';
import { ask } from '../ask.js';
import { isSelfApproval } from '../candidates.js';
import { closeSeat } from '../close-seat.js';
import type { OpenSeat } from '../find-seat.js';
import { findSeat } from '../find-seat.js';
import { seat as newSeat } from '../open-step.js';
import { refuseFormData } from '../requirements.js';
import type { Run } from '../run.js';
import type { Flow, FlowCommand, FlowUser, SeatCommand } from '../types.js';

/**
 * Gives the seat to another user, who decides for it from now on.
 *
 * @throws WorkflowError `USER_NOT_FOUND`, `HOLDER_LOOP`, `SELF_APPROVAL`; see `findSeat`
 */
export function* delegate(run: Run, command: Extract<FlowCommand, { action: 'delegated' }>): Flow {
  refuseFormData(command);
  const seat = findSeat(run.state, command);
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
 * @throws WorkflowError `NO_MANAGER`, `HOLDER_LOOP`, `SELF_APPROVAL`; see `findSeat`
 */
export function* escalate(run: Run, command: SeatCommand): Flow {
  refuseFormData(command);
  const seat = findSeat(run.state, command);
  const { user } = yield* ask({
    kind: 'manager',
    userId: seat.assignment.userId,
  });
  if (user?.active !== true) {
    throw new WorkflowError('NO_MANAGER', 'You have no active manager to escalate to. Delegate instead.');
  }
  passOn(run, command, seat, user);
}

function passOn(run: Run, command: SeatCommand, seat: OpenSeat, user: FlowUser): void {
  const { step, assignment } = seat;
  const approval = run.approval(step);
  if (isSelfApproval(user.id, approval, run.state.attachment)) {
    throw new WorkflowError(
      'SELF_APPROVAL',
      `${user.name} requested or started this and may not decide on it.`,
    );
  }
  const held = step.assignments.filter((candidate) => candidate.seatNo === assignment.seatNo);
  if (held.some((candidate) => candidate.userId === user.id)) {
    throw new WorkflowError('HOLDER_LOOP', `${user.name} has already held this seat. Choose someone else.`);
  }
  closeSeat(run, command, seat, { user_id: user.id, user_name: user.name });
  run.change({
    kind: 'seats_assigned',
    stepNumber: step.stepNumber,
    assignments: [
      newSeat(run, approval, user, {
        seatNo: assignment.seatNo,
        turn: assignment.turn + 1,
        onBehalfOf: assignment.onBehalfOf ?? assignment.userId,
      }),
    ],
    assignedAt: run.now,
  });
}
