import type { ApprovalConfig, Position } from '../../definition/types.js';
import { pickHolders } from '../assignments/pick-holders.js';
import { personOf, raise } from '../raise.js';
import type { Run } from '../run.js';
import { together } from '../together.js';
import type { Flow, StepState } from '../types.js';
import type { Opening } from './open-step.js';
import { openStep } from './open-step.js';
import type { Resolution, Skip } from './resolve-approval.js';
import { isProspect, resolveApproval } from './resolve-approval.js';
import { skipStep } from './skip-step.js';

/** What the next approvals of a position come to. */
export type Outcome = Opening | Skip;

/** Picks the holders of what opens. Holders are picked last, because a pick by turn locks the rotation. */
export function* pickAllHolders(run: Run, resolutions: readonly Resolution[]): Flow<readonly Outcome[]> {
  return yield* together(resolutions.map((resolution) => pickHoldersOf(run, resolution)));
}

function* pickHoldersOf(run: Run, resolution: Resolution): Flow<Outcome> {
  if (!isProspect(resolution)) return resolution;
  return { ...resolution, holders: yield* pickHolders(run, resolution) };
}

/** Whether a step opens. */
export function isOpening(outcome: Outcome): outcome is Opening {
  return 'holders' in outcome;
}

/** Resolves as many approvals as are passed over, and then the first group of which one opens. */
export function* resolveNext(
  run: Run,
  position: Position,
  approvals: readonly ApprovalConfig[],
): Flow<readonly Resolution[]> {
  const resolutions: Resolution[] = [];
  for (const group of groupsOf(approvals)) {
    if (resolutions.some(isProspect)) break;
    resolutions.push(...(yield* together(group.map((approval) => resolveApproval(run, position, approval)))));
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
export function* openOrSkip(run: Run, steps: readonly StepState[], outcomes: readonly Outcome[]): Flow {
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
    yield* raise(run, { event: 'on_step_open', position, stepNumber, approvers: holders.map(personOf) });
  }
}
