import type { WorkflowError } from '../errors.js';
import { tryAgain } from './try-again.js';
import type { TimeLimit } from './within-time.js';

/** The time that is left for something, from the moment on in which this was made. */
export class Budget {
  readonly #ms: number;
  readonly #endsAt: number;

  constructor(ms: number) {
    this.#ms = ms;
    this.#endsAt = performance.now() + ms;
  }

  /** Whether the time is up. */
  get isOver(): boolean {
    return this.#left === 0;
  }

  /** The rest of the time, as a limit. */
  get limit(): TimeLimit {
    return { ms: this.#left, late: () => this.exceeded() };
  }

  /** What is thrown when the time is up. */
  exceeded(cause?: unknown): WorkflowError {
    return tryAgain(`A transaction took more than ${this.#ms} ms, with its repetitions.`, cause);
  }

  get #left(): number {
    return Math.max(0, Math.ceil(this.#endsAt - performance.now()));
  }
}
