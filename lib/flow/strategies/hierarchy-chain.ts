import type { Strategy } from './strategy.js';

/** The requester's managers, some levels up, are asked one after another, bottom up; all must approve. */
export const hierarchyChain: Strategy = {
  name: 'hierarchy_chain',
  source: 'managers',
  seating: 'chain',
  approveAt: (seats) => seats,
  rejectAt: () => 1,
};
