import type { ActionEvent } from '../../definition/types.js';
import type { AssignmentStatus } from '../../types.js';
import type { OpenSeat } from './open-seats.js';
import { raise, personOf } from '../raise.js';
import type { Run } from '../run.js';
import { takeSeat } from './take-seat.js';
import type { AssignmentState, Flow, FlowActor, FlowUser } from '../types.js';

/** The ways in which a seat comes to somebody else without its holder's doing. */
interface Passage {
  readonly status: AssignmentStatus;
  readonly raises: ActionEvent;
  /** Whether the new holder decides for the one before. */
  readonly isOnBehalf: boolean;
  /** Whether the seat goes on rotating, where the strategy rotates. */
  readonly rotates: (assignment: AssignmentState) => boolean;
}

const PASSAGES = {
  reassigned: { status: 'reassigned', raises: 'after_reassign', isOnBehalf: false, rotates: () => true },
  // Whoever replaces the holder was chosen.
  replaced: { status: 'reassigned', raises: 'after_reassign', isOnBehalf: false, rotates: () => false },
  delegated: { status: 'delegated', raises: 'after_delegate', isOnBehalf: true, rotates: isRotating },
  escalated: { status: 'escalated', raises: 'after_escalate', isOnBehalf: true, rotates: isRotating },
} as const satisfies Record<string, Passage>;

interface HandOver {
  readonly event: keyof typeof PASSAGES;
  readonly actor: FlowActor;
  readonly user: FlowUser;
  readonly comment?: string | null;
  /** What history says of it; snake_case. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Gives a seat to somebody else, as neither of them has asked for. */
export function* handOver(
  run: Run,
  { step, assignment, key }: OpenSeat,
  { event, actor, user, comment = null, data = {} }: HandOver,
): Flow {
  const { status, raises, isOnBehalf, rotates }: Passage = PASSAGES[event];
  const { seatNo, turn, userId, onBehalfOf } = assignment;
  const { stepNumber } = step;
  run.emit({
    kind: 'assignments_closed',
    assignments: [key],
    status,
    actor,
    comment,
    formData: undefined,
    actedAt: run.now,
  });
  const next = { seatNo, turn: turn + 1, rotates: rotates(assignment) };
  const principal = isOnBehalf ? { onBehalfOf: onBehalfOf ?? userId } : {};
  run.emit({
    kind: 'seats_assigned',
    stepNumber,
    assignments: [takeSeat(run, step, user, { ...next, ...principal })],
    assignedAt: run.now,
  });
  run.record({
    event,
    actor,
    stepNumber,
    assignment: key,
    comment,
    data: { ...data, from_user_id: userId, user_id: user.id, user_name: user.name },
  });
  yield* raise(run, {
    event: raises,
    position: step.position,
    stepNumber,
    approvers: [personOf(user)],
  });
}

function isRotating({ rotationRole }: AssignmentState): boolean {
  return rotationRole !== null;
}
