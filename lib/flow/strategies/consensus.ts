import type { Strategy } from './strategy.js';

/** Every member is seated and all must approve; one rejection ends it. */
export const consensus: Strategy = {
  name: 'consensus',
  source: 'members',
  seating: 'all',
  approveAt: (seats) => seats,
  rejectAt: () => 1,
};
