import type { Strategy } from './strategy.js';

/** Every member is seated and so many of a hundred must approve, rounded up. */
export const percentage: Strategy = {
  name: 'percentage',
  source: 'members',
  seating: 'all',
  // To nine decimals, so that 8.8 % of 375 is 33 and not, by a rounding error, 34.
  approveAt: (seats, { percentageRequired = 100 }) =>
    Math.max(1, Math.ceil(Number(((seats * percentageRequired) / 100).toFixed(9)))),
  rejectAt: (seats, { rejectAt = seats }) => rejectAt,
};
