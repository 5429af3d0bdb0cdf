import type { ClaimedRun, Deliveries, Queue, Settlement } from '../store/deliveries.js';
import type { Transactions } from '../transactions.js';
import { Grouped } from './grouped.js';
import type { HandlerRegistry } from './handler-registry.js';

/** What the bookkeeping of deliveries works with. */
export interface BookkeepingOptions {
  readonly deliveries: Deliveries;
  readonly handlers: HandlerRegistry;
  readonly transactions: Transactions;
}

/** Claims and settles deliveries: in one statement what several attachments wait for at the same time. */
export class Bookkeeping {
  readonly #options: BookkeepingOptions;
  readonly #claims = new Grouped((queues: readonly Queue[]) => this.#claimAll(queues));
  readonly #settlements = new Grouped((settlements: readonly Settlement[]) => this.#settleAll(settlements));

  constructor(options: BookkeepingOptions) {
    this.#options = options;
  }

  /** Attachments of which something is due that this process has a handler for. */
  async findQueues(now: Date, limit: number): Promise<readonly number[]> {
    const { deliveries, handlers } = this.#options;
    return deliveries.findQueues({ handlers: handlers.names, now }, limit);
  }

  /** Claims the next run of a queue; `null` where nothing is to be had. */
  async claimNext(queue: Queue): Promise<ClaimedRun | null> {
    return this.#claims.ask(queue);
  }

  /** Writes what became of an attempt; `false` where the claim had run out, and another process has the run. */
  async settle(settlement: Settlement): Promise<boolean> {
    return this.#settlements.ask(settlement);
  }

  async #claimAll(queues: readonly Queue[]): Promise<readonly (ClaimedRun | null)[]> {
    const { deliveries, handlers, transactions } = this.#options;
    const claimed = await transactions.keepBooks(queues.length, (transaction) =>
      deliveries.claimHeads(queues, handlers.names, transaction),
    );
    return queues.map(({ attachmentId }) => claimed.get(attachmentId) ?? null);
  }

  async #settleAll(settlements: readonly Settlement[]): Promise<readonly boolean[]> {
    const { deliveries, transactions } = this.#options;
    const areOurs = await transactions.keepBooks(settlements.length, async (transaction) => {
      const held = await deliveries.settle(settlements, transaction);
      // This rolls all of them back, and each is settled by itself.
      if (!held && settlements.length > 1) throw new Error('One of several claims had run out.');
      return held;
    });
    return settlements.map(() => areOurs);
  }
}
