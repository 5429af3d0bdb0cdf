import { WorkflowError } from '../lib/errors.js';
import { tryAgain } from '../lib/time-limits/try-again.js';
import { withinTime } from '../lib/time-limits/within-time.js';
import type { Declaration } from './operation.js';

/** What is to be known of a route before its requests are answered. */
export type Route = Pick<Declaration, 'method' | 'path' | 'isUnlimited'>;

/** Lets nobody wait for a request for ever: reads wait for locks, too, and functions of the host's for anything. */
export class RequestLimit {
  readonly #route: Route;
  readonly #ms: number;
  readonly #startedAt = performance.now();

  constructor(route: Route, ms: number) {
    this.#route = route;
    this.#ms = ms;
  }

  /**
   * Does what comes before a request may change anything.
   *
   * @throws WorkflowError `TRY_AGAIN` where the request takes longer than it may
   */
  async prepare<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#route.isUnlimited === true) return work();
    const left = Math.max(0, this.#ms - (performance.now() - this.#startedAt));
    return withinTime({ ms: left, late: () => tryAgain(this.#problem) }, work);
  }

  /**
   * Does what a request is for. A transaction of ours is answered before this is over, with what has become of it.
   *
   * @throws WorkflowError `TRY_AGAIN` where that takes longer than it may, `OUTCOME_UNKNOWN` where it may have been done
   */
  async handle<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#route.method === 'get') return this.prepare(work);
    const late = (): Error =>
      new WorkflowError(
        'OUTCOME_UNKNOWN',
        'The answer takes longer than it may, so that nobody knows whether this is stored. ' +
          'Read the status before you repeat it; with the same Idempotency-Key you may repeat it at once.',
        { cause: new Error(this.#problem) },
      );
    return withinTime({ ms: this.#ms, late }, work);
  }

  get #problem(): string {
    const { method, path } = this.#route;
    return `${method.toUpperCase()} ${path} took more than ${this.#ms} ms.`;
  }
}
