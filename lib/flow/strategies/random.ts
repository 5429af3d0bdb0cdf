import type { Strategy } from './strategy.js';

/** One member is seated, each as likely as any other. */
export const random: Strategy = {
  name: 'random',
  source: 'members',
  seating: 'random',
  approveAt: () => 1,
  rejectAt: () => 1,
};
