import type { Strategy } from './strategy.js';

/** The requester's managers, some levels up, are seated together and all must approve. */
export const hierarchyUp: Strategy = {
  name: 'hierarchy_up',
  source: 'managers',
  seating: 'all',
  approveAt: (seats) => seats,
  rejectAt: () => 1,
};
