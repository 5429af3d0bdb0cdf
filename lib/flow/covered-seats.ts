import type { ApprovalConfig } from '../definition/types.js';
import { ask } from './ask.js';
import { isSelfApproval } from './candidates.js';
import { isInScope } from './delegate-scope.js';
import type { HeldSeat, OpenSeat } from './find-seat.js';
import { isExcluded } from './repeated-approver.js';
import type { Run } from './run.js';
import type { AttachmentState, Flow } from './types.js';
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
    if (yield* isExcluded(run, seat.step, actorId)) continue;
    if (!(yield* isInScope(run.approval(seat.step), seat.assignment.userId, actor))) continue;
    covered.push({ ...seat, actor: { id: actor.id, name: actor.name }, isCovered: true });
  }
  return covered;
}

function mayCover(run: Run, { step }: OpenSeat, actorId: string): boolean {
  return isCoverable(run.approval(step), run.state.attachment, actorId) && !hasVoice(step, actorId);
}

/** Whether an approval lets this user decide for others, wherever they have no voice on the step themselves. */
export function isCoverable(
  approval: ApprovalConfig,
  request: Pick<AttachmentState, 'requesterId' | 'startedBy'>,
  actorId: string,
): boolean {
  return approval.allowDelegation && !isSelfApproval(actorId, approval, request);
}
