import type { Prospect } from '../steps/resolve-approval.js';
import type { Run } from '../run.js';
import type { Strategy } from '../strategies/strategy.js';
import type { SomeUsers } from './take-seat.js';
import { present, takeChance, takeTurn } from './take-seat.js';
import type { ApprovalConfig } from '../../definition/types.js';
import type { Flow, FlowUser } from '../types.js';

/** Picks who is seated first of those who could be: all, the first of a chain, or one by turn or by chance. */
export function* pickHolders(run: Run, { approval, strategy, candidates }: Prospect): Flow<SomeUsers> {
  if (strategy.seating === 'all') return candidates;
  if (strategy.seating === 'chain') return [candidates[0]];
  return [yield* pickHolder(run, { approval, strategy, candidates })];
}

/** Picks one as the strategy seats: by turn, by chance, or the first who is not on leave. */
export function* pickHolder(
  run: Run,
  {
    approval,
    strategy,
    candidates,
  }: { readonly approval: ApprovalConfig; readonly strategy: Strategy; readonly candidates: SomeUsers },
): Flow<FlowUser> {
  switch (strategy.seating) {
    case 'rotation':
      return yield* takeTurn(run, approval, candidates);
    case 'random':
      return yield* takeChance(candidates);
    default:
      return present(candidates)[0];
  }
}
