import { randomUUID } from 'node:crypto';
import { Op, QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { ActionRunRow } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import type { Database } from './database.js';
import { writing } from './database.js';
import { databaseTime } from './database-time.js';
import { quoteTable, quoteTime, selectColumns } from './sql.js';

/** How long a claim lasts, longer than any attempt may take; the claim of a process that died runs out. */
const LEASE_SECONDS = 60;

/** What is delivered once what caused it has committed. */
export type NewActionRun = Pick<
  ActionRunRow,
  'company' | 'attachmentId' | 'actionId' | 'event' | 'handler' | 'parameters' | 'facts' | 'createdAt'
>;

/** What a process can deliver. */
export interface Deliverable {
  /** Only by handlers that it has registered. */
  readonly handlers: readonly string[];
  /** Only what is due by then. */
  readonly now: Date;
}

/** A run that this process, and no other, may deliver now. */
export type ClaimedRun = ActionRunRow & { readonly claimedBy: string };

/** What became of an attempt. */
export type AttemptResult =
  | { readonly status: 'delivered' }
  | { readonly status: 'pending'; readonly dueAt: Date; readonly error: string }
  | { readonly status: 'dead'; readonly error: string };

/**
 * The outbox. The runs of one attachment are a queue: the next one is claimed only when all before it are delivered or
 * dead, so that they are delivered in order by whichever processes there are. A run that was retried by hand stands
 * outside of its queue: later ones did not wait for it.
 */
export class Outbox {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Writes runs, in order, in one statement of the transaction that caused them. */
  async enqueue(runs: readonly NewActionRun[], transaction: Transaction): Promise<void> {
    if (runs.length === 0) return;
    const rows = runs.map((run) => ({
      ...run,
      idempotencyKey: randomUUID(),
      status: 'pending' as const,
      attempts: 0,
      dueAt: run.createdAt,
      isOutOfOrder: false,
    }));
    await this.#database.models.ActionRun.bulkCreate(rows, { transaction });
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

  /** Claims the next run of an attachment for a minute of the database's clock; `null` where nothing is to be had. */
  async claimNext(
    attachmentId: number,
    deliverable: Deliverable,
    transaction: Transaction,
  ): Promise<ClaimedRun | null> {
    const { handlers } = deliverable;
    if (handlers.length === 0) return null;
    const { ActionRun } = this.#database.models;
    const columns = selectColumns(this.#database, ActionRun, 'r');
    const now = quoteTime(this.#database, deliverable.now);
    // Said so, SQLite keeps to the index of the queue.
    const due = `AND NOT (r.due_at > ${now}) ORDER BY r.id LIMIT 1`;
    const [found] = await this.#database.sequelize.query<Record<string, unknown>>(
      `SELECT ${columns.sql} ${this.#next('r.attachment_id = :attachmentId')} ${due}`,
      { type: QueryTypes.SELECT, replacements: { handlers: [...handlers], attachmentId }, transaction },
    );
    return found === undefined ? null : this.#claim(readRow(ActionRun, columns.pick(found)), transaction);
  }

  /** Writes what became of an attempt; `false` where the claim had run out, and another process has it. */
  async settle(
    { id, claimedBy }: Pick<ClaimedRun, 'id' | 'claimedBy'>,
    { result, now }: { readonly result: AttemptResult; readonly now: Date },
    transaction: Transaction,
  ): Promise<boolean> {
    const set = {
      status: result.status,
      claimedBy: null,
      claimedUntil: null,
      ...(result.status === 'pending' ? { dueAt: result.dueAt } : { finishedAt: now }),
      lastError: result.status === 'delivered' ? null : result.error,
    };
    const where = { id, claimedBy, status: 'pending' as const };
    const [count] = await this.#database.models.ActionRun.update(set, { where, ...writing(transaction) });
    return count === 1;
  }

  /** Makes a dead run wait again, out of order; `false` where it is not dead. */
  async retry(
    { id, company }: Pick<ActionRunRow, 'id' | 'company'>,
    now: Date,
    transaction: Transaction,
  ): Promise<boolean> {
    const set = { status: 'pending' as const, attempts: 0, dueAt: now, isOutOfOrder: true, finishedAt: null };
    const where = { id, company, status: 'dead' as const };
    const [count] = await this.#database.models.ActionRun.update(set, { where, ...writing(transaction) });
    return count === 1;
  }

  /** How many runs wait for handlers that are none of these, by the handler's name. */
  async countUndeliverable(handlers: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { ActionRun } = this.#database.models;
    const rows = await ActionRun.count({
      where: { status: 'pending', handler: { [Op.notIn]: [...handlers] } },
      group: ['handler'],
      transaction: null,
    });
    return new Map(rows.map(({ handler, count }) => [String(handler), count]));
  }

  /** Whoever finds it claimed or tried meanwhile comes too late. */
  async #claim(run: ActionRunRow, transaction: Transaction): Promise<ClaimedRun | null> {
    const { sequelize, models } = this.#database;
    const claimedBy = randomUUID();
    const attempts = run.attempts + 1;
    const set = { claimedBy, claimedUntil: databaseTime(sequelize, LEASE_SECONDS), attempts };
    const where = {
      id: run.id,
      status: 'pending' as const,
      attempts: run.attempts,
      claimedUntil: { [Op.or]: [null, { [Op.lt]: databaseTime(sequelize) }] },
    };
    const [count] = await models.ActionRun.update(set, { where, ...writing(transaction) });
    return count === 1 ? { ...run, claimedBy, attempts } : null;
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
