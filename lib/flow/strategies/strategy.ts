import type { RoleSelectionStrategy } from '../../definition/types.js';

/** How a step's seats are taken and counted; `single` is the one seat of a user or the requester. */
export type StrategyName = RoleSelectionStrategy | 'single';

/** A strategy as data: who is seated, and the two thresholds counted in seats. */
export interface Strategy {
  readonly name: StrategyName;
  /** `all` seats every candidate, `rotation` the one whose turn it is. */
  readonly seating: 'all' | 'rotation';
  /** Approvals at which the step is approved, of this many seats. */
  approveAt(seats: number): number;
  /** Rejections at which the step is rejected, of this many seats. */
  rejectAt(seats: number): number;
}
