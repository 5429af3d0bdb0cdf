import { ask } from '../ask.js';
import { candidatesFor } from '../assignments/candidates.js';
import { isEligible } from '../rules/eligible.js';
import type { CommandOf } from './command.js';
import type { OpenSeat } from '../assignments/open-seats.js';
import { openSeats } from '../assignments/open-seats.js';
import { handOver } from '../assignments/hand-over.js';
import { raise } from '../raise.js';
import type { ReassignOutcome } from './outcome.js';
import { removeSeat } from '../assignments/remove-seat.js';
import type { Run } from '../run.js';
import { pickHolder } from '../assignments/pick-holders.js';
import { stillToAsk } from '../assignments/repeated-approver.js';
import { isSomeone, present, reassignmentTime, takeTurn } from '../assignments/take-seat.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow, FlowUser } from '../types.js';
import { hasVote } from '../rules/seat.js';

/**
 * Passes a seat on that is overdue in its rotation, or whose holder is on leave, no longer active, or no longer in
 * the role it rotates in. Does nothing where the seat has moved on meanwhile. What becomes of the seat of somebody
 * who left is said by `on_inactive_approver`. An overdue seat that nobody else can take stays; it is reminded of,
 * and its clock starts again.
 *
 * @throws WorkflowError see `removeSeat`
 */
export function* reassign(run: Run, { assignmentId }: CommandOf<'reassigned'>): Flow<ReassignOutcome> {
  const open = openSeats(run.state).find(({ assignment }) => assignment.id === assignmentId);
  if (open === undefined) return 'not_due';
  const { reassignAt, rotationRole } = open.assignment;
  const isOverdue = reassignAt !== null && reassignAt <= run.now;
  const members =
    rotationRole === null ? [] : (yield* ask({ kind: 'role_members', role: rotationRole })).users;
  const cause = yield* whyGone(open, members);
  if (cause !== null) return yield* withoutHolder(run, open, { cause, isOverdue, members });
  if (!isOverdue && !isOnLeave(open, members)) return 'not_due';
  return yield* rotate(run, open, { isOverdue, members });
}

/** Whether the holder of a rotating seat is on leave. A delegate of theirs need not be a member, so that nothing is known of one. */
function isOnLeave({ assignment }: OpenSeat, members: readonly FlowUser[]): boolean {
  const { userId, onBehalfOf } = assignment;
  return onBehalfOf === null && members.some(({ id, absent }) => id === userId && absent);
}

/** Why a holder can no longer decide; `null` for one who can. A delegate need not be a member. */
function* whyGone(
  { assignment }: OpenSeat,
  members: readonly FlowUser[],
): Flow<'holder_left' | 'holder_inactive' | null> {
  const { userId, rotationRole, onBehalfOf } = assignment;
  if (rotationRole !== null && onBehalfOf === null) {
    const member = members.find(({ id }) => id === userId);
    if (member === undefined) return 'holder_left';
    return member.active ? null : 'holder_inactive';
  }
  const { users } = yield* ask({ kind: 'users', ids: [userId] });
  return users.some(({ active }) => active) ? null : 'holder_inactive';
}

interface Rotation {
  readonly isOverdue: boolean;
  /** Of the role in which the seat rotates. */
  readonly members: readonly FlowUser[];
}

interface Vacated extends Rotation {
  readonly cause: string;
}

/** What the approval says for a holder who left: somebody else, one seat less, or nothing yet. */
function* withoutHolder(
  run: Run,
  open: OpenSeat,
  { cause, isOverdue, members }: Vacated,
): Flow<ReassignOutcome> {
  const { onInactiveApprover, onNoApprover } = run.approval(open.step);
  if (onInactiveApprover === 'skip') return yield* remove(run, open, cause);
  const candidates = onInactiveApprover === 'fail' ? [] : yield* successors(run, open, members);
  if (isSomeone(candidates)) {
    const { step } = open;
    const strategy = run.strategy(step.strategy);
    const user = yield* pickHolder(run, { approval: run.approval(step), strategy, candidates });
    return yield* move(run, open, { user, cause });
  }
  if (onInactiveApprover === 'fail' || (isRotating(open) && onNoApprover === 'fail')) {
    return isOverdue ? yield* remind(run, open) : 'not_due';
  }
  return yield* remove(run, open, cause);
}

