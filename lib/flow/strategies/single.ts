import type { Strategy } from './strategy.js';

/** One named person decides. */
export const single: Strategy = {
  name: 'single',
  source: 'members',
  seating: 'all',
  approveAt: () => 1,
  rejectAt: () => 1,
};
