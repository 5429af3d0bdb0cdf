import pLimit from 'p-limit';
import type { ClaimedRun, Deliverable, Outbox } from '../store/outbox.js';
import type { Clock } from '../types.js';
import { attempt } from './attempt.js';
import type { AttemptOptions } from './attempt.js';
import { resultOfFailure } from './attempt-result.js';
import type { Backoff } from './backoff.js';

/** How many attachments one process delivers for at a time, so that a slow one holds back no other. */
const QUEUES_AT_ONCE = 16;

/** What the deliveries of one engine work with. */
export interface DispatcherOptions extends AttemptOptions {
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly backoff: Backoff;
}

/** What one run of the dispatcher has done, in deliveries. */
export interface DispatchCounts {
  readonly delivered: number;
  /** Failed, to be tried again later. */
  readonly retried: number;
  /** Given up on. */
  readonly dead: number;
}

type Counts = Record<keyof DispatchCounts, number>;

/** What one run of the dispatcher is asked for. */
export interface DispatchRequest {
  /** The time against which what is due is judged. */
  readonly now: Date;
  /** How many attachments are looked for at a time. */
  readonly batchSize: number;
  /** Stops it between two deliveries. */
  readonly signal?: AbortSignal | undefined;
}

/** One round of deliveries. */
interface Sweep {
  readonly counts: Counts;
  /** The time against which what is due is judged; `null` for the engine's clock, each time. */
  readonly now: Date | null;
  readonly isStopped: () => boolean;
  /** Attachments whose queue the database did not let go on: not for this round any more. */
  readonly broken: Set<number>;
}

/** Delivers what the outbox holds: in order for each attachment, side by side for several. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #lanes = pLimit(QUEUES_AT_ONCE);
  /** The attachments that are being delivered for, and whether something has come since that was begun. */
  readonly #busy = new Map<number, { isStale: boolean }>();
  readonly #background = new Set<Promise<unknown>>();
  #isStopped = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  /** Delivers for an attachment soon, without making anyone wait: what a commit has just put into the outbox. */
  wake(attachmentId: number): void {
    if (this.#isStopped) return;
    const delivering = this.drain(attachmentId);
    this.#background.add(delivering);
    void delivering.finally(() => this.#background.delete(delivering));
  }

  /**
   * Delivers everything that is due, until nothing is left or it is told to stop between two deliveries. Attachments
   * come in as others are done, so that one whose handler hangs holds back no other.
   */
  async run({ now, batchSize, signal }: DispatchRequest): Promise<DispatchCounts> {
    const counts: Counts = { delivered: 0, retried: 0, dead: 0 };
    const isStopped = (): boolean => signal?.aborted === true;
    const sweep = { counts, now, isStopped, broken: new Set<number>() };
    const delivering = new Map<number, Promise<void>>();
    for (;;) {
      for (const id of isStopped() ? [] : await this.#findQueues(sweep, batchSize)) {
        const queue = this.#deliverAll(id, sweep).finally(() => delivering.delete(id));
        delivering.set(id, queue);
      }
      if (delivering.size === 0) return counts;
      await Promise.race(delivering.values());
    }
  }

  async #findQueues({ now, broken }: Sweep, batchSize: number): Promise<readonly number[]> {
    const { outbox, clock } = this.#options;
    const limit = batchSize + this.#busy.size + broken.size;
    const found = await outbox.findQueues(this.#deliverable(now ?? clock.now()), limit);
    return found.filter((id) => !this.#busy.has(id) && !broken.has(id));
  }

  /** Delivers what is due of one attachment, in order. */
  async drain(attachmentId: number): Promise<DispatchCounts> {
    const counts: Counts = { delivered: 0, retried: 0, dead: 0 };
    const isStopped = (): boolean => this.#isStopped;
    await this.#deliverAll(attachmentId, { counts, now: null, isStopped, broken: new Set() });
    return counts;
  }

  /** Waits until what commits of this process have left is delivered, or waits to be tried again. */
  async flush(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background);
  }

  /** Begins nothing more by itself, and waits for what is being delivered. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.flush();
  }

  /** Lets commits be followed by their deliveries again. */
  start(): void {
    this.#isStopped = false;
  }

  /** Whatever the database does to it, it is the outbox that remembers: the next run finds what is left. */
  async #deliverAll(attachmentId: number, sweep: Sweep): Promise<void> {
    const running = this.#busy.get(attachmentId);
    if (running !== undefined) {
      running.isStale = true;
      return;
    }
    const mark = { isStale: true };
    this.#busy.set(attachmentId, mark);
    try {
      while (mark.isStale) {
        mark.isStale = false;
        await this.#lanes(() => this.#deliverQueue(attachmentId, sweep));
      }
    } catch (error) {
      sweep.broken.add(attachmentId);
      const message = `The actions of attachment ${attachmentId} could not be delivered; they are tried again.`;
      this.#options.logger.error(message, { attachmentId, error });
    } finally {
      this.#busy.delete(attachmentId);
    }
  }

  async #deliverQueue(attachmentId: number, { counts, now, isStopped }: Sweep): Promise<void> {
    const { outbox, transactions, clock } = this.#options;
    while (!isStopped()) {
      const deliverable = this.#deliverable(now ?? clock.now());
      const run = await transactions.open((transaction) =>
        outbox.claimNext(attachmentId, deliverable, transaction),
      );
      if (run === null) return;
      counts[await this.#deliver(run)] += 1;
    }
  }

  async #deliver(run: ClaimedRun): Promise<keyof DispatchCounts> {
    const { outbox, transactions, clock, logger, backoff } = this.#options;
    const failure = await attempt(this.#options, run);
    const now = clock.now();
    const result =
      failure === null
        ? ({ status: 'delivered' } as const)
        : resultOfFailure(failure, { attempt: run.attempts, now, backoff, chance: Math.random() });
    await transactions.open((transaction) => outbox.settle(run, { result, now }, transaction));
    if (result.status === 'delivered') return 'delivered';
    const { id, attachmentId, handler, event, attempts } = run;
    const details = { id, attachmentId, handler, event, attempts, error: result.error };
    if (result.status === 'pending') {
      logger.warn(`Action ${handler} failed; it is tried again at ${result.dueAt.toISOString()}.`, details);
      return 'retried';
    }
    logger.error(`Action ${handler} is given up on. Retry it with engine.retryActionRun(${id}).`, details);
    return 'dead';
  }

  #deliverable(now: Date): Deliverable {
    return { handlers: this.#options.handlers.names, now };
  }
}
