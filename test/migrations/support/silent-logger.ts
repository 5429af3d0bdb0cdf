import type { Logger } from '../../../lib/types.js';

/** A logger that says nothing. */
export const silentLogger: Logger = { info: say, warn: say, error: say };

function say(): void {
  // Nothing.
}
