import { WorkflowError } from '../../errors.js';
import { ask } from '../ask.js';
import { closeSeat } from '../assignments/close-seat.js';
import type { CommandOf, SeatCommand } from './command.js';
import { isInScope } from '../rules/delegate-scope.js';
import type { HeldSeat } from '../assignments/find-seat.js';
import { findSeat } from '../assignments/find-seat.js';
import { raise, personOf } from '../raise.js';
import { requireNewHolder } from '../assignments/new-holder.js';
import { refuseFormData } from '../rules/requirements.js';
import type { Run } from '../run.js';
import { takeSeat } from '../assignments/take-seat.js';
import type { Flow, FlowUser } from '../types.js';

/**
 * Gives the seat to another user, who decides for it from now on.
 *
 * @throws WorkflowError `DELEGATION_NOT_ALLOWED`, `USER_NOT_FOUND`, `DELEGATE_OUT_OF_SCOPE`, `HOLDER_LOOP`,
 * `ALREADY_SEATED`, `SELF_APPROVAL`; see `findSeat`, `refuseFormData`
 */
export function* delegate(run: Run, command: CommandOf<'delegated'>): Flow {
  const seat = yield* findSeat(run, command);
  refuseFormData(command);
  const approval = run.approval(seat.step);
  if (!approval.allowDelegation) {
    throw new WorkflowError(
      'DELEGATION_NOT_ALLOWED',
      'This approval must not be delegated. Decide yourself.',
    );
  }
  const { users } = yield* ask({ kind: 'users', ids: [command.userId] });
  const user = users.find((candidate) => candidate.active);
  if (user === undefined) {
    throw new WorkflowError('USER_NOT_FOUND', `There is no active user ${command.userId} to delegate to.`, {
      errors: [{ path: 'user_id', message: 'is not an active user' }],
    });
  }
  if (!(yield* isInScope(approval, seat.assignment.userId, user))) {
    const { delegateScope: scope } = approval;
    throw new WorkflowError(
      'DELEGATE_OUT_OF_SCOPE',
      `This approval may be delegated within the ${scope} only, which ${user.name} is not in.`,
      { errors: [{ path: 'user_id', message: `is not in the ${scope}` }] },
    );
  }
  yield* passOn(run, command, seat, user);
}

/**
 * Gives the seat to the holder's manager.
 *
 * @throws WorkflowError `NO_MANAGER`, `HOLDER_LOOP`, `ALREADY_SEATED`, `SELF_APPROVAL`; see `findSeat`,
 * `refuseFormData`
 */
export function* escalate(run: Run, command: SeatCommand): Flow {
  const seat = yield* findSeat(run, command);
  refuseFormData(command);
  const { user } = yield* ask({ kind: 'manager', userId: seat.assignment.userId });
  if (user?.active !== true) {
    throw new WorkflowError('NO_MANAGER', 'You have no active manager to escalate to. Delegate instead.');
  }
  yield* passOn(run, command, seat, user);
}

function* passOn(run: Run, command: SeatCommand, seat: HeldSeat, user: FlowUser): Flow {
  const { step, assignment } = seat;
  const { seatNo, turn, userId, onBehalfOf: owner } = assignment;
  const held = step.assignments.filter((other) => other.seatNo === seatNo);
  if (held.some((other) => other.userId === user.id)) {
    throw new WorkflowError('HOLDER_LOOP', `${user.name} has already held this seat. Choose someone else.`);
  }
  yield* requireNewHolder(run, seat, user);
  closeSeat(run, command, seat, { user_id: user.id, user_name: user.name });
  const onBehalfOf = owner ?? userId;
  const rotates = assignment.rotationRole !== null;
  run.emit({
    kind: 'seats_assigned',
    stepNumber: step.stepNumber,
    assignments: [takeSeat(run, step, user, { seatNo, turn: turn + 1, onBehalfOf, rotates })],
    assignedAt: run.now,
  });
  const event = command.kind === 'delegated' ? 'after_delegate' : 'after_escalate';
  const { position, stepNumber } = step;
  yield* raise(run, { event, position, stepNumber, approvers: [personOf(user)] });
}
