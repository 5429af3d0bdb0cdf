import type { Position } from '../../definition/types.js';
import { ask } from '../ask.js';
import { standing } from '../rules/standing.js';
import { isApproved } from '../rules/step.js';
import type { Run } from '../run.js';
import { toPriorStep } from './prior-step.js';
import type { Flow, PriorStep } from '../types.js';

/** Whether nobody has decided on anything so far, nor a step was approved without its seats. */
export function* isUndecided(run: Run): Flow<boolean> {
  const steps = yield* allSteps(run);
  return steps.every((step) => step.decidedBy.length === 0 && !isApproved(step));
}

/** Whether at least one step was approved, and still stands. */
export function* hasApproval(run: Run): Flow<boolean> {
  const { round } = run.state.attachment;
  if (run.state.steps.some((step) => isApproved(step) && step.round === round)) return true;
  const steps = yield* allSteps(run);
  return standing(steps, steps).some(isApproved);
}

/**
 * Everyone whose own approval of another step still stands.
 *
 * @param position - where somebody is to be seated; it may be entered only now, so that its steps do not exist yet
 * @param stepNumber - the step for which they are; `null` for one that does not exist yet
 */
export function* priorApprovers(
  run: Run,
  position: Position,
  stepNumber: number | null,
): Flow<ReadonlySet<string>> {
  const steps = yield* allSteps(run);
  const begun = [...steps, { round: run.state.attachment.round, position: position.index }];
  const others = standing(steps, begun).filter((step) => step.stepNumber !== stepNumber);
  return new Set(others.flatMap(({ approvedBy }) => approvedBy));
}

/** Every step of the attachment; the database is asked only about those that are not at hand, and once. */
function* allSteps(run: Run): Flow<readonly PriorStep[]> {
  const { steps, attachment } = run.state;
  const known = steps.map(toPriorStep);
  if (known.length === attachment.stepCount) return known;
  run.priorSteps ??= (yield* ask({ kind: 'prior_steps' })).steps;
  const numbers = new Set(known.map(({ stepNumber }) => stepNumber));
  return [...run.priorSteps.filter(({ stepNumber }) => !numbers.has(stepNumber)), ...known];
}
