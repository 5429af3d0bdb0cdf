import type { ClaimedRow, Claims, Due } from '../store/claims.js';
import type { JobRun } from './job-run.js';

/** What a job does with the rows of one selection. */
export interface BatchWork<Counter extends string> {
  readonly due: Due;
  readonly counts: Record<Counter, number>;
  /** Handles one row. @returns what it is counted as */
  readonly handle: (row: ClaimedRow) => Promise<Counter>;
}

/** The rows that one run of a job claims, batch by batch, so that each is handled by one process at a time. */
export class ClaimedBatches {
  readonly #run: JobRun;
  readonly #claims: Claims;
  // Claims that ran out during a long run must not bring it back to the same rows for ever.
  readonly #handled = new Set<number>();

  constructor(run: JobRun, claims: Claims) {
    this.#run = run;
    this.#claims = claims;
  }

  /** Handles everything that is due and that no other process has claimed. */
  async handleAll<Counter extends string>(work: BatchWork<Counter>): Promise<void> {
    const { context, batchSize } = this.#run;
    while (!this.#run.isStopped()) {
      const { rows, isLast } = await context.transactions.openBatch(async (transaction) => {
        const claim = await this.#claims.take(work.due, batchSize, transaction);
        // Each of them would be asked for by itself otherwise.
        const attachmentIds = claim.rows.map(({ attachmentId }) => attachmentId);
        await context.attachments.readReferences(attachmentIds, transaction);
        return claim;
      });
      const fresh = rows.filter(({ id }) => !this.#handled.has(id));
      await this.#handleBatch(fresh, work);
      if (isLast || (fresh.length === 0 && rows.length > 0)) return;
    }
  }

  /**
   * Leaves a row alone for some time, because asking every minute would not help it.
   *
   * @param more - What is written down on that occasion
   * @returns whether it is still open
   */
  async backOff(
    row: ClaimedRow,
    more: { readonly seconds: number; readonly blockedReason?: string },
  ): Promise<boolean> {
    return this.#run.context.transactions.keepBooks(1, (transaction) =>
      this.#claims.postpone(row, more, transaction),
    );
  }

  async #handleBatch<Counter extends string>(
    rows: readonly ClaimedRow[],
    { counts, handle }: BatchWork<Counter>,
  ): Promise<void> {
    for (const [index, row] of rows.entries()) {
      if (this.#run.isStopped()) {
        const left = rows.slice(index);
        await this.#run.context.transactions.keepBooks(left.length, (transaction) =>
          this.#claims.release(left, transaction),
        );
        return;
      }
      this.#handled.add(row.id);
      counts[await handle(row)] += 1;
    }
  }
}
