import type { OpenSeat } from './find-seat.js';
import { happen, personOf } from './happen.js';
import type { Run } from './run.js';
import { takeSeat } from './take-seat.js';
import type { Flow, FlowActor, FlowUser } from './types.js';

/** How a seat comes to somebody else without its holder's doing. */
interface HandOver {
  /** Whoever replaces the holder was chosen, and does not rotate. */
  readonly event: 'reassigned' | 'replaced';
  readonly actor: FlowActor;
  readonly user: FlowUser;
  readonly comment?: string | null;
  /** What history says of it; snake_case. */
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Gives a seat to somebody who decides for themselves. */
export function* handOver(
  run: Run,
  { step, assignment, key }: OpenSeat,
  { event, actor, user, comment = null, data = {} }: HandOver,
): Flow {
  const { seatNo, turn, userId } = assignment;
  const { stepNumber } = step;
  run.change({
    kind: 'assignments_closed',
    assignments: [key],
    status: 'reassigned',
    actor,
    comment,
    formData: undefined,
    actedAt: run.now,
  });
  run.change({
    kind: 'seats_assigned',
    stepNumber,
    assignments: [takeSeat(run, step, user, { seatNo, turn: turn + 1, rotates: event === 'reassigned' })],
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
  yield* happen(run, {
    event: 'after_reassign',
    position: step.position,
    stepNumber,
    approvers: [personOf(user)],
  });
}
