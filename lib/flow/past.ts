import { ask } from './ask.js';
import type { Run } from './run.js';
import type { Flow, PastStep, StepState } from './types.js';
import { deciderOf, isDecided } from './voices.js';

/** Whether anybody has decided on anything so far. */
export function* isUndecided(run: Run): Flow<boolean> {
  const steps = yield* allSteps(run);
  return steps.every(({ decidedBy }) => decidedBy.length === 0);
}

/** Whether at least one step was approved, and still stands. */
export function* hasApproval(run: Run): Flow<boolean> {
  if (run.state.steps.some(({ status }) => status === 'approved')) return true;
  const steps = yield* standingSteps(run);
  return steps.some(({ status }) => status === 'approved');
}

/** Everyone whose own approval still stands. */
export function* standingApprovers(run: Run): Flow<ReadonlySet<string>> {
  const steps = yield* standingSteps(run);
  return new Set(steps.flatMap(({ approvedBy }) => approvedBy));
}

/** The steps that were not taken back by sending the attachment to their position or an earlier one. */
function* standingSteps(run: Run): Flow<readonly PastStep[]> {
  const steps = yield* allSteps(run);
  return steps.filter(
    ({ position, round }) => !steps.some((later) => later.round > round && later.position <= position),
  );
}

/** Every step of the attachment; the database is asked only about those that are not at hand. */
function* allSteps(run: Run): Flow<readonly PastStep[]> {
  const { steps, attachment } = run.state;
  const known = steps.map(toPastStep);
  if (known.length === attachment.stepCount) return known;
  const { steps: stored } = yield* ask({ kind: 'past_steps' });
  const numbers = new Set(known.map(({ stepNumber }) => stepNumber));
  return [...stored.filter(({ stepNumber }) => !numbers.has(stepNumber)), ...known];
}

function toPastStep({ stepNumber, position, round, status, assignments }: StepState): PastStep {
  const decided = assignments.filter(isDecided);
  return {
    stepNumber,
    position,
    round,
    status,
    decidedBy: decided.map(deciderOf),
    approvedBy: decided.filter((held) => held.status === 'approved').map(deciderOf),
  };
}
