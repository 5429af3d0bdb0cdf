import type { ApprovalConfig } from '../../../../lib/definition/types.js';

/** What the design says of thresholds, written down a second time and naively: it shares no code with the flow. */

/** The seats of a step that have not fallen away. */
export interface Votes {
  readonly approvals: number;
  readonly rejections: number;
  readonly open: number;
}

/** What becomes of a step; `too_few` where so few seats could never approve. */
export type Verdict = 'approved' | 'rejected' | 'open' | 'too_few';

/** What a step counts by. */
export interface Options {
  readonly quorumCount?: number;
  readonly percentageRequired?: number;
  readonly rejectAt?: number;
}

/** The options by which a step counts: none, where it fell back on others than its approval names. */
export function countedBy(approval: ApprovalConfig, strategy: string): Options {
  return approval.approvalType === 'role' && approval.roleSelectionStrategy === strategy ? approval : {};
}

/** The approvals that a strategy demands of so many live seats: the least number that is enough. */
export function demandOf(strategy: string, options: Options, seats: number): number {
  const isEnough = (approvals: number): boolean => {
    switch (strategy) {
      case 'consensus':
      case 'hierarchy_up':
      case 'hierarchy_chain':
        return approvals === seats;
      case 'majority':
        return approvals + approvals > seats;
      case 'percentage':
        return isPercentage(approvals, seats, String(options.percentageRequired));
      case 'quorum':
        return approvals === options.quorumCount;
      default:
        return true;
    }
  };
  let approvals = 1;
  while (approvals <= seats && !isEnough(approvals)) approvals += 1;
  return approvals;
}

/** Whether that many of so many are this percentage, in whole numbers of any length. */
function isPercentage(approvals: number, seats: number, percentage: string): boolean {
  const [whole = '0', decimals = ''] = percentage.split('.');
  const scale = 10n ** BigInt(decimals.length);
  return BigInt(approvals) * 100n * scale >= BigInt(seats) * BigInt(whole + decimals);
}

/** Counts the votes of a step as they are now, from nothing. */
export function judgeVotes(
  strategy: string,
  options: Options,
  { approvals, rejections, open }: Votes,
): Verdict {
  const seats = approvals + rejections + open;
  const demand = demandOf(strategy, options, seats);
  if (demand > seats) return 'too_few';
  if (approvals >= demand) return 'approved';
  const isLost = approvals + open < demand;
  return isLost || rejections >= endedBy(strategy, options) ? 'rejected' : 'open';
}

/** How many rejections end a step that could still be approved. */
function endedBy(strategy: string, { rejectAt }: Options): number {
  switch (strategy) {
    case 'quorum':
    case 'majority':
    case 'percentage':
      return rejectAt ?? Infinity;
    case 'anyone':
      return rejectAt ?? 1;
    default:
      return 1;
  }
}
