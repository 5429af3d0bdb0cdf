import type { Transaction } from 'sequelize';
import { afterRootCommit, rootOf } from '../after-root-commit.js';
import type { History, SealedPlace } from '../store/history.js';
import type { Logger } from '../types.js';
import type { EngineEvents } from './events.js';
import type { ActionFacts } from './facts.js';

/** What one command has to tell, and the last entry of the history that it wrote. */
export interface Announcement {
  readonly facts: readonly ActionFacts[];
  readonly lastEntry: SealedPlace;
}

interface AnnouncementsOptions {
  readonly events: EngineEvents;
  readonly history: History;
  readonly logger: Logger;
}

/**
 * Tells listeners what commands have done: once the root transaction has committed, in order, and only that of which
 * the history is stored. What was rolled back to a savepoint, or with a COMMIT that failed, is not.
 */
export class Announcements {
  readonly #options: AnnouncementsOptions;
  readonly #waiting = new WeakMap<Transaction, Map<string, Announcement>>();
  #told: Promise<void> = Promise.resolve();

  constructor(options: AnnouncementsOptions) {
    this.#options = options;
  }

  /** Leaves something to be told when the root transaction has committed. */
  add(announcement: Announcement, transaction: Transaction): void {
    const waiting = this.#waitingOn(rootOf(transaction));
    const { hash } = announcement.lastEntry;
    // What was rolled back, and done again at the same time, has the same seal: it is told once, where it was done last.
    waiting.delete(hash);
    waiting.set(hash, announcement);
  }

  #waitingOn(root: Transaction): Map<string, Announcement> {
    const known = this.#waiting.get(root);
    if (known !== undefined) return known;
    const waiting = new Map<string, Announcement>();
    this.#waiting.set(root, waiting);
    afterRootCommit(root, () => {
      // One after the other, so that a transaction that commits later is also told later.
      this.#told = this.#told.then(() => this.#tell([...waiting.values()]));
    });
    return waiting;
  }

  /** Waits until what has committed is told. */
  async flush(): Promise<void> {
    await this.#told;
  }

  async #tell(announcements: readonly Announcement[]): Promise<void> {
    const { events, history, logger } = this.#options;
    if (!events.isObserved) return;
    try {
      const stored = await history.findStored(announcements.map(({ lastEntry }) => lastEntry));
      for (const { facts, lastEntry } of announcements) {
        if (!stored.has(lastEntry.hash)) continue;
        for (const happened of facts) events.tell(happened.event, happened, logger);
      }
    } catch (error) {
      const attachmentIds = announcements.map(({ lastEntry }) => lastEntry.attachmentId);
      logger.error('The listeners of some attachments could not be told.', { attachmentIds, error });
    }
  }
}
