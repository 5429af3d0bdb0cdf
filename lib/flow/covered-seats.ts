import { ask } from './ask.js';
import { isSelfApproval } from './candidates.js';
import { isInScope } from './delegate-scope.js';
import type { HeldSeat, OpenSeat } from './find-seat.js';
import type { Run } from './run.js';
import type { Flow } from './types.js';
import { hasVoice } from './voices.js';

/**
 * The seats of people who are out of office, for which somebody may decide now: not on their own request, not where
 * they have a voice of their own, and only as far as the approval allows delegation.
 */
export function* coveredSeats(
  run: Run,
  seats: readonly OpenSeat[],
  actorId: string,
): Flow<readonly HeldSeat[]> {
  const possible = seats.filter((seat) => mayCover(run, seat, actorId));
  if (possible.length === 0) return [];
  const { userIds } = yield* ask({ kind: 'covered', userId: actorId });
  const absent = possible.filter(({ assignment }) => userIds.includes(assignment.userId));
  if (absent.length === 0) return [];
  const { users } = yield* ask({ kind: 'users', ids: [actorId] });
  const actor = users.find(({ active }) => active);
  if (actor === undefined) return [];
  const covered: HeldSeat[] = [];
  for (const seat of absent) {
    if (!(yield* isInScope(run.approval(seat.step), seat.assignment.userId, actor))) continue;
    covered.push({ ...seat, actor: { id: actor.id, name: actor.name }, isCovered: true });
  }
  return covered;
}

function mayCover(run: Run, { step }: OpenSeat, actorId: string): boolean {
  const approval = run.approval(step);
  return (
    approval.allowDelegation &&
    !isSelfApproval(actorId, approval, run.state.attachment) &&
    !hasVoice(step, actorId)
  );
}
