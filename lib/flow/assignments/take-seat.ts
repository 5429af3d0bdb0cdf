import type { ApprovalConfig } from '../../definition/types.js';
import type { RoleId } from '../../types.js';
import { ask } from '../ask.js';
import type { NewAssignment } from '../events.js';
import { hoursAfter } from '../deadlines/deadline.js';
import { afterSeating, whoseTurn } from './rotation.js';
import type { Run } from '../run.js';
import type { Flow, FlowUser, StepState } from '../types.js';

/** At least one user. */
export type SomeUsers = readonly [FlowUser, ...FlowUser[]];

/** Which seat is taken, by which of its holders. */
interface SeatTurn {
  readonly seatNo: number;
  readonly turn: number;
  /** The original holder, where the new one decides for them. */
  readonly onBehalfOf?: string;
  /** Whether it passes on in rotation, where the strategy rotates. @defaultValue `true` */
  readonly rotates?: boolean;
}

/** Whether there is anyone in this list. */
export function isSomeone(users: readonly FlowUser[]): users is SomeUsers {
  return users.length > 0;
}

/** Asks for the rotation, picks whose turn it is, and moves the rotation on. */
export function* takeTurn(run: Run, approval: ApprovalConfig, candidates: SomeUsers): Flow<FlowUser> {
  const { seatedOrder } = yield* ask({ kind: 'rotation', approvalId: approval.id });
  const user = whoseTurn(present(candidates), seatedOrder);
  run.emit({
    kind: 'rotated',
    approvalId: approval.id,
    seatedOrder: afterSeating(user.id, seatedOrder),
  });
  return user;
}

/** Picks one, each as likely as any other. */
export function* takeChance(candidates: SomeUsers): Flow<FlowUser> {
  const users = present(candidates);
  const { index } = yield* ask({ kind: 'random', below: users.length });
  return users[index] ?? users[0];
}

/** Those who are not on leave; everyone, where all are. */
export function present(users: SomeUsers): SomeUsers {
  const there = users.filter(({ absent }) => !absent);
  return isSomeone(there) ? there : users;
}

/** A holder for a seat of a step, with the time at which a rotating one passes on. */
export function takeSeat(
  run: Run,
  step: Pick<StepState, 'strategy' | 'position' | 'approvalId'>,
  user: FlowUser,
  seat: SeatTurn,
): NewAssignment {
  const { seatNo, turn, onBehalfOf = null, rotates = true } = seat;
  const approval = run.approval(step);
  const isRotating = rotates && run.strategy(step.strategy).seating === 'rotation';
  return {
    seatNo,
    turn,
    userId: user.id,
    userName: user.name,
    onBehalfOf,
    rotationRole: isRotating ? roleOf(approval) : null,
    reassignAt: isRotating ? reassignmentTime(run, approval) : null,
  };
}

/** The role that an approval is shared within; `null` where it is not. */
export function roleOf(approval: ApprovalConfig): RoleId | null {
  if (approval.approvalType !== 'role' || approval.userRole === undefined) return null;
  return approval.userRole;
}

/** When a seat of this approval that is undecided passes on; `null` where it never does by time. */
export function reassignmentTime(run: Run, approval: ApprovalConfig): Date | null {
  if (approval.approvalType !== 'role' || approval.reassignAfterHours === undefined) return null;
  return hoursAfter(run, run.now, approval.reassignAfterHours);
}
