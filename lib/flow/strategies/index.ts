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
