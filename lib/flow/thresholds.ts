import type { ApprovalConfig } from '../definition/types.js';
import type { CountingOptions, Strategy } from './strategies/strategy.js';
import type { StepState } from './types.js';

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
  const options = countingOptions(approval);
  const approveAt = strategy.approveAt(seats, options);
  if (!Number.isInteger(approveAt) || approveAt < 1 || approveAt > seats) return null;
  const wanted = Math.max(1, strategy.rejectAt(seats, options));
  return { approveAt, rejectAt: Math.min(wanted, seats - approveAt + 1) };
}

/** The options of an approval that its strategy counts by. */
export function countingOptions(approval: ApprovalConfig): CountingOptions {
  return approval.approvalType === 'role' ? approval : {};
}

/** The seats of a step that have not fallen away: those whose last holder decided, or still may. */
export function liveSeats({ assignments }: StepState): number {
  const last = new Map(assignments.map(({ seatNo, status }) => [seatNo, status]));
  return [...last.values()].filter((status) => status !== 'cancelled' && status !== 'superseded').length;
}
