import type { Position } from '../../definition/types.js';
import { isOpenStep, isPending } from '../rules/step.js';
import type { Run } from '../run.js';
import { closeStep } from '../steps/close-step.js';
import { isOpening, openOrSkip, pickAllHolders, resolveNext } from '../steps/next-approvals.js';
import { isProspect } from '../steps/resolve-approval.js';
import { strategyNameOf } from '../strategies/index.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow, FlowActor, StepState } from '../types.js';
import { complete } from './completion.js';
import { describePosition } from './describe-position.js';
import { evaluateCondition } from './evaluate-condition.js';
import { moveTo } from './move.js';

/** Where an attachment goes on, and from where. */
interface Entry {
  /** `null` at the start. */
  readonly from: Position | null;
  /** The index of the position to enter; past the last one the attachment completes. */
  readonly to: number;
  readonly actor: FlowActor;
  /** Where a new round begins, for what was sent back. */
  readonly target?: number;
}

/**
 * Opens what comes next at a position, once nothing is open there; where nothing is left, goes on to the next one.
 *
 * @throws WorkflowError see `resolveApproval` and `complete`
 */
export function* openNextSteps(run: Run, here: Position): Flow {
  const steps = run.stepsHere();
  if (steps.some(isOpenStep)) return;
  const pending = steps.filter(isPending);
  const approvals = pending.map((step) => run.approval(step));
  const outcomes = yield* pickAllHolders(run, yield* resolveNext(run, here, approvals));
  yield* openOrSkip(run, pending, outcomes);
  if (outcomes.some(isOpening)) return;
  yield* enterPosition(run, { from: here, to: here.index + 1, actor: SYSTEM_ACTOR });
}

/**
 * Moves the attachment to a position, or to the first one after it that is not skipped, and opens its first steps.
 * Who may be seated there is known before anything is moved.
 *
 * @throws WorkflowError see `resolveApproval` and `complete`
 */
export function* enterPosition(run: Run, { from, to, actor, target }: Entry): Flow {
  const evaluated = new Map<number, boolean>();
  const isAhead = from !== null && from.index < to;
  if (isAhead && from.pipeline !== null) evaluated.set(from.pipeline.id, true);
  let here = from;
  for (const position of run.state.plan.positions.slice(to)) {
    if (!(yield* isWanted(run, position, evaluated))) {
      skipPosition(run, position);
      continue;
    }
    let resolutions = yield* resolveNext(run, position, position.approvals);
    if (resolutions.some(isProspect)) {
      const move = { from: here, to: position, target };
      here = position;
      // An action that ran on the move may have changed the object, and with it who is asked.
      if (yield* moveTo(run, move, actor))
        resolutions = yield* resolveNext(run, position, position.approvals);
    }
    const outcomes = yield* pickAllHolders(run, resolutions);
    yield* openOrSkip(run, createSteps(run, position), outcomes);
    if (outcomes.some(isOpening)) return;
  }
  yield* complete(run, from);
}

/** Whether the conditions of a position hold. That of a pipeline is evaluated once, when it is entered; in each round anew. */
function* isWanted(run: Run, position: Position, evaluated: Map<number, boolean>): Flow<boolean> {
  const { pipeline } = position;
  if (pipeline !== null) {
    const holds = evaluated.get(pipeline.id) ?? (yield* evaluateCondition(run, position, pipeline.condition));
    evaluated.set(pipeline.id, holds);
    if (!holds) return false;
  }
  return yield* evaluateCondition(run, position, position.condition);
}

/** Inserts the steps of a position, pending. */
function createSteps(run: Run, position: Position): readonly StepState[] {
  const { round, stepCount } = run.state.attachment;
  run.emit({
    kind: 'attachment_changed',
    set: { stepCount: stepCount + position.approvals.length },
  });
  run.emit({
    kind: 'steps_created',
    steps: position.approvals.map((approval, offset) => ({
      stepNumber: stepCount + offset + 1,
      position: position.index,
      round,
      approvalId: approval.id,
      strategy: strategyNameOf(approval),
      stageId: position.stage?.id ?? null,
    })),
  });
  return run.state.steps.filter(({ stepNumber }) => stepNumber > stepCount);
}

/** Passes over a position whose condition, or whose pipeline's, does not hold. */
function skipPosition(run: Run, position: Position): void {
  for (const { stepNumber } of createSteps(run, position)) closeStep(run, stepNumber, 'skipped');
  run.record({
    event: 'skipped',
    actor: SYSTEM_ACTOR,
    data: {
      ...describePosition(position),
      cause: 'condition',
      condition: position.condition,
      pipeline_condition: position.pipeline?.condition ?? null,
    },
  });
}
