import type { ApprovalConfig, Plan, Position } from '../../definition/types.js';
import { priorApprovers } from '../steps/prior-approvals.js';
import type { Run } from '../run.js';
import type { Strategy } from '../strategies/strategy.js';
import { seatsOf, thresholdsOf } from '../steps/thresholds.js';
import type { Flow, FlowUser, StepState } from '../types.js';

/** Who could be seated for an approval that is about to open. */
interface Contenders {
  readonly approval: ApprovalConfig;
  readonly strategy: Strategy;
  readonly found: readonly FlowUser[];
}

/**
 * Leaves out whose approval stands already, where the workflow asks for someone else or asks nobody twice; `null`
 * where it asks nobody twice, and those who are left out are enough. Where the others alone are too few, it asks
 * everyone.
 */
export function* withoutRepeated(
  run: Run,
  position: Position,
  { approval, strategy, found }: Contenders,
): Flow<readonly FlowUser[] | null> {
  const { repeatedApprover } = run.state.plan.settings;
  if (repeatedApprover === 'allow' || found.length === 0) return found;
  const approvers = yield* priorApprovers(run, position, null);
  const others = found.filter(({ id }) => !approvers.has(id));
  if (repeatedApprover === 'exclude' || others.length === found.length) return others;
  const all = strategy.seating === 'all' ? thresholdsOf(strategy, approval, found.length) : null;
  const isApproved = others.length === 0 || (all !== null && found.length - others.length >= all.approveAt);
  if (isApproved) return null;
  return thresholdsOf(strategy, approval, seatsOf(strategy, others.length)) === null ? found : others;
}

/** Of these users those who may still be asked for an open step, by what the workflow says of who approved before. */
export function* stillToAsk(
  run: Run,
  step: StepState,
  users: readonly FlowUser[],
): Flow<readonly FlowUser[]> {
  if (run.state.plan.settings.repeatedApprover === 'allow' || users.length === 0) return users;
  const approvers = yield* priorApprovers(run, run.position(step.position), step.stepNumber);
  return users.filter(({ id }) => !approvers.has(id));
}

/** Whether a workflow never asks somebody again whose approval stands. */
export function excludesRepeated({ settings }: Plan): boolean {
  return settings.repeatedApprover === 'exclude';
}

/** Whether the workflow asks for someone else than this user, because an approval of theirs stands. */
export function* isExcluded(run: Run, step: StepState, userId: string): Flow<boolean> {
  if (!excludesRepeated(run.state.plan)) return false;
  const approvers = yield* priorApprovers(run, run.position(step.position), step.stepNumber);
  return approvers.has(userId);
}
