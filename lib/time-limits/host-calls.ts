import type { Logger } from '../types.js';
import { tryAgain } from './try-again.js';
import { withinTime } from './within-time.js';

interface HostCallsOptions {
  readonly logger: Logger;
  /** After so many ms it is logged that the host takes long. */
  readonly slowMs: number;
  /** How long the host may take, in ms. */
  readonly timeoutMs: number;
}

/** Something that the host is called for, in the words of the log: `<who> took 12 ms <when>`. */
export interface HostCall {
  readonly who: string;
  readonly when: string;
  /** Facts for the log. */
  readonly details: object;
  /** How long it may take where it may take less than others, in ms. */
  readonly timeoutMs?: number;
}

/** Calls functions of the host's under our locks: for so long and no longer, and not without a word. */
export class HostCalls {
  readonly #options: HostCallsOptions;

  constructor(options: HostCallsOptions) {
    this.#options = options;
  }

  /**
   * Calls a function of the host's. The signal aborts when its time is up.
   *
   * @throws whatever it throws; WorkflowError `TRY_AGAIN` where it takes longer than it may
   */
  async run<Result>(
    { who, when, details, timeoutMs = Infinity }: HostCall,
    call: (signal: AbortSignal) => Promise<Result> | Result,
  ): Promise<Result> {
    const { logger, slowMs } = this.#options;
    const ms = Math.min(timeoutMs, this.#options.timeoutMs);
    const startedAt = performance.now();
    const warn = (): void => {
      logger.warn(`${who} has taken ${slowMs} ms ${when}, under a lock, and is not done.`, details);
    };
    const late = (): Error => {
      const problem = `${who} took more than ${ms} ms ${when}, under a lock.`;
      logger.error(`${problem} It is not waited for any longer.`, details);
      return tryAgain(problem);
    };
    const timer = setTimeout(warn, slowMs).unref();
    try {
      return await withinTime({ ms, late }, call);
    } finally {
      clearTimeout(timer);
      const took = Math.round(performance.now() - startedAt);
      if (took > slowMs && took < ms) {
        logger.warn(`${who} took ${took} ms ${when}, under a lock.`, { ...details, ms: took });
      }
    }
  }
}
