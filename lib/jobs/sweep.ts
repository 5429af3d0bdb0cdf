import type { CommandContext } from '../commands/context.js';
import type { Claims, ClaimedRow, Due } from '../store/claims.js';
import type { JobOptions } from './job.js';
import { DEFAULT_BATCH_SIZE } from './job.js';

/** One run of a job that claims rows in batches, and handles each by itself. */
export class Sweep {
  /** The time against which rows are judged. */
  readonly now: Date;
  readonly #context: CommandContext;
  readonly #claims: Claims;
  readonly #batchSize: number;
  readonly #signal: AbortSignal | undefined;
  // Claims that ran out during a long run must not bring it back to the same rows for ever.
  readonly #handled = new Set<number>();

  constructor(
    context: CommandContext,
    claims: Claims,
    { now = context.clock.now(), batchSize = DEFAULT_BATCH_SIZE, signal }: JobOptions,
  ) {
    this.#context = context;
    this.#claims = claims;
    this.now = now;
    this.#batchSize = batchSize;
    this.#signal = signal;
  }

  /** Whether the job was told to stop between two rows. */
  isStopped(): boolean {
    return this.#signal?.aborted === true;
  }

  /** Handles everything that is due and that no other process has claimed. */
  async drain(due: Due, handle: (row: ClaimedRow) => Promise<void>): Promise<void> {
    const { transactions } = this.#context;
    while (!this.isStopped()) {
      const { rows, isLast } = await transactions.openBatch((transaction) =>
        this.#claims.take(due, this.#batchSize, transaction),
      );
      const fresh = rows.filter(({ id }) => !this.#handled.has(id));
      await this.#handleAll(fresh, handle);
      if (isLast || (fresh.length === 0 && rows.length > 0)) return;
    }
  }

  async #handleAll(rows: readonly ClaimedRow[], handle: (row: ClaimedRow) => Promise<void>): Promise<void> {
    for (const [index, row] of rows.entries()) {
      if (this.isStopped()) {
        await this.#context.transactions.openBatch((transaction) =>
          this.#claims.release(rows.slice(index), transaction),
        );
        return;
      }
      this.#handled.add(row.id);
      await handle(row);
    }
  }
}
