import type { Clock } from './types.js';

/** The time of this machine. */
export const systemClock: Clock = { now: () => new Date() };
