import { STRATEGIES } from './cases.js';

type StrategyName = (typeof STRATEGIES)[number];

const ALL_MUST: readonly StrategyName[] = ['consensus', 'hierarchy_up', 'hierarchy_chain'];
const SOME_MUST: readonly StrategyName[] = ['quorum', 'majority', 'percentage'];
const LIVE: readonly StrategyName[] = [
  'consensus',
  'hierarchy_up',
  'hierarchy_chain',
  'majority',
  'percentage',
];
const MANY: readonly StrategyName[] = ['anyone', ...ALL_MUST, ...SOME_MUST];

/** How often 10,000 cases of a strategy must at least come to something, and which strategies can. */
const MINIMUMS: readonly (readonly [what: string, minimum: number, strategies: readonly StrategyName[]])[] = [
  ['opened → open', 5000, STRATEGIES],
  ['opened → skipped', 10, STRATEGIES],
  ['opened: NO_APPROVER', 10, STRATEGIES],
  ['approved by decision → approved', 1000, STRATEGIES],
  ['approved by decision → open', 2000, [...ALL_MUST, ...SOME_MUST]],
  ['approved by decision → skipped', 20, ['hierarchy_chain']],
  ['approved by decision: NO_APPROVER', 100, ['hierarchy_chain']],
  ['rejected by decision → rejected', 500, STRATEGIES],
  ['rejected by decision → open', 200, ['anyone', ...SOME_MUST]],
  ['left, reassign → open', 400, STRATEGIES],
  ['left, reassign → skipped', 10, STRATEGIES],
  ['left, reassign → approved', 40, LIVE],
  ['left, reassign: NO_APPROVER', 100, STRATEGIES.filter((name) => name !== 'round_robin')],
  ['left, skip → open', 100, STRATEGIES],
  ['left, skip → skipped', 20, STRATEGIES],
  ['left, skip → approved', 50, LIVE],
  ['left, skip → rejected', 5, ['anyone', ...SOME_MUST]],
  ['left, skip: NO_APPROVER', 300, STRATEGIES],
  ['left, fail → open', 1000, STRATEGIES],
  ['the fallback sits', 50, STRATEGIES],
  ['delegated → open', 300, STRATEGIES],
  ['delegated: HOLDER_LOOP', 80, STRATEGIES],
  ['delegated: SELF_APPROVAL', 80, STRATEGIES],
  ['delegated: USER_NOT_FOUND', 20, STRATEGIES],
  ['delegated: ALREADY_SEATED', 100, MANY],
  ['escalated → open', 40, STRATEGIES],
  ['escalated: HOLDER_LOOP', 5, STRATEGIES],
  ['escalated: NO_MANAGER', 30, STRATEGIES],
  ['escalated: ALREADY_SEATED', 15, MANY],
  ['escalated: SELF_APPROVAL', 2, STRATEGIES],
];

/** The minimums of one strategy, as they are counted. */
export function minimumsOf(strategy: StrategyName): Readonly<Record<string, number>> {
  const own = MINIMUMS.filter(([, , strategies]) => strategies.includes(strategy));
  return Object.fromEntries(own.map(([what, minimum]) => [`${strategy}: ${what}`, minimum]));
}
