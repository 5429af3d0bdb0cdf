import { randomUUID } from 'node:crypto';
import { Op, QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { ActionRunRow } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import type { Database } from './database.js';
import { writing } from './database.js';
import { databaseTime } from './database-time.js';
import { idOf, oneOrMany } from './rows.js';
import { quoteTable, quoteTime, selectColumns } from './sql.js';

/** How long a claim lasts, longer than any attempt may take; the claim of a process that died runs out. */
const LEASE_SECONDS = 60;

/** What a process can deliver. */
export interface Deliverable {
  /** Only by handlers that it has registered. */
  readonly handlers: readonly string[];
  /** Only what is due by then. */
  readonly now: Date;
}

/** The runs of an attachment that are due by then. */
export interface Queue {
  readonly attachmentId: number;
  readonly now: Date;
}

/** A run that this process, and no other, may deliver now. */
export type ClaimedRun = Head & { readonly claimedBy: string };

/** The next run of a queue, as it was found. */
interface Head extends ActionRunRow {
  /** Whether others of its attachment waited behind it. */
  readonly hasNext: boolean;
}

/** What became of an attempt. */
export type AttemptResult =
  | { readonly status: 'delivered' }
  | { readonly status: 'pending'; readonly dueAt: Date; readonly error: string }
  | { readonly status: 'dead'; readonly error: string };

/** An attempt that is over. */
export interface Settlement {
  readonly run: Pick<ClaimedRun, 'id' | 'claimedBy'>;
  readonly result: AttemptResult;
  /** When it was over. */
  readonly now: Date;
}

/**
 * What of the outbox this process delivers. The runs of one attachment are a queue: the next one is claimed only when all before it are delivered or
 * dead, so that they are delivered in order by whichever processes there are. A run that was retried by hand stands
 * outside of its queue: later ones did not wait for it.
 */
export class Deliveries {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Attachments of which something can be delivered now, those that wait longest first. */
  async findQueues(deliverable: Deliverable, limit: number): Promise<readonly number[]> {
    const { handlers } = deliverable;
    if (handlers.length === 0) return [];
    const now = quoteTime(this.#database, deliverable.now);
    // In the order of an index that holds what waits, and not by id, past everything that was ever delivered.
    const due = `AND r.due_at <= ${now} ORDER BY r.due_at LIMIT ${limit}`;
    const sql = `SELECT r.attachment_id AS attachment_id ${this.#next('1 = 1')} ${due}`;
    const rows = await this.#database.sequelize.query<{ attachment_id: unknown }>(sql, {
      type: QueryTypes.SELECT,
      replacements: { handlers: [...handlers] },
      transaction: null,
    });
    return [...new Set(rows.map((row) => Number(row.attachment_id)))];
  }

  /**
   * Claims the next run of each queue for a minute of the database's clock.
   *
   * @returns those that were to be had, by their attachments
   */
  async claimHeads(
    queues: readonly Queue[],
    handlers: readonly string[],
    transaction: Transaction | null,
  ): Promise<ReadonlyMap<number, ClaimedRun>> {
    const heads = await this.#findHeads(queues, handlers, transaction);
    const claimedBy = randomUUID();
    const claimed: Head[] = [];
    for (const group of groupByAttempts(heads)) {
      claimed.push(...(await this.#claim(group, claimedBy, transaction)));
    }
    return new Map(
      claimed.map((run) => [run.attachmentId, { ...run, claimedBy, attempts: run.attempts + 1 }]),
    );
  }

  /**
   * Writes what became of attempts: those that went well in one statement, each of the others in its own.
   *
   * @returns whether all claims still held. Where one had run out, and another process may have the run, nobody can tell
   * which: roll back, and settle each by itself.
   */
  async settle(settlements: readonly Settlement[], transaction: Transaction | null): Promise<boolean> {
    const delivered = settlements.filter(({ result }) => result.status === 'delivered');
    const failed = settlements.filter(({ result }) => result.status !== 'delivered');
    let count = 0;
    for (const group of [delivered, ...failed.map((each) => [each])]) {
      count += await this.#settle(group, transaction);
    }
    return count === settlements.length;
  }

  async #findHeads(
    queues: readonly Queue[],
    handlers: readonly string[],
    transaction: Transaction | null,
  ): Promise<readonly Head[]> {
    if (handlers.length === 0 || queues.length === 0) return [];
    const { ActionRun } = this.#database.models;
    const columns = selectColumns(this.#database, ActionRun, 'r');
    const latest = new Date(Math.max(...queues.map(({ now }) => now.getTime())));
    // Said so, SQLite keeps to the index of the queue.
    const due = `AND NOT (r.due_at > ${quoteTime(this.#database, latest)}) ORDER BY r.id`;
    const attachmentIds = queues.map(({ attachmentId }) => attachmentId);
    const found = await this.#database.sequelize.query<Record<string, unknown>>(
      `SELECT ${columns.sql}, ${this.#hasNext()} ${this.#next('r.attachment_id IN (:attachmentIds)')} ${due}`,
      { type: QueryTypes.SELECT, replacements: { handlers: [...handlers], attachmentIds }, transaction },
    );
    const runs = found.map((row) => ({
      ...readRow(ActionRun, columns.pick(row)),
      hasNext: Number(row.has_next) > 0,
    }));
    return queues.flatMap(({ attachmentId, now }) => {
      // A queue has several where some were retried by hand.
      return runs.find((run) => run.attachmentId === attachmentId && run.dueAt <= now) ?? [];
    });
  }

  /** Claims runs that were tried equally often. A run that was claimed or tried since it was found is left out. */
  async #claim(
    runs: readonly Head[],
    claimedBy: string,
    transaction: Transaction | null,
  ): Promise<readonly Head[]> {
    const { sequelize, models } = this.#database;
    const attempts = runs[0]?.attempts ?? 0;
    const set = { claimedBy, claimedUntil: databaseTime(sequelize, LEASE_SECONDS), attempts: attempts + 1 };
    const where = {
      id: oneOrMany(runs),
      status: 'pending' as const,
      attempts,
      claimedUntil: { [Op.or]: [null, { [Op.lt]: databaseTime(sequelize) }] },
    };
    const [count] = await models.ActionRun.update(set, { where, ...writing(transaction) });
    if (count === runs.length) return runs;
    if (count === 0) return [];
    const mine = await models.ActionRun.findAll({
      where: { id: oneOrMany(runs), claimedBy },
      attributes: ['id'],
      raw: true,
      transaction,
    });
    const ids = new Set(mine.map(idOf));
    return runs.filter(({ id }) => ids.has(id));
  }

  /** @returns of how many the claim still held */
  async #settle(group: readonly Settlement[], transaction: Transaction | null): Promise<number> {
    const [first] = group;
    if (first === undefined) return 0;
    const { result, now } = first;
    const set = {
      status: result.status,
      claimedBy: null,
      claimedUntil: null,
      ...(result.status === 'pending' ? { dueAt: result.dueAt } : { finishedAt: now }),
      lastError: result.status === 'delivered' ? null : result.error,
    };
    const runs = group.map(({ run }) => run);
    const claimedBy = [...new Set(runs.map((run) => run.claimedBy))];
    const where = { id: oneOrMany(runs), claimedBy, status: 'pending' as const };
    const [count] = await this.#database.models.ActionRun.update(set, { where, ...writing(transaction) });
    return count;
  }

  #hasNext(): string {
    const table = quoteTable(this.#database, this.#database.models.ActionRun);
    const behind = "n.attachment_id = r.attachment_id AND n.status = 'pending' AND n.id > r.id";
    return `CASE WHEN EXISTS (SELECT 1 FROM ${table} n WHERE ${behind}) THEN 1 ELSE 0 END AS has_next`;
  }

  /** What could be delivered, were it due, and has nothing before it in its queue that still waits. */
  #next(criterion: string): string {
    const { sequelize, models } = this.#database;
    const table = quoteTable(this.#database, models.ActionRun);
    return [
      `FROM ${table} r WHERE ${criterion} AND r.status = 'pending' AND r.handler IN (:handlers)`,
      `AND (r.claimed_until IS NULL OR r.claimed_until < ${String(databaseTime(sequelize).val)})`,
      `AND (r.is_out_of_order = TRUE OR NOT EXISTS (SELECT 1 FROM ${table} e`,
      "WHERE e.attachment_id = r.attachment_id AND e.status = 'pending' AND e.is_out_of_order = FALSE",
      'AND e.id < r.id))',
    ].join(' ');
  }
}

function groupByAttempts(runs: readonly Head[]): readonly (readonly Head[])[] {
  const groups = new Map<number, Head[]>();
  for (const run of runs) {
    const group = groups.get(run.attempts) ?? [];
    group.push(run);
    groups.set(run.attempts, group);
  }
  return [...groups.values()];
}
