import pLimit from 'p-limit';
import type { AttemptResult, ClaimedRun, Settlement } from '../store/deliveries.js';
import type { Clock } from '../types.js';
import { attempt } from './attempt.js';
import type { AttemptOptions, Failure } from './attempt.js';
import { resultOfFailure } from './attempt-result.js';
import type { Backoff } from './backoff.js';
import { Bookkeeping } from './bookkeeping.js';
import type { BookkeepingOptions } from './bookkeeping.js';

/** How many attachments one process delivers for at a time, so that a slow one holds back no other. */
const QUEUES_AT_ONCE = 16;

/** What the deliveries of one engine work with. */
export interface DispatcherOptions extends AttemptOptions, BookkeepingOptions {
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

/** Why a run is given up on that nobody lived to see fail. */
const ABANDONED: Failure = {
  error: null,
  message: 'The process that tried it ended, or lost the database, before the last attempt was over.',
};

/** What one run of the dispatcher is asked for. */
export interface DispatchRequest {
  /** The time against which what is due is judged. */
  readonly now: Date;
  /** How many attachments are looked for at a time. */
  readonly batchSize: number;
  /** Whether to stop between two deliveries. */
  isStopped(): boolean;
}

/** One round of deliveries. */
interface Round {
  readonly counts: Counts;
  /** The time against which what is due is judged; `null` for the engine's clock, each time. */
  readonly now: Date | null;
  readonly isStopped: () => boolean;
  /** Whether it looks for attachments until none is left, and so comes back to what is put into a queue meanwhile. */
  readonly comesBack: boolean;
  /** Attachments whose queue the database did not let go on: not for this round any more. */
  readonly broken: Set<number>;
}

/** A run, and what became of the attempt to deliver it. */
interface Tried extends Settlement {
  readonly run: ClaimedRun;
}

/** An attachment that is being delivered for. */
interface Delivering {
  /** Whether something has come since that was begun, which the round that is under way may not see. */
  isStale: boolean;
  finished: Promise<void>;
}

/** Delivers what the outbox holds: in order for each attachment, side by side for several. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #lanes = pLimit(QUEUES_AT_ONCE);
  readonly #busy = new Map<number, Delivering>();
  readonly #background = new Set<Promise<unknown>>();
  readonly #bookkeeping: Bookkeeping;
  #isStopped = false;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#bookkeeping = new Bookkeeping(options);
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
  async run(request: DispatchRequest): Promise<DispatchCounts> {
    const { now, batchSize } = request;
    const isStopped = (): boolean => request.isStopped();
    const round = { counts: noCounts(), now, isStopped, comesBack: true, broken: new Set<number>() };
    const delivering = new Map<number, Promise<void>>();
    try {
      for (;;) {
        const isWanting = !isStopped() && this.#lanes.pendingCount < QUEUES_AT_ONCE;
        const found = isWanting ? await this.#findQueues(round, batchSize) : [];
        for (const id of found) {
          const queue = this.#deliverAll(id, round).finally(() => delivering.delete(id));
          delivering.set(id, queue);
        }
        if (delivering.size === 0) return round.counts;
        if (found.length === 0) await Promise.race(delivering.values());
      }
    } finally {
      await Promise.all(delivering.values());
    }
  }

  async #findQueues({ now, broken }: Round, count: number): Promise<readonly number[]> {
    const limit = count + this.#busy.size + broken.size;
    const found = await this.#bookkeeping.findQueues(now ?? this.#options.clock.now(), limit);
    return found.filter((id) => !this.#busy.has(id) && !broken.has(id));
  }

  /** Delivers what is due of one attachment, in order. */
  async drain(attachmentId: number): Promise<DispatchCounts> {
    const round = this.#ownRound();
    await this.#deliverAll(attachmentId, round);
    return round.counts;
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

  #ownRound(): Round {
    const isStopped = (): boolean => this.#isStopped;
    return { counts: noCounts(), now: null, isStopped, comesBack: false, broken: new Set() };
  }

  /** Whoever comes while an attachment is being delivered for waits for that, and for what has come since. */
  #deliverAll(attachmentId: number, round: Round): Promise<void> {
    const busy = this.#busy.get(attachmentId);
    if (busy !== undefined) {
      busy.isStale = true;
      return busy.finished;
    }
    const mark: Delivering = { isStale: false, finished: Promise.resolve() };
    this.#busy.set(attachmentId, mark);
    mark.finished = this.#deliverFor(attachmentId, round, mark);
    return mark.finished;
  }

  /** Whatever the database does to it, it is the outbox that remembers: the next run finds what is left. */
  async #deliverFor(attachmentId: number, round: Round, mark: Delivering): Promise<void> {
    try {
      await this.#deliverQueue(attachmentId, round);
      while (mark.isStale) {
        mark.isStale = false;
        await this.#deliverQueue(attachmentId, this.#ownRound());
      }
    } catch (error) {
      round.broken.add(attachmentId);
      const message = `The actions of attachment ${attachmentId} could not be delivered; they are tried again.`;
      this.#options.logger.error(message, { attachmentId, error });
    } finally {
      this.#busy.delete(attachmentId);
    }
  }

  async #deliverQueue(attachmentId: number, round: Round): Promise<void> {
    while (!round.isStopped()) {
      // While what became of it is written, another attachment may be delivered for.
      const tried = await this.#lanes(() => this.#tryNext(attachmentId, round));
      if (tried === null) return;
      await this.#settle(tried, round);
      if (round.comesBack && !tried.run.hasNext) return;
    }
  }

  /** @returns `null` where nothing is to be had, or no more is wanted */
  async #tryNext(attachmentId: number, round: Round): Promise<Tried | null> {
    if (round.isStopped()) return null;
    const { clock, backoff } = this.#options;
    const run = await this.#bookkeeping.claimNext({ attachmentId, now: round.now ?? clock.now() });
    if (run === null) return null;
    const failure = run.attempts > backoff.maxAttempts ? ABANDONED : await attempt(this.#options, run);
    // A round never comes upon what it has put off itself, whatever time it goes by.
    const now = later(clock.now(), round.now);
    const result =
      failure === null
        ? ({ status: 'delivered' } as const)
        : resultOfFailure(failure, { attempt: run.attempts, now, backoff, chance: Math.random() });
    return { run, result, now };
  }

  async #settle(tried: Tried, { counts }: Round): Promise<void> {
    const { run, result } = tried;
    const isOurs = await this.#bookkeeping.settle(tried);
    this.#report(run, result, isOurs);
    if (isOurs) counts[result.status === 'pending' ? 'retried' : result.status] += 1;
  }

  #report(run: ClaimedRun, result: AttemptResult, isOurs: boolean): void {
    const { logger } = this.#options;
    const { id, attachmentId, handler, event, attempts } = run;
    const details = { id, attachmentId, handler, event, attempts };
    if (!isOurs) {
      logger.warn(`Action ${handler} took so long that it is, or may be, tried elsewhere.`, details);
    } else if (result.status === 'pending') {
      const { dueAt, error } = result;
      const message = `Action ${handler} failed; it is tried again at ${dueAt.toISOString()}.`;
      logger.warn(message, { ...details, error });
    } else if (result.status === 'dead') {
      const message = `Action ${handler} is given up on. Retry it with engine.actionRuns.retry(${id}, …), or POST /action_runs/${id}/retry.`;
      logger.error(message, { ...details, error: result.error });
    }
  }
}

function noCounts(): Counts {
  return { delivered: 0, retried: 0, dead: 0 };
}

function later(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}
