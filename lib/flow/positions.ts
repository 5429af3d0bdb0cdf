import type { Position } from '../definition/types.js';
import type { ClosedStatus } from './lifecycle.js';
import { openStep } from './open-step.js';
import { describePlace } from './place.js';
import type { Run } from './run.js';
import { strategyOf } from './strategies/index.js';
import { SYSTEM_ACTOR } from './types.js';
import type { Flow, FlowActor } from './types.js';

/** Stands the attachment at a position: inserts all its steps, opens the first. */
export function* enterPosition(run: Run, position: Position): Flow {
  const { round, stepCount } = run.state.attachment;
  run.change({
    kind: 'attachment_changed',
    set: { position: position.index, stepCount: stepCount + position.approvals.length },
  });
  run.change({
    kind: 'steps_created',
    steps: position.approvals.map((approval, offset) => ({
      stepNumber: stepCount + offset + 1,
      position: position.index,
      round,
      approvalId: approval.id,
      strategy: strategyOf(approval),
      stageId: position.stage?.id ?? null,
    })),
  });
  yield* goOn(run, position);
}

/** Opens the next pending step of a position; where none is left, moves to the next one or completes. */
export function* goOn(run: Run, here: Position): Flow {
  const pending = run.stepsHere().find(({ status }) => status === 'pending');
  if (pending !== undefined) {
    yield* openStep(run, pending);
    return;
  }
  const next = run.state.plan.positions[here.index + 1];
  if (next === undefined) {
    closeAttachment(run, 'completed');
    run.record({ event: 'completed', actor: SYSTEM_ACTOR });
    return;
  }
  recordMove(run, { from: here, to: next }, SYSTEM_ACTOR);
  yield* enterPosition(run, next);
}

/** Ends the attachment; a completed one stands nowhere any more. */
export function closeAttachment(run: Run, status: ClosedStatus): void {
  run.change({
    kind: 'attachment_changed',
    set: status === 'completed' ? { status, position: null } : { status },
    closedAt: run.now,
  });
}

/** Records the way from one position to another. */
export function recordMove(
  run: Run,
  { from, to }: { readonly from: Position; readonly to: Position },
  actor: FlowActor,
): void {
  run.record({ event: 'moved', actor, data: { from: describePlace(from), to: describePlace(to) } });
}
