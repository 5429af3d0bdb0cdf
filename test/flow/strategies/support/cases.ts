import type { ApprovalSettings } from '../../../../lib/definition/types.js';
import type { RoleOptions } from '../../support/approvals.js';
import { managers, role, user } from '../../support/approvals.js';
import type { Dice } from '../../support/dice.js';
import { People } from '../../support/people.js';
import type { Rules } from './ledger.js';
import { FALLBACK } from './ledger.js';

/** Every strategy that a step may run by. */
export const STRATEGIES = [
  'single',
  'anyone',
  'consensus',
  'round_robin',
  'random',
  'supervisor',
  'quorum',
  'majority',
  'percentage',
  'hierarchy_up',
  'hierarchy_chain',
] as const;

type StrategyName = (typeof STRATEGIES)[number];

/** Users who have no seat when a case begins; the last is unknown. */
export const OUTSIDERS = ['x0', 'x1', 'x2', FALLBACK, 'req'] as const;

/** One case: the approval, its people, and the same said for the ledger. */
export interface Case {
  readonly approval: ApprovalSettings;
  readonly people: People;
  readonly rules: Rules;
}

const AWKWARD_PERCENTAGES = [0.01, 1, 14, 25, 33.33, 33.34, 50, 66.66, 66.67, 75, 99.99, 100] as const;

/** Makes a case of a strategy. */
export function createCase(strategy: StrategyName, dice: Dice): Case {
  const named = pickNamed(strategy, dice);
  const people = employ(named, dice);
  const onInactive = dice.pick(['reassign', 'reassign', 'skip', 'skip', 'fail'] as const);
  const onNobody = dice.pick(['fail', 'skip', 'fallback'] as const);
  const options = pickOptions(strategy, dice);
  const settings: RoleOptions = {
    ...options,
    onInactiveApprover: onInactive,
    onNoApprover: onNobody === 'fallback' ? { user: FALLBACK } : onNobody,
  };
  const rules = {
    strategy,
    options,
    named,
    onInactive,
    onNobody,
    chance: dice.below(60),
    isActive: (id: string) => people.isActive(id),
  };
  return { approval: approvalOf(strategy, named, settings), people, rules };
}

/** Mostly a handful; managers in any order, members in that of their ids. */
function pickNamed(strategy: StrategyName, dice: Dice): readonly string[] {
  if (strategy === 'single' || strategy === 'supervisor') return ['m0'];
  const isHierarchy = strategy === 'hierarchy_up' || strategy === 'hierarchy_chain';
  const most = dice.oneIn(200) && !isHierarchy ? 50 : 7;
  const ids = Array.from({ length: 1 + dice.below(most) }, (_, index) => `m${index}`);
  if (!isHierarchy) return (dice.oneIn(8) ? [...ids, 'req'] : ids).sort();
  return dice.oneIn(2) ? ids.reverse() : ids;
}

function employ(named: readonly string[], dice: Dice): People {
  const people = new People().add(...OUTSIDERS).role('board', ...named);
  people.line('req', ...named.filter((id) => id !== 'req'));
  // At the top some report to each other, or to an outsider.
  const top = named.filter((id) => id !== 'req').at(-1);
  if (top !== undefined) people.setManager(top, dice.pick([null, 'x0', 'x1', 'm0']));
  for (const id of ['x0', 'x1', 'x2']) people.setManager(id, dice.pick(['x0', 'm0', 'req']));
  for (const id of named) if (dice.oneIn(12)) people.setActive(id, false);
  if (dice.oneIn(8)) people.setActive(FALLBACK, false);
  return people;
}

function pickOptions(strategy: StrategyName, dice: Dice): Rules['options'] {
  const rejectAt = dice.oneIn(2) ? {} : { rejectAt: dice.pick([1, 1, 2, 2, 3, 5, 99]) };
  switch (strategy) {
    case 'quorum':
      return { quorumCount: 1 + dice.below(6), ...rejectAt };
    case 'percentage':
      return { percentageRequired: dice.pick(AWKWARD_PERCENTAGES), ...rejectAt };
    case 'anyone':
    case 'majority':
      return rejectAt;
    default:
      return {};
  }
}

function approvalOf(
  strategy: StrategyName,
  named: readonly string[],
  settings: RoleOptions,
): ApprovalSettings {
  switch (strategy) {
    case 'single':
      return user('m0', settings);
    case 'supervisor':
    case 'hierarchy_up':
    case 'hierarchy_chain':
      return managers(strategy, named.length, settings);
    default:
      return role(strategy, 'board', settings);
  }
}
