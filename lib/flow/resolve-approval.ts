import type { ApprovalConfig, Position } from '../definition/types.js';
import { ask } from './ask.js';
import { candidatesFor, isEligible } from './candidates.js';
import { judge } from './judge.js';
import { noApprover, tooManySeats } from './nobody-to-seat.js';
import { standingApprovers } from './past.js';
import type { Run } from './run.js';
import { strategyNameOf } from './strategies/index.js';
import type { Strategy } from './strategies/strategy.js';
import type { SomeUsers } from './take-seat.js';
import { isSomeone, takeChance, takeTurn } from './take-seat.js';
import type { Thresholds } from './thresholds.js';
import { thresholdsOf } from './thresholds.js';
import type { Flow, FlowUser } from './types.js';

/** An approval whose step may open: who takes its seats, and how they count. */
export interface Opening {
  readonly approval: ApprovalConfig;
  readonly strategy: Strategy;
  readonly holders: SomeUsers;
  readonly thresholds: Thresholds;
  /** What history adds to the opening; snake_case. */
  readonly notes: Readonly<Record<string, unknown>>;
}

/** An approval that is passed over, and why; snake_case. */
export interface Skip {
  readonly approval: ApprovalConfig;
  readonly cause: 'condition' | 'already_approved' | 'no_approver';
  readonly notes: Readonly<Record<string, unknown>>;
}

/** What becomes of an approval whose turn it is. */
export type Resolution = Opening | Skip;

/** Whether an approval is to be opened. */
export function isOpening(resolution: Resolution): resolution is Opening {
  return 'holders' in resolution;
}

/**
 * Finds out what becomes of an approval whose turn it is: whether its condition holds, who is seated, and at how
 * many decisions it will close. Nothing is changed yet, but for a rotation.
 *
 * @throws WorkflowError `NO_APPROVER` where nobody may be seated and the approval does not say what then,
 * `TOO_MANY_SEATS` above the limit
 */
export function* resolveApproval(run: Run, place: Position, approval: ApprovalConfig): Flow<Resolution> {
  const condition = approval.condition ?? null;
  if (!(yield* judge(run, place, condition))) return { approval, cause: 'condition', notes: { condition } };
  const found = yield* candidatesFor(run, place, approval);
  const strategy = run.strategy(strategyNameOf(approval));
  const { candidates, isApproved } = yield* withoutRepeated(run, { approval, strategy, found });
  if (isApproved) return { approval, cause: 'already_approved', notes: {} };
  const seats = seatsOf(strategy, candidates.length);
  const thresholds = thresholdsOf(strategy, approval, seats);
  if (thresholds === null || !isSomeone(candidates)) {
    return yield* withoutApprover(run, place, { approval, seats });
  }
  if (strategy.seating === 'all' && seats > run.settings.maxSeats) throw tooManySeats(run, place, seats);
  const holders = yield* pickHolders(run, { approval, strategy, candidates });
  return { approval, strategy, holders, thresholds, notes: {} };
}

/** How many seats so many candidates fill, all in all. */
function seatsOf({ seating }: Strategy, candidates: number): number {
  return seating === 'all' || seating === 'chain' ? candidates : Math.min(candidates, 1);
}

interface Contenders {
  readonly approval: ApprovalConfig;
  readonly strategy: Strategy;
  readonly found: readonly FlowUser[];
}

/** Leaves out whose approval stands already, where the workflow asks for someone else or asks nobody twice. */
function* withoutRepeated(
  run: Run,
  { approval, strategy, found }: Contenders,
): Flow<{ readonly candidates: readonly FlowUser[]; readonly isApproved: boolean }> {
  const { repeatedApprover } = run.state.plan.settings;
  if (repeatedApprover === 'allow' || found.length === 0) return { candidates: found, isApproved: false };
  const approvers = yield* standingApprovers(run);
  const candidates = found.filter(({ id }) => !approvers.has(id));
  const repeated = found.length - candidates.length;
  if (repeatedApprover === 'exclude' || repeated === 0) return { candidates, isApproved: false };
  const all = strategy.seating === 'all' ? thresholdsOf(strategy, approval, found.length) : null;
  const isApproved = candidates.length === 0 || (all !== null && repeated >= all.approveAt);
  return { candidates, isApproved };
}

function* pickHolders(
  run: Run,
  {
    approval,
    strategy,
    candidates,
  }: Omit<Contenders, 'found'> & {
    readonly candidates: SomeUsers;
  },
): Flow<SomeUsers> {
  switch (strategy.seating) {
    case 'all':
      return candidates;
    case 'chain':
      return [candidates[0]];
    case 'random':
      return [yield* takeChance(candidates)];
    case 'rotation':
      return [yield* takeTurn(run, approval, candidates)];
  }
}

/** What the approval says for the case that nobody may be seated. */
function* withoutApprover(
  run: Run,
  place: Position,
  vacancy: { readonly approval: ApprovalConfig; readonly seats: number },
): Flow<Resolution> {
  const { approval } = vacancy;
  const policy = approval.onNoApprover;
  if (policy === 'skip') return { approval, cause: 'no_approver', notes: {} };
  if (policy === 'fail') throw noApprover(run, { place, ...vacancy });
  const holders = yield* fallbackFor(run, approval);
  if (holders.length > run.settings.maxSeats) throw tooManySeats(run, place, holders.length);
  const strategy = run.strategy('user' in policy ? 'single' : 'anyone');
  const thresholds = thresholdsOf(strategy, approval, holders.length);
  if (thresholds === null || !isSomeone(holders)) throw noApprover(run, { place, ...vacancy });
  return { approval, strategy, holders, thresholds, notes: { fallback: policy } };
}

/** Who is seated instead, where nobody may be; the rules for who may not be stay the same. */
export function* fallbackFor(run: Run, approval: ApprovalConfig): Flow<readonly FlowUser[]> {
  const policy = approval.onNoApprover;
  if (typeof policy === 'string') return [];
  const { users } =
    'user' in policy
      ? yield* ask({ kind: 'users', ids: [String(policy.user)] })
      : yield* ask({ kind: 'role_members', role: policy.role });
  const eligible = users.filter((user) => isEligible(user, approval, run.state.attachment));
  if (eligible.length === 0 || run.state.plan.settings.repeatedApprover !== 'exclude') return eligible;
  const approvers = yield* standingApprovers(run);
  return eligible.filter(({ id }) => !approvers.has(id));
}
