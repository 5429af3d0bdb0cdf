import { ask } from '../ask.js';
import { isEligible } from '../candidates.js';
import type { OpenSeat } from '../find-seat.js';
import { openSeats } from '../find-seat.js';
import type { Run } from '../run.js';
import { isSomeone, reassignmentTime, takeSeat, takeTurn } from '../take-seat.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow, FlowUser } from '../types.js';

/**
 * Passes a rotating seat to the next member, if it is overdue or its holder is no longer one. Does nothing
 * where the seat has moved on meanwhile. With nobody else to seat it stays; an overdue one is reminded of, and
 * its clock starts again.
 */
export function* reassign(run: Run, assignmentId: number): Flow {
  const open = openSeats(run.state).find(({ assignment }) => assignment.id === assignmentId);
  if (open === undefined || open.assignment.rotationRole === null) return;
  const { rotationRole, reassignAt } = open.assignment;
  const { users } = yield* ask({ kind: 'role_members', role: rotationRole });
  const isOverdue = reassignAt !== null && reassignAt <= run.now;
  const hasLeft = isGone(open, users);
  if (!isOverdue && !hasLeft) return;
  const candidates = nextHolders(run, open, users);
  if (isSomeone(candidates)) {
    const user = yield* takeTurn(run, run.approval(open.step), candidates);
    handOver(run, open, user, hasLeft ? 'holder_left' : 'overdue');
  } else if (isOverdue) {
    remind(run, open);
  }
}

/** Whoever the seat was delegated or escalated to need not be a member of the role. */
function isGone({ assignment }: OpenSeat, members: readonly FlowUser[]): boolean {
  if (assignment.onBehalfOf !== null) return false;
  return !members.some((user) => user.id === assignment.userId && user.active);
}

/** Of the other eligible members those who have held this seat least often: everyone once before anyone twice. */
function nextHolders(
  run: Run,
  { step, assignment }: OpenSeat,
  members: readonly FlowUser[],
): readonly FlowUser[] {
  const approval = run.approval(step);
  const turnsOf = (user: FlowUser): number =>
    step.assignments.filter((held) => held.seatNo === assignment.seatNo && held.userId === user.id).length;
  const others = members.filter(
    (user) => user.id !== assignment.userId && isEligible(user, approval, run.state.attachment),
  );
  const fewest = Math.min(...others.map(turnsOf));
  return others.filter((user) => turnsOf(user) === fewest);
}

function handOver(run: Run, { step, assignment, key }: OpenSeat, user: FlowUser, cause: string): void {
  const { seatNo, turn, userId } = assignment;
  run.change({
    kind: 'assignments_closed',
    assignments: [key],
    status: 'reassigned',
    actor: SYSTEM_ACTOR,
    comment: null,
    formData: undefined,
    actedAt: run.now,
  });
  run.change({
    kind: 'seats_assigned',
    stepNumber: step.stepNumber,
    assignments: [takeSeat(run, run.approval(step), user, { seatNo, turn: turn + 1 })],
    assignedAt: run.now,
  });
  run.record({
    event: 'reassigned',
    actor: SYSTEM_ACTOR,
    stepNumber: step.stepNumber,
    assignment: key,
    data: { cause, from_user_id: userId, user_id: user.id, user_name: user.name },
  });
}

function remind(run: Run, { step, key }: OpenSeat): void {
  const reassignAt = reassignmentTime(run.approval(step), run.now);
  if (reassignAt !== null) run.change({ kind: 'reassignment_postponed', assignment: key, reassignAt });
  run.record({ event: 'reminded', actor: SYSTEM_ACTOR, stepNumber: step.stepNumber, assignment: key });
}
