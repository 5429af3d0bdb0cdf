import type { Strategy } from './strategy.js';

/** Every member is seated and more than half of them must approve. */
export const majority: Strategy = {
  name: 'majority',
  source: 'members',
  seating: 'all',
  approveAt: (seats) => Math.floor(seats / 2) + 1,
  rejectAt: (seats, { rejectAt = seats }) => rejectAt,
};