function* move(
  run: Run,
  open: OpenSeat,
  { user, cause }: { readonly user: FlowUser; readonly cause: string },
): Flow<ReassignOutcome> {
  yield* handOver(run, open, { event: 'reassigned', actor: SYSTEM_ACTOR, user, data: { cause } });
  return 'moved';
}

function* remove(run: Run, open: OpenSeat, cause: string): Flow<ReassignOutcome> {
  yield* removeSeat(run, open, cause);
  return 'removed';
}

/** Gives an overdue seat to the next member, and that of somebody on leave to the next who is not. */
function* rotate(run: Run, open: OpenSeat, { isOverdue, members }: Rotation): Flow<ReassignOutcome> {
  const candidates = yield* nextInTurn(run, open, members);
  if (isSomeone(candidates) && (isOverdue || candidates.some(({ absent }) => !absent))) {
    const user = yield* takeTurn(run, run.approval(open.step), candidates);
    return yield* move(run, open, { user, cause: isOverdue ? 'overdue' : 'holder_absent' });
  }
  return isOverdue ? yield* remind(run, open) : 'not_due';
}

function isRotating({ assignment }: OpenSeat): boolean {
  return assignment.rotationRole !== null;
}

/** Who could take the seat of somebody who left: first the one who passed it on to them, then the strategy's others. */
function* successors(run: Run, open: OpenSeat, members: readonly FlowUser[]): Flow<readonly FlowUser[]> {
  const { step, assignment } = open;
  const approval = run.approval(step);
  if (assignment.onBehalfOf !== null) {
    const { users } = yield* ask({ kind: 'users', ids: [assignment.onBehalfOf] });
    const back = users.filter(
      (user) => isEligible(user, approval, run.state.attachment) && !hasVote(step, user.id),
    );
    if (back.length > 0) return back;
  }
  if (isRotating(open)) return yield* nextInTurn(run, open, members);
  const candidates = yield* candidatesFor(run, run.position(step.position), approval);
  const others = candidates.filter(({ id }) => !hasVote(step, id));
  return yield* stillToAsk(run, step, others);
}

/**
 * Of the other eligible members, without those on leave where another is there, those who have held this seat least
 * often: everyone once before anyone twice.
 */
function* nextInTurn(
  run: Run,
  { step, assignment }: OpenSeat,
  members: readonly FlowUser[],
): Flow<readonly FlowUser[]> {
  const approval = run.approval(step);
  const turnsOf = (user: FlowUser): number =>
    step.assignments.filter((held) => held.seatNo === assignment.seatNo && held.userId === user.id).length;
  const others = members.filter(
    (user) => user.id !== assignment.userId && isEligible(user, approval, run.state.attachment),
  );
  const wanted = yield* stillToAsk(run, step, others);
  const there = isSomeone(wanted) ? present(wanted) : [];
  const fewest = Math.min(...there.map(turnsOf));
  return there.filter((user) => turnsOf(user) === fewest);
}

function* remind(run: Run, { step, assignment, key }: OpenSeat): Flow<ReassignOutcome> {
  const reassignAt = reassignmentTime(run, run.approval(step));
  if (reassignAt !== null) run.emit({ kind: 'reassignment_postponed', assignment: key, reassignAt });
  run.record({ event: 'reminded', actor: SYSTEM_ACTOR, stepNumber: step.stepNumber, assignment: key });
  const { position, stepNumber } = step;
  const approvers = [{ id: assignment.userId, name: assignment.userName }];
  yield* raise(run, { event: 'on_reminder', position, stepNumber, approvers });
  return 'stayed';
}
