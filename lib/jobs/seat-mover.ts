import { isOfBlocked } from '../commands/blocked.js';
import type { ReassignOutcome } from '../flow/commands/outcome.js';
import { reassign } from '../commands/reassign.js';
import { WorkflowError } from '../errors.js';
import type { ClaimedRow } from '../store/claims.js';
import { Claims } from '../store/claims.js';
import type { SeatSelection } from '../store/due-seats.js';
import { dueSeats } from '../store/due-seats.js';
import { ClaimedBatches } from './claimed-batches.js';
import type { JobRun } from './job-run.js';

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
const BACK_OFF_SECONDS = 900;

/** Passes seats on in one run of a job, each in a transaction of its own. */
export class SeatMover {
  readonly counts: Record<keyof SeatCounts, number> = {
    moved: 0,
    removed: 0,
    stayed: 0,
    notDue: 0,
    failed: 0,
  };
  readonly #run: JobRun;
  readonly #batches: ClaimedBatches;

  constructor(run: JobRun) {
    this.#run = run;
    this.#batches = new ClaimedBatches(run, new Claims(run.context.database, 'Assignment'));
  }

  /** Handles every seat of a selection that no other process has claimed. */
  async moveAll(selection: SeatSelection): Promise<void> {
    const isAbandoned = !('overdueAt' in selection);
    await this.#batches.handleAll({
      due: dueSeats(selection),
      counts: this.counts,
      handle: (seat) => this.#move(seat, isAbandoned),
    });
  }

  async #move(seat: ClaimedRow, isAbandoned: boolean): Promise<keyof SeatCounts> {
    try {
      const outcome = await this.#reassign(seat);
      const isLeft = isAbandoned && outcome !== 'moved' && outcome !== 'removed' && (await this.#leave(seat));
      return isLeft ? 'stayed' : COUNTERS[outcome];
    } catch (error) {
      if (isOfBlocked(error)) return (await this.#backOff(seat)) ? 'stayed' : 'notDue';
      this.#run.context.logger.error(`Seat ${seat.id} could not be reassigned.`, { ...seat, error });
      return 'failed';
    }
  }

  /** @returns whether the seat is still open */
  async #backOff(seat: ClaimedRow): Promise<boolean> {
    return this.#batches.backOff(seat, { seconds: BACK_OFF_SECONDS });
  }

  /** @returns whether the seat is still open */
  async #leave(seat: ClaimedRow): Promise<boolean> {
    const isOpen = await this.#backOff(seat);
    if (isOpen) {
      const advice = `Replace its holder with POST /assignments/${seat.id}/replace.`;
      this.#run.context.logger.warn(`Seat ${seat.id} stays with who cannot decide. ${advice}`, seat);
    }
    return isOpen;
  }

  /** That nobody is left to seat is no failure of the job: somebody must change the approval, or replace the holder. */
  async #reassign(seat: ClaimedRow): Promise<ReassignOutcome> {
    const { context, now } = this.#run;
    const { id: assignmentId, company, attachmentId } = seat;
    try {
      return await reassign(context, { assignmentId, company, attachmentId, now });
    } catch (error) {
      if (!(error instanceof WorkflowError) || error.code !== 'NO_APPROVER') throw error;
      context.logger.warn(error.message, seat);
      return 'stayed';
    }
  }
}
