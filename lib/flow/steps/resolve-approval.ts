import type { ApprovalConfig, Position } from '../../definition/types.js';
import { candidatesFor } from '../assignments/candidates.js';
import { fallbackFor } from '../assignments/fallback.js';
import { evaluateCondition } from '../positions/evaluate-condition.js';
import { noApprover, tooManySeats } from './nobody-to-seat.js';
import { withoutRepeated } from '../assignments/repeated-approver.js';
import type { Run } from '../run.js';
import { strategyNameOf } from '../strategies/index.js';
import type { Strategy } from '../strategies/strategy.js';
import type { SomeUsers } from '../assignments/take-seat.js';
import { isSomeone } from '../assignments/take-seat.js';
import type { Thresholds } from './thresholds.js';
import { countingOptions, seatsOf, thresholdsOf } from './thresholds.js';
import type { Flow } from '../types.js';

/** An approval whose step may open: who could take its seats, and how they count. */
export interface Prospect {
  readonly approval: ApprovalConfig;
  readonly strategy: Strategy;
  readonly candidates: SomeUsers;
  readonly thresholds: Thresholds;
  /** What history adds to the opening; snake_case. */
  readonly notes: Readonly<Record<string, unknown>>;
}

/** An approval that is passed over, and why; snake_case. */
export interface Skip {
  readonly cause: 'condition' | 'already_approved' | 'no_approver';
  readonly notes: Readonly<Record<string, unknown>>;
}

/** What becomes of an approval whose turn it is. */
export type Resolution = Prospect | Skip;

/** Whether an approval is to be opened. */
export function isProspect(resolution: Resolution): resolution is Prospect {
  return 'candidates' in resolution;
}

/**
 * Finds out what becomes of an approval whose turn it is: whether its condition holds, who could be seated, and at
 * how many decisions it would close. Nothing is changed yet.
 *
 * @throws WorkflowError `NO_APPROVER` where nobody may be seated and the approval does not say what then,
 * `TOO_MANY_SEATS` above the limit
 */
export function* resolveApproval(run: Run, position: Position, approval: ApprovalConfig): Flow<Resolution> {
  const condition = approval.condition ?? null;
  if (!(yield* evaluateCondition(run, position, condition)))
    return { cause: 'condition', notes: { condition } };
  const strategy = run.strategy(strategyNameOf(approval));
  const found = yield* candidatesFor(run, position, approval);
  const candidates = yield* withoutRepeated(run, position, { approval, strategy, found });
  if (candidates === null) return { cause: 'already_approved', notes: {} };
  const seats = seatsOf(strategy, candidates.length);
  const thresholds = thresholdsOf(strategy, approval, seats);
  if (thresholds === null || !isSomeone(candidates)) {
    return yield* withoutApprover(run, { position, approval, strategy, seats });
  }
  if (strategy.seating === 'all') refuseTooMany(run, position, seats);
  return { approval, strategy, candidates, thresholds, notes: {} };
}

interface Lack {
  readonly position: Position;
  readonly approval: ApprovalConfig;
  readonly strategy: Strategy;
  readonly seats: number;
}

/** What the approval says for the case that nobody, or too few, may be seated. */
function* withoutApprover(run: Run, { position, approval, strategy, seats }: Lack): Flow<Resolution> {
  const policy = approval.onNoApprover;
  if (policy === 'skip') return { cause: 'no_approver', notes: {} };
  const candidates = yield* fallbackFor(run, position, approval);
  refuseTooMany(run, position, candidates.length);
  const fallback = run.strategy(typeof policy === 'object' && 'role' in policy ? 'anyone' : 'single');
  const thresholds = thresholdsOf(fallback, approval, candidates.length);
  if (thresholds === null || !isSomeone(candidates)) {
    const needed = strategy.approveAt(seats, countingOptions(strategy, approval));
    throw noApprover({ position, approval, seats, needed });
  }
  return { approval, strategy: fallback, candidates, thresholds, notes: { fallback: policy } };
}

function refuseTooMany(run: Run, position: Position, seats: number): void {
  if (seats > run.settings.maxSeats) throw tooManySeats(run, position, seats);
}
