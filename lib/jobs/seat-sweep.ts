import type { CommandContext } from '../commands/context.js';
import type { ReassignOutcome } from '../commands/reassign.js';
import { reassign } from '../commands/reassign.js';
import { WorkflowError } from '../errors.js';
import type { ClaimedSeat, SeatSelection } from '../store/due-seats.js';
import { DueSeats } from '../store/due-seats.js';
import type { JobOptions } from './job.js';
import { DEFAULT_BATCH_SIZE } from './job.js';

/** What one run of a job has done, in seats. */
export interface SeatCounts {
  /** Passed to somebody else. */
  readonly moved: number;
  /** Taken away, because nobody else may hold them and others on the step decide. */
  readonly removed: number;
  /** Left where they are, because there is nobody else. */
  readonly stayed: number;
  /** Decided or moved since they were claimed. */
  readonly notDue: number;
  /** Not handled because of an error, which is logged; they are tried again when their claim runs out. */
  readonly failed: number;
}

const COUNTERS: Readonly<Record<ReassignOutcome, keyof SeatCounts>> = {
  moved: 'moved',
  removed: 'removed',
  stayed: 'stayed',
  not_due: 'notDue',
};

/** One run of a job that passes seats on: claims them in batches and handles each in a transaction of its own. */
export class SeatSweep {
  readonly counts: Record<keyof SeatCounts, number> = {
    moved: 0,
    removed: 0,
    stayed: 0,
    notDue: 0,
    failed: 0,
  };
  readonly due: DueSeats;
  /** The time against which seats are judged. */
  readonly now: Date;
  readonly #context: CommandContext;
  readonly #batchSize: number;
  readonly #signal: AbortSignal | undefined;
  // Claims that ran out during a long run must not bring it back to the same seats for ever.
  readonly #handled = new Set<number>();

  constructor(
    context: CommandContext,
    { now = context.clock.now(), batchSize = DEFAULT_BATCH_SIZE, signal }: JobOptions,
  ) {
    this.#context = context;
    this.due = new DueSeats(context.database);
    this.now = now;
    this.#batchSize = batchSize;
    this.#signal = signal;
  }

  /** Whether the job was told to stop between two rows. */
  isStopped(): boolean {
    return this.#signal?.aborted === true;
  }

  /** Handles every seat of a selection that no other process has claimed. */
  async drain(selection: SeatSelection): Promise<void> {
    const { transactions } = this.#context;
    while (!this.isStopped()) {
      const { seats, isLast } = await transactions.open((transaction) =>
        this.due.claim(selection, this.#batchSize, transaction),
      );
      const fresh = seats.filter(({ assignmentId }) => !this.#handled.has(assignmentId));
      await this.#handleAll(fresh, !('overdueAt' in selection));
      if (isLast || (fresh.length === 0 && seats.length > 0)) return;
    }
  }

  async #handleAll(seats: readonly ClaimedSeat[], isAbandoned: boolean): Promise<void> {
    for (const [index, seat] of seats.entries()) {
      if (this.isStopped()) {
        await this.#context.transactions.open((transaction) =>
          this.due.release(seats.slice(index), transaction),
        );
        return;
      }
      this.#handled.add(seat.assignmentId);
      await this.#handle(seat, isAbandoned);
    }
  }

  async #handle(seat: ClaimedSeat, isAbandoned: boolean): Promise<void> {
    try {
      const outcome = await this.#reassign(seat);
      const isLeft = isAbandoned && outcome !== 'moved' && outcome !== 'removed' && (await this.#rest(seat));
      this.counts[isLeft ? 'stayed' : COUNTERS[outcome]] += 1;
    } catch (error) {
      this.counts.failed += 1;
      this.#context.logger.error(`Seat ${seat.assignmentId} could not be reassigned.`, { ...seat, error });
    }
  }

  /** @returns whether the seat is still open */
  async #rest(seat: ClaimedSeat): Promise<boolean> {
    const isOpen = await this.#context.transactions.open((transaction) => this.due.rest(seat, transaction));
    if (isOpen) {
      const advice = `Replace its holder with POST /assignments/${seat.assignmentId}/replace.`;
      this.#context.logger.warn(`Seat ${seat.assignmentId} stays with who cannot decide. ${advice}`, seat);
    }
    return isOpen;
  }

  /** That nobody is left to seat is no failure of the job: somebody must change the approval, or replace the holder. */
  async #reassign(seat: ClaimedSeat): Promise<ReassignOutcome> {
    try {
      return await reassign(this.#context, { ...seat, now: this.now });
    } catch (error) {
      if (!(error instanceof WorkflowError) || error.code !== 'NO_APPROVER') throw error;
      this.#context.logger.warn(error.message, seat);
      return 'stayed';
    }
  }
}
