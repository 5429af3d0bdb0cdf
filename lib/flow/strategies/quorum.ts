import type { Strategy } from './strategy.js';

/** Every member is seated and a fixed number must approve, however many seats fall away. */
export const quorum: Strategy = {
  name: 'quorum',
  source: 'members',
  seating: 'all',
  approveAt: (_seats, { quorumCount = 1 }) => quorumCount,
  rejectAt: (seats, { rejectAt = seats }) => rejectAt,
};
