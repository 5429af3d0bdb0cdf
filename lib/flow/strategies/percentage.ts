import type { Strategy } from './strategy.js';

/** Every member is seated and so many of a hundred must approve, rounded up. */
export const percentage: Strategy = {
  name: 'percentage',
  source: 'members',
  seating: 'all',
  // In hundredths of a percent, so that 14 % of 50 is 7 and not, by a rounding error, 8.
  approveAt: (seats, { percentageRequired = 100 }) =>
    Math.ceil((seats * Math.round(percentageRequired * 100)) / 10_000),
  rejectAt: (seats, { rejectAt = seats }) => rejectAt,
};
