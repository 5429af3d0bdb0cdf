import type { ApprovalConfig } from '../../definition/types.js';
import { anyone } from './anyone.js';
import { consensus } from './consensus.js';
import { roundRobin } from './round-robin.js';
import { single } from './single.js';
import type { Strategy, StrategyName } from './strategy.js';

/** Every strategy by its name. */
export const STRATEGIES: Readonly<Record<StrategyName, Strategy>> = {
  single,
  anyone,
  consensus,
  round_robin: roundRobin,
};

/** The strategy that an approval's step runs by. */
export function strategyOf(approval: ApprovalConfig): StrategyName {
  return approval.approvalType === 'role' ? approval.roleSelectionStrategy : 'single';
}
