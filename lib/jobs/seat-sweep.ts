import { isOfBlocked } from '../commands/blocked.js';
import type { CommandContext } from '../commands/context.js';
import type { ReassignOutcome } from '../commands/reassign.js';
import { reassign } from '../commands/reassign.js';
import { WorkflowError } from '../errors.js';
import type { ClaimedRow } from '../store/claims.js';
import { Claims } from '../store/claims.js';
import type { SeatSelection } from '../store/due-seats.js';
import { DueSeats, dueSeats } from '../store/due-seats.js';
import type { JobOptions } from './job.js';
import { Sweep } from './sweep.js';

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

/** How long a seat is left alone that should move and has nobody to move to. */
const REST_SECONDS = 900;

/** One run of a job that passes seats on, each in a transaction of its own. */
export class SeatSweep {
  readonly counts: Record<keyof SeatCounts, number> = {
    moved: 0,
    removed: 0,
    stayed: 0,
    notDue: 0,
    failed: 0,
  };
  readonly due: DueSeats;
  readonly #context: CommandContext;
  readonly #claims: Claims;
  readonly #sweep: Sweep;

  constructor(context: CommandContext, options: JobOptions) {
    this.#context = context;
    this.due = new DueSeats(context.database);
    this.#claims = new Claims(context.database, context.database.models.Assignment);
    this.#sweep = new Sweep(context, this.#claims, options);
  }

  /** The time against which seats are judged. */
  get now(): Date {
    return this.#sweep.now;
  }

  /** Whether the job was told to stop between two rows. */
  isStopped(): boolean {
    return this.#sweep.isStopped();
  }

  /** Handles every seat of a selection that no other process has claimed. */
  async drain(selection: SeatSelection): Promise<void> {
    const isAbandoned = !('overdueAt' in selection);
    await this.#sweep.drain(dueSeats(selection), (seat) => this.#handle(seat, isAbandoned));
  }

  async #handle(seat: ClaimedRow, isAbandoned: boolean): Promise<void> {
    try {
      const outcome = await this.#reassign(seat);
      const isLeft = isAbandoned && outcome !== 'moved' && outcome !== 'removed' && (await this.#leave(seat));
      this.counts[isLeft ? 'stayed' : COUNTERS[outcome]] += 1;
    } catch (error) {
      if (isOfBlocked(error)) {
        this.counts[(await this.#rest(seat)) ? 'stayed' : 'notDue'] += 1;
        return;
      }
      this.counts.failed += 1;
      this.#context.logger.error(`Seat ${seat.id} could not be reassigned.`, { ...seat, error });
    }
  }

  /** @returns whether the seat is still open */
  async #rest(seat: ClaimedRow): Promise<boolean> {
    return this.#context.transactions.open((transaction) =>
      this.#claims.rest(seat, { seconds: REST_SECONDS }, transaction),
    );
  }

  /** @returns whether the seat is still open */
  async #leave(seat: ClaimedRow): Promise<boolean> {
    const isOpen = await this.#rest(seat);
    if (isOpen) {
      const advice = `Replace its holder with POST /assignments/${seat.id}/replace.`;
      this.#context.logger.warn(`Seat ${seat.id} stays with who cannot decide. ${advice}`, seat);
    }
    return isOpen;
  }

  /** That nobody is left to seat is no failure of the job: somebody must change the approval, or replace the holder. */
  async #reassign(seat: ClaimedRow): Promise<ReassignOutcome> {
    const { id: assignmentId, company, attachmentId } = seat;
    try {
      return await reassign(this.#context, { assignmentId, company, attachmentId, now: this.now });
    } catch (error) {
      if (!(error instanceof WorkflowError) || error.code !== 'NO_APPROVER') throw error;
      this.#context.logger.warn(error.message, seat);
      return 'stayed';
    }
  }
}
