import type { Strategy } from './strategy.js';

/** Every member is seated and the first decision closes the step. */
export const anyone: Strategy = {
  name: 'anyone',
  seating: 'all',
  approveAt: () => 1,
  rejectAt: () => 1,
};
