import type { ApprovalConfig, Position } from '../../definition/types.js';
import { closeStep } from '../steps/close-step.js';
import { complete } from './completion.js';
import { happen, personOf } from '../raise.js';
import { judge } from './evaluate-condition.js';
import type { Opening } from '../steps/open-step.js';
import { openStep } from '../steps/open-step.js';
import { pickHolders } from '../assignments/pick-holders.js';
import { describePlace } from './describe-position.js';
import type { Resolution, Skip } from '../steps/resolve-approval.js';
import { isProspect, resolveApproval } from '../steps/resolve-approval.js';
import { isOpenStep, isPending } from '../rules/step.js';
import type { Run } from '../run.js';
import { skipStep } from '../steps/skip-step.js';
import { strategyNameOf } from '../strategies/index.js';
import { SYSTEM_ACTOR } from '../types.js';
import { together } from '../together.js';
import type { Flow, FlowActor, StepState } from '../types.js';

/** The way from one position to another, or on from there. */
interface Way {
  /** `null` at the start. */
  readonly from: Position | null;
  /** The index of the position to enter; past the last one the attachment completes. */
  readonly to: number;
  readonly actor: FlowActor;
  /** Where a new round begins, for what was sent back. */
  readonly target?: number;
}

/** What the next approvals of a place come to. */
type Outcome = Opening | Skip;

/**
 * Opens what comes next at a position, once nothing is open there; where nothing is left, goes on to the next one.
 *
 * @throws WorkflowError see `resolveApproval` and `complete`
 */
export function* goOn(run: Run, here: Position): Flow {
  const steps = run.stepsHere();
  if (steps.some(isOpenStep)) return;
  const pending = steps.filter(isPending);
  const approvals = pending.map((step) => run.approval(step));
  const outcomes = yield* settle(run, yield* resolveNext(run, here, approvals));
  yield* carryOut(run, pending, outcomes);
  if (outcomes.some(isOpening)) return;
  yield* enterPosition(run, { from: here, to: here.index + 1, actor: SYSTEM_ACTOR });
}

/**
 * Stands the attachment at a position, or at the first one after it that is not skipped, and opens its first steps.
 * Who may be seated there is known before anything is moved.
 *
 * @throws WorkflowError see `resolveApproval` and `complete`
 */
export function* enterPosition(run: Run, { from, to, actor, target }: Way): Flow {
  const judged = new Map<number, boolean>();
  const isAhead = from !== null && from.index < to;
  if (isAhead && from.pipeline !== null) judged.set(from.pipeline.id, true);
  let here = from;
  for (const position of run.state.plan.positions.slice(to)) {
    if (!(yield* isWanted(run, position, judged))) {
      skipPlace(run, position);
      continue;
    }
    let resolutions = yield* resolveNext(run, position, position.approvals);
    if (resolutions.some(isProspect)) {
      const leg = { from: here, to: position, target };
      here = position;
      // What ran on the way in may have changed the object, and with it who is asked.
      if (yield* stand(run, leg, actor)) resolutions = yield* resolveNext(run, position, position.approvals);
    }
    const outcomes = yield* settle(run, resolutions);
    yield* carryOut(run, createSteps(run, position), outcomes);
    if (outcomes.some(isOpening)) return;
  }
  yield* complete(run, from);
}

/** Whether the conditions of a place hold. That of a pipeline is judged once, on the way in; in each round anew. */
function* isWanted(run: Run, position: Position, judged: Map<number, boolean>): Flow<boolean> {
  const { pipeline } = position;
  if (pipeline !== null) {
    const holds = judged.get(pipeline.id) ?? (yield* judge(run, position, pipeline.condition));
    judged.set(pipeline.id, holds);
    if (!holds) return false;
  }
  return yield* judge(run, position, position.condition);
}

/** Picks the holders of what opens. They are picked last, because whoever is picked by turn locks the rotation. */
function* settle(run: Run, resolutions: readonly Resolution[]): Flow<readonly Outcome[]> {
  return yield* together(resolutions.map((resolution) => settleOne(run, resolution)));
}

