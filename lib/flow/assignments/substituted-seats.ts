import { ask } from '../ask.js';
import type { HeldSeat } from './find-seat.js';
import type { OpenSeat } from './open-seats.js';
import { isExcluded } from './repeated-approver.js';
import type { SeatInQuestion } from '../rules/may-decide.js';
import { mayBeSubstitute, substituteFor } from '../rules/may-decide.js';
import { hasVote } from '../rules/seat.js';
import { isOverdue } from '../rules/step.js';
import type { Run } from '../run.js';
import { together } from '../together.js';
import type { Flow } from '../types.js';

/** The seats of people who are out of office, for which somebody may decide now: see {@link substituteFor}. */
export function* substitutedSeats(
  run: Run,
  seats: readonly OpenSeat[],
  actorId: string,
): Flow<readonly HeldSeat[]> {
  const possible = seats.filter((seat) => mayBeSubstitute(askedOf(run, seat, actorId), actorId));
  if (possible.length === 0) return [];
  const { userIds } = yield* ask({ kind: 'substituted', userId: actorId });
  const named = possible.filter(({ assignment }) => userIds.includes(assignment.userId));
  const found = yield* together(named.map((seat) => substitutedSeat(run, seat, actorId)));
  return found.filter((seat) => seat !== null);
}

function* substitutedSeat(run: Run, seat: OpenSeat, actorId: string): Flow<HeldSeat | null> {
  const actor = yield* substituteFor(yield* questionAbout(run, seat, actorId), actorId);
  return actor && { ...seat, actor: { id: actor.id, name: actor.name }, isSubstituted: true };
}

/** A seat, and what is to be asked of somebody who would decide for it. */
export function* questionAbout(run: Run, seat: OpenSeat, userId: string): Flow<SeatInQuestion> {
  return { ...askedOf(run, seat, userId), isExcluded: yield* isExcluded(run, seat.step, userId) };
}

function askedOf(
  run: Run,
  { step, assignment }: OpenSeat,
  userId: string,
): Omit<SeatInQuestion, 'isExcluded'> {
  return {
    approval: run.approval(step),
    holderId: assignment.userId,
    request: run.state.attachment,
    isOverdue: isOverdue(step, run.now),
    hasVote: hasVote(step, userId),
  };
}
