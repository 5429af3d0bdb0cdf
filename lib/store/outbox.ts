import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { ActionRunRow } from '../../models/index.js';
import type { Database } from './database.js';
import { writing } from './database.js';
import type { RowWriter } from './sql/row-writer.js';

/** What is delivered once what caused it has committed. */
export type NewActionRun = Pick<
  ActionRunRow,
  'company' | 'attachmentId' | 'actionId' | 'event' | 'handler' | 'parameters' | 'facts' | 'createdAt'
>;

/** The outbox, as those see it who write into it. How it is delivered: see `Deliveries`. */
export class Outbox {
  readonly #database: Database;
  readonly #rows: RowWriter;

  constructor(database: Database, rows: RowWriter) {
    this.#database = database;
    this.#rows = rows;
  }

  /** Writes runs, in order, in the transaction that caused them: in one statement, as far as they fit into it. */
  async enqueue(runs: readonly NewActionRun[], transaction: Transaction): Promise<void> {
    const rows = runs.map((run) => ({
      ...run,
      idempotencyKey: randomUUID(),
      status: 'pending' as const,
      attempts: 0,
      dueAt: run.createdAt,
      isOutOfOrder: false,
    }));
    await this.#rows.append(this.#database.models.ActionRun, rows, transaction);
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
}
