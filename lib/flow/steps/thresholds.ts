import type { ApprovalConfig } from '../../definition/types.js';
import { hasFallenAway } from '../rules/seat.js';
import type { Run } from '../run.js';
import type { CountingOptions, Strategy } from '../strategies/strategy.js';
import type { StepState } from '../types.js';

/** When a step closes, counted in seats. */
export interface Thresholds {
  readonly approveAt: number;
  readonly rejectAt: number;
}

/**
 * The thresholds of a step with this many live seats; `null` where so few can never approve.
 *
 * A step is rejected as soon as approval has become impossible, also where a larger number was asked for.
 */
export function thresholdsOf(strategy: Strategy, approval: ApprovalConfig, seats: number): Thresholds | null {
  const options = countingOptions(strategy, approval);
  const approveAt = strategy.approveAt(seats, options);
  if (!Number.isInteger(approveAt) || approveAt < 1 || approveAt > seats) return null;
  const wanted = Math.max(1, strategy.rejectAt(seats, options));
  return { approveAt, rejectAt: Math.min(wanted, seats - approveAt + 1) };
}

/** The thresholds of an open step as its live seats are now; `null` where too few are left. */
export function currentThresholds(run: Run, step: StepState): Thresholds | null {
  const strategy = run.strategy(step.strategy);
  if (strategy.seating !== 'chain') return thresholdsOf(strategy, run.approval(step), liveSeats(step));
  // The seats of a chain are taken one by one: how many there will be was settled when it opened.
  const { approveAt, rejectAt } = step;
  return approveAt === null || rejectAt === null ? null : { approveAt, rejectAt };
}

/** How many seats so many candidates fill, all in all. */
export function seatsOf({ seating }: Strategy, candidates: number): number {
  return seating === 'all' || seating === 'chain' ? candidates : Math.min(candidates, 1);
}

/** The options of an approval that a strategy counts by: none, where it is not the one that the approval names. */
export function countingOptions(strategy: Strategy, approval: ApprovalConfig): CountingOptions {
  if (approval.approvalType !== 'role' || approval.roleSelectionStrategy !== strategy.name) return {};
  return approval;
}

/** The seats of a step that have not fallen away: those whose last holder decided, or still may. */
export function liveSeats({ assignments }: StepState): number {
  const last = new Map(assignments.map((held) => [held.seatNo, held]));
  return [...last.values()].filter((held) => !hasFallenAway(held)).length;
}
