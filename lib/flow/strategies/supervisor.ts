import type { Strategy } from './strategy.js';

/** The requester's manager decides. */
export const supervisor: Strategy = {
  name: 'supervisor',
  source: 'managers',
  seating: 'all',
  approveAt: () => 1,
  rejectAt: () => 1,
};
