import type { ApprovalConfig } from '../../definition/types.js';

/** Who could be seated: the role's members, or managers above the requester, lowest first. */
export type SeatSource = 'members' | 'managers';

/** Which of them are: all at once, the one whose turn it is, one by chance, or one after another. */
export const SEATINGS = ['all', 'rotation', 'random', 'chain'] as const;
export type Seating = (typeof SEATINGS)[number];

/** The options of an approval that a strategy may count by. */
export type CountingOptions = Pick<
  Extract<ApprovalConfig, { approvalType: 'role' }>,
  'quorumCount' | 'percentageRequired' | 'rejectAt'
>;

/** A strategy that a host adds: it shares out the members of the approval's role. */
export interface HostStrategy {
  /** What `role_selection_strategy` says: lower-case letters, digits and `_`. */
  readonly name: string;
  /** `chain` seats them one after another, in ascending order of id. */
  readonly seating: Seating;
  /**
   * Approvals at which the step is approved, of this many live seats. More than there are, or less than one,
   * means that nobody may be seated.
   */
  approveAt(seats: number, options: CountingOptions): number;
  /** Rejections at which the step is rejected; it also is as soon as approval has become impossible. */
  rejectAt(seats: number, options: CountingOptions): number;
}

/** A strategy as data: who is seated, and the two thresholds counted in seats. */
export interface Strategy extends HostStrategy {
  readonly source: SeatSource;
}

/** Every strategy by its name. */
export type StrategyTable = ReadonlyMap<string, Strategy>;
