import type { Strategy } from './strategy.js';

/** One member is seated, in turn: the least recently seated, then the lowest id. */
export const roundRobin: Strategy = {
  name: 'round_robin',
  source: 'members',
  seating: 'rotation',
  approveAt: () => 1,
  rejectAt: () => 1,
};
