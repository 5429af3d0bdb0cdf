import type { Logger } from './types.js';

/** Writes to the console; what an engine uses unless it is given a logger. */
export const consoleLogger: Logger = {
  info: (message, details) => {
    console.info(message, details ?? '');
  },
  warn: (message, details) => {
    console.warn(message, details ?? '');
  },
  error: (message, details) => {
    console.error(message, details ?? '');
  },
};
