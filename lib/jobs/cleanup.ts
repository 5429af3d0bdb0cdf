import { KEPT_MS } from '../commands/idempotently.js';
import { CLOSED_STATUSES } from '../flow/rules/attachment.js';
import type { AttachmentRows, ClosedAttachment, ClosedSelection } from '../store/closed-attachments.js';
import { ClosedAttachments } from '../store/closed-attachments.js';
import type { OldRows } from '../store/old-rows.js';
import { oldActionRunCriteria, oldActionRuns, oldIdempotencyKeys } from '../store/old-rows.js';
import { daysBefore } from '../store/retention.js';
import { defineJob } from './job.js';
import type { JobOptions, JobRun } from './job-run.js';

/** What the job takes. */
export interface CleanupOptions extends JobOptions {
  /** Counts what would be deleted, and deletes nothing. @defaultValue `false` */
  readonly dryRun?: boolean;
}

/** What one run of the job has deleted, or would have, in rows. */
export interface CleanupCounts extends AttachmentRows {
  /** Attachments that were completed. */
  readonly completed: number;
  /** Attachments that were rejected. */
  readonly rejected: number;
  /** Attachments that were cancelled. */
  readonly cancelled: number;
  /** Steps of those attachments. */
  readonly steps: number;
  /** Assignments of those attachments. */
  readonly assignments: number;
  /** Entries in the history of those attachments. */
  readonly historyEntries: number;
  /** Action runs that were delivered or given up on: those past a retention of their own, and those of the attachments. */
  readonly actionRuns: number;
  /** Answers that are not given again. */
  readonly idempotencyKeys: number;
  /** Attachments that are past their retention and stay, because an action of theirs is still to be delivered. */
  readonly waiting: number;
  /** Attachments that could not be deleted because of an error, which is logged; the next run tries them again. */
  readonly failed: number;
}

/**
 * Deletes what is past its retention: attachments that are over, with their steps, assignments, history and action
 * runs; action runs; and answers to requests with an `Idempotency-Key`. Never an attachment that is open, or of which
 * an action is still to be delivered. Frozen versions stay, whether something runs on them or not.
 *
 * Each attachment goes in a short transaction of its own, so that any number of processes may run this at once: each
 * row is deleted, and counted, by one of them.
 */
export const cleanup = defineJob({
  name: 'cleanup',
  schedule: '30 3 * * *',
  options: { dryRun: true },
  handle: async (run: JobRun<CleanupOptions>): Promise<CleanupCounts> => {
    const deletion = new Deletion(run);
    try {
      await deletion.removeOldRows();
      for (const status of CLOSED_STATUSES) {
        const days = run.retention[status];
        if (days !== null) await deletion.removeAttachments({ status, until: daysBefore(run.now, days) });
      }
    } finally {
      // Also where it fails half-way: nothing goes unsaid.
      deletion.report();
    }
    return deletion.counts;
  },
});

const NOTHING: CleanupCounts = {
  completed: 0,
  rejected: 0,
  cancelled: 0,
  steps: 0,
  assignments: 0,
  historyEntries: 0,
  actionRuns: 0,
  idempotencyKeys: 0,
  waiting: 0,
  failed: 0,
};

/** What one run deletes. */
class Deletion {
  readonly counts: Record<keyof CleanupCounts, number> = { ...NOTHING };
  readonly #run: JobRun<CleanupOptions>;
  readonly #attachments: ClosedAttachments;

  constructor(run: JobRun<CleanupOptions>) {
    this.#run = run;
    this.#attachments = new ClosedAttachments(run.context.database);
  }

  /** What belongs to nothing else goes first: what is left of it goes with its attachment. */
  async removeOldRows(): Promise<void> {
    const { context, now, retention } = this.#run;
    const { database } = context;
    for (const runs of oldActionRuns(database, now, retention)) {
      await this.#removeAll(runs, 'actionRuns');
    }
    const forgotten = new Date(now.getTime() - KEPT_MS);
    await this.#removeAll(oldIdempotencyKeys(database, forgotten), 'idempotencyKeys');
  }

  /** Deletes the attachments of a selection, page by page: what stays is not looked at again in this run. */
  async removeAttachments(selection: ClosedSelection): Promise<void> {
    const pages = this.#run.pages<ClosedAttachment>((page) => this.#attachments.page(selection, page));
    for await (const page of pages) {
      const waiting = await this.#attachments.findWaiting(page.map(({ id }) => id));
      const ids = page.map(({ id }) => id).filter((id) => !waiting.has(id));
      this.counts.waiting += waiting.size;
      await (this.#isDry ? this.#countPage(ids, selection) : this.#removePage(ids, selection));
    }
  }

  /** Says what was deleted, where there was anything. */
  report(): void {
    const deleted = Object.entries(this.counts).filter(([kind, count]) => count > 0 && !STAYING.has(kind));
    if (deleted.length === 0) return;
    const list = deleted.map(([kind, count]) => `${count} ${inWords(kind)}`).join(', ');
    const verb = this.#isDry ? 'would delete' : 'has deleted';
    this.#run.context.logger.info(`The cleanup ${verb} ${list}.`, { ...this.counts });
  }

  async #removeAll(rows: OldRows, kind: 'actionRuns' | 'idempotencyKeys'): Promise<void> {
    const { batchSize, context } = this.#run;
    if (this.#run.isStopped()) return;
    if (this.#isDry) {
      this.counts[kind] += await rows.count();
      return;
    }
    for (;;) {
      const ids = await rows.find(batchSize);
      if (ids.length === 0) return;
      const removed = await context.transactions.openBatch((transaction) => rows.remove(ids, transaction));
      this.counts[kind] += removed;
      // Where nothing went, another process is at the same rows, or a hook of the host's keeps them.
      if (ids.length < batchSize || removed === 0 || this.#run.isStopped()) return;
    }
  }

  async #countPage(ids: readonly number[], { status }: ClosedSelection): Promise<void> {
    if (ids.length === 0) return;
    const counted = oldActionRunCriteria(this.#run.now, this.#run.retention);
    this.#add(await this.#attachments.countRows(ids, counted));
    this.counts[status] += ids.length;
  }

  async #removePage(ids: readonly number[], selection: ClosedSelection): Promise<void> {
    for (const id of ids) {
      if (this.#run.isStopped()) return;
      try {
        const removed = await this.#run.context.transactions.openBatch((transaction) =>
          this.#attachments.remove(id, selection, transaction),
        );
        if (removed === 'waiting') this.counts.waiting += 1;
        if (typeof removed === 'string') continue;
        this.#add(removed);
        this.counts[selection.status] += 1;
      } catch (error) {
        this.counts.failed += 1;
        const message = `Attachment ${id} is past its retention and could not be deleted.`;
        this.#run.context.logger.error(message, { attachmentId: id, error });
      }
    }
  }

  #add(rows: AttachmentRows): void {
    this.counts.steps += rows.steps;
    this.counts.assignments += rows.assignments;
    this.counts.historyEntries += rows.historyEntries;
    this.counts.actionRuns += rows.actionRuns;
  }

  get #isDry(): boolean {
    return this.#run.options.dryRun === true;
  }
}

/** `historyEntries` → `history entries`. */
function inWords(kind: string): string {
  return kind.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** Counters of what was not deleted. */
const STAYING: ReadonlySet<string> = new Set(['waiting', 'failed']);