function* settleOne(run: Run, resolution: Resolution): Flow<Outcome> {
  if (!isProspect(resolution)) return resolution;
  return { ...resolution, holders: yield* pickHolders(run, resolution) };
}

function isOpening(outcome: Outcome): outcome is Opening {
  return 'holders' in outcome;
}

/** Resolves as many approvals as are passed over, and then the first group of which one opens. */
function* resolveNext(
  run: Run,
  place: Position,
  approvals: readonly ApprovalConfig[],
): Flow<readonly Resolution[]> {
  const resolutions: Resolution[] = [];
  for (const group of groupsOf(approvals)) {
    if (resolutions.some(isProspect)) break;
    resolutions.push(...(yield* together(group.map((approval) => resolveApproval(run, place, approval)))));
  }
  return resolutions;
}

/** Neighbours that share a parallel group, together; every other approval by itself. */
function groupsOf(approvals: readonly ApprovalConfig[]): readonly (readonly ApprovalConfig[])[] {
  const groups: ApprovalConfig[][] = [];
  for (const approval of approvals) {
    const last = groups.at(-1);
    const { parallelGroup } = approval;
    if (parallelGroup !== undefined && parallelGroup === last?.[0]?.parallelGroup) last.push(approval);
    else groups.push([approval]);
  }
  return groups;
}

/** Opens or skips the first of these steps; the others wait. */
function* carryOut(run: Run, steps: readonly StepState[], outcomes: readonly Outcome[]): Flow {
  const opened: [StepState, Opening][] = [];
  for (const [index, step] of steps.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) break;
    if (isOpening(outcome)) {
      openStep(run, step.stepNumber, outcome);
      opened.push([step, outcome]);
    } else {
      skipStep(run, step.stepNumber, outcome);
    }
  }
  for (const [{ stepNumber, position }, { holders }] of opened) {
    yield* happen(run, { event: 'on_step_open', position, stepNumber, approvers: holders.map(personOf) });
  }
}

/** One leg of a way. */
interface Leg {
  readonly from: Position | null;
  readonly to: Position;
  readonly target?: number | undefined;
}

/** @returns whether an action ran on the way in */
function* stand(run: Run, leg: Leg, actor: FlowActor): Flow<boolean> {
  run.change({ kind: 'attachment_changed', set: { position: leg.to.index } });
  return yield* move(run, leg, actor);
}

/** Inserts the steps of a position, pending. */
function createSteps(run: Run, position: Position): readonly StepState[] {
  const { round, stepCount } = run.state.attachment;
  run.change({
    kind: 'attachment_changed',
    set: { stepCount: stepCount + position.approvals.length },
  });
  run.change({
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

/** Passes over a place whose condition, or whose pipeline's, does not hold. */
function skipPlace(run: Run, position: Position): void {
  for (const { stepNumber } of createSteps(run, position)) closeStep(run, stepNumber, 'skipped');
  run.record({
    event: 'skipped',
    actor: SYSTEM_ACTOR,
    data: {
      ...describePlace(position),
      cause: 'condition',
      condition: position.condition,
      pipeline_condition: position.pipeline?.condition ?? null,
    },
  });
}

/**
 * Records the way from one position to another, and lets actions follow it; staying where one is, is none.
 *
 * @returns whether an action ran on it
 */
export function* move(run: Run, { from, to, target }: Leg, actor: FlowActor): Flow<boolean> {
  if (from === null || from.index === to.index) return false;
  run.record({ event: 'moved', actor, data: { from: describePlace(from), to: describePlace(to) } });
  const way = { position: to.index, from: from.index, ...(target === undefined ? {} : { target }) };
  const isElsewhere = from.pipeline?.id !== to.pipeline?.id;
  const hasChanged = isElsewhere && (yield* happen(run, { event: 'after_move_pipeline', ...way }));
  return (yield* happen(run, { event: 'after_move_stage', ...way })) || hasChanged;
}
