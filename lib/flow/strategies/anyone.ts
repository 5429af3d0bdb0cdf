import type { Strategy } from './strategy.js';

/** Every member is seated and the first approval closes the step; so does the first rejection, or as many as it says. */
export const anyone: Strategy = {
  name: 'anyone',
  source: 'members',
  seating: 'all',
  approveAt: () => 1,
  rejectAt: (_seats, { rejectAt = 1 }) => rejectAt,
};
