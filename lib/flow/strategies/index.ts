import type { ApprovalConfig } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { anyone } from './anyone.js';
import { consensus } from './consensus.js';
import { hierarchyChain } from './hierarchy-chain.js';
import { hierarchyUp } from './hierarchy-up.js';
import { majority } from './majority.js';
import { percentage } from './percentage.js';
import { quorum } from './quorum.js';
import { random } from './random.js';
import { roundRobin } from './round-robin.js';
import { single } from './single.js';
import type { HostStrategy, Strategy, StrategyTable } from './strategy.js';
import { SEATINGS } from './strategy.js';
import { supervisor } from './supervisor.js';
import type { KnownKeys } from '../../known-options.js';
import { invalid, refused, requireKnown } from '../../known-options.js';

const BUILT_IN: readonly Strategy[] = [
  single,
  anyone,
  consensus,
  roundRobin,
  random,
  supervisor,
  quorum,
  majority,
  percentage,
  hierarchyUp,
  hierarchyChain,
];

const OPTIONS: KnownKeys<HostStrategy> = { name: true, seating: true, approveAt: true, rejectAt: true };

/**
 * The strategies of the package, and those that a host adds.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where a name is taken or is no name
 */
export function strategyTable(added: readonly HostStrategy[] = []): StrategyTable {
  const table = new Map(BUILT_IN.map((strategy) => [strategy.name, strategy]));
  for (const [index, strategy] of added.entries()) {
    checkStrategy(strategy, `strategies.${index}`);
    const { name } = strategy;
    const problem = nameProblem(name, table);
    if (problem !== null) throw invalid('createWorkflowEngine', `strategies.${index}.name`, problem);
    table.set(name, {
      name,
      source: 'members',
      seating: strategy.seating,
      approveAt: (seats, options) => strategy.approveAt(seats, options),
      rejectAt: (seats, options) => requireCount(name, strategy.rejectAt(seats, options)),
    });
  }
  return table;
}

/** One that is no number would be reached by no rejection. `Infinity` is: as late as there is. */
function requireCount(name: string, rejections: number): number {
  if (Number.isInteger(rejections) || rejections === Infinity) return rejections;
  throw new WorkflowError(
    'INVALID_CONFIGURATION',
    `rejectAt of strategy "${name}" must give a whole number.`,
  );
}

function checkStrategy(strategy: HostStrategy, path: string): void {
  const asked = { caller: 'createWorkflowEngine', path, code: 'INVALID_CONFIGURATION' } as const;
  requireKnown(strategy, OPTIONS, asked);
  if (!SEATINGS.includes(strategy.seating)) {
    throw refused(asked, 'seating', `must be one of: ${SEATINGS.join(', ')}`);
  }
  for (const name of ['approveAt', 'rejectAt'] as const) {
    const count: unknown = Reflect.get(strategy, name);
    if (typeof count !== 'function') throw refused(asked, name, 'must be a function');
  }
}

function nameProblem(name: string, table: StrategyTable): string | null {
  if (!/^[a-z][a-z0-9_]{0,31}$/.test(name)) return 'must be 1 to 32 lower-case letters, digits and _';
  return table.has(name) ? `must be unique; there is a strategy "${name}" already` : null;
}

/** The names that an approval may give as its `role_selection_strategy`. */
export function selectableStrategies(table: StrategyTable): readonly string[] {
  return [...table.keys()].filter((name) => name !== single.name);
}

/** The name of the strategy that an approval's step runs by. */
export function strategyNameOf(approval: ApprovalConfig): string {
  return approval.approvalType === 'role' ? approval.roleSelectionStrategy : single.name;
}

/**
 * A strategy by its name.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where the host no longer registers it
 */
export function findStrategy(table: StrategyTable, name: string): Strategy {
  const strategy = table.get(name);
  if (strategy !== undefined) return strategy;
  throw new WorkflowError(
    'INVALID_CONFIGURATION',
    `There is no strategy "${name}" any more. Pass it to createWorkflowEngine({ strategies }) again.`,
  );
}
