import type { ApprovalConfig } from '../definition/types.js';
import { ask } from './ask.js';
import { isSelfApproval } from './candidates.js';
import { isInScope } from './delegate-scope.js';
import type { HeldSeat, OpenSeat } from './find-seat.js';
import { isExcluded } from './repeated-approver.js';
import type { Run } from './run.js';
import { together } from './together.js';
import type { AttachmentState, Flow, FlowUser } from './types.js';
import { hasVoice } from './voices.js';

/** The seats of people who are out of office, for which somebody may decide now: see {@link substituteFor}. */
export function* coveredSeats(
  run: Run,
  seats: readonly OpenSeat[],
  actorId: string,
): Flow<readonly HeldSeat[]> {
  const asked = seats.map((seat) => ({ seat, absent: absentSeat(run, seat, actorId) }));
  const possible = asked.filter(({ absent }) => isCoverable(absent, actorId));
  if (possible.length === 0) return [];
  const { userIds } = yield* ask({ kind: 'covered', userId: actorId });
  const named = possible.filter(({ absent }) => userIds.includes(absent.holderId));
  const covered = yield* together(named.map((one) => coveredSeat(run, one, actorId)));
  return covered.filter((seat) => seat !== null);
}

function* coveredSeat(
  run: Run,
  { seat, absent }: { readonly seat: OpenSeat; readonly absent: AbsentSeat },
  actorId: string,
): Flow<HeldSeat | null> {
  if (yield* isExcluded(run, seat.step, actorId)) return null;
  const actor = yield* substituteFor(absent, actorId);
  return actor && { ...seat, actor: { id: actor.id, name: actor.name }, isCovered: true };
}

function absentSeat(run: Run, { step, assignment }: OpenSeat, actorId: string): AbsentSeat {
  return {
    approval: run.approval(step),
    holderId: assignment.userId,
    request: run.state.attachment,
    hasVoice: hasVoice(step, actorId),
  };
}

/** An open seat of somebody who is out of office, for whoever would decide for them. */
export interface AbsentSeat {
  readonly approval: ApprovalConfig;
  readonly holderId: string;
  readonly request: Pick<AttachmentState, 'requesterId' | 'startedBy'>;
  /** Whether who would decide has a voice of their own on the step. */
  readonly hasVoice: boolean;
}

/**
 * Who decides for the holder of a seat, where somebody whom the holder has named may: active, not on a request of their
 * own, without a voice of their own on the step, and only as far as the approval allows delegation. `null` where not.
 */
export function* substituteFor(seat: AbsentSeat, actorId: string): Flow<FlowUser | null> {
  if (!isCoverable(seat, actorId)) return null;
  const { users } = yield* ask({ kind: 'users', ids: [actorId] });
  const actor = users.find(({ active }) => active);
  if (actor === undefined) return null;
  return (yield* isInScope(seat.approval, seat.holderId, actor)) ? actor : null;
}

/** What can be said of a substitute without asking anybody. */
function isCoverable({ approval, request, hasVoice: hasOwn }: AbsentSeat, actorId: string): boolean {
  return approval.allowDelegation && !hasOwn && !isSelfApproval(actorId, approval, request);
}
