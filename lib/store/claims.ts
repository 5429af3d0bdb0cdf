import { randomUUID } from 'node:crypto';
import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import type { Models } from '../../models/index.js';
import type { Database } from './database.js';
import { lockByKey, writing } from './database.js';
import { databaseTime } from './database-time.js';
import { idOf, oneOrMany, readRows } from './rows.js';

/** How long a claim lasts; the claim of a process that died runs out. */
const LEASE_SECONDS = 60;

/** A row that a job has claimed. */
export interface ClaimedRow {
  readonly id: number;
  readonly company: string;
  readonly attachmentId: number;
}

/** The rows that were claimed in one go. */
export interface Claim {
  readonly rows: readonly ClaimedRow[];
  /** Whether nothing else was due. Others may have claimed some of what was. */
  readonly isLast: boolean;
}

/** What is due, and what of it comes first. */
export interface Due {
  readonly where: Readonly<Record<string, unknown>>;
  /** The attribute in whose order it is claimed. */
  readonly first: string;
}

/** Claims open rows of one table, so that each is handled by one process at a time. */
export class Claims {
  readonly #database: Database;
  readonly #model: Models['Step'];

  constructor(database: Database, kind: 'Step' | 'Assignment') {
    this.#database = database;
    // What both have in common is all that is read and written.
    this.#model = database.models[kind] as Models['Step'];
  }

  /** Claims up to `limit` open rows for a minute of the database's clock. */
  async take({ where, first }: Due, limit: number, transaction: Transaction): Promise<Claim> {
    const { sequelize } = this.#database;
    const model = this.#model;
    const now = databaseTime(sequelize);
    const free = {
      ...where,
      status: 'current',
      claimedUntil: { [Op.or]: [null, { [Op.lt]: now }] },
    } as WhereOptions;
    const candidates = await model.findAll({
      where: free,
      attributes: ['id'],
      order: [[first, 'ASC']],
      limit,
      raw: true,
      transaction,
    });
    const isLast = candidates.length < limit;
    const id = candidates.map(idOf);
    if (id.length === 0) return { rows: [], isLast };
    // By their keys and in their order, and what is locked is then written: MySQL would look for what is due along an
    // index that others are changing, or through all rows, and two of these would wait for each other.
    const rows = await model.findAll({
      where: { [Op.and]: [free, { id }] },
      attributes: ['id', 'company', 'attachmentId'],
      order: [['id', 'ASC']],
      raw: true,
      ...lockByKey(transaction),
    });
    const claimed = readRows(model, rows).map((row) => ({
      id: row.id,
      company: row.company,
      attachmentId: row.attachmentId,
    }));
    const lease = { claimedBy: randomUUID(), claimedUntil: databaseTime(sequelize, LEASE_SECONDS) };
    await this.#set(claimed, lease, transaction);
    return { rows: claimed, isLast };
  }

  /** Gives back what was claimed and not handled, so that nobody waits for the claim to run out. */
  async release(rows: readonly ClaimedRow[], transaction: Transaction | null): Promise<void> {
    await this.#set(rows, { claimedBy: null, claimedUntil: null }, transaction);
  }

  /**
   * Keeps a row claimed for so long from now on.
   *
   * @param more - What is written down on that occasion
   * @returns whether it is still open
   */
  async postpone(
    row: ClaimedRow,
    { seconds, ...more }: { readonly seconds: number; readonly blockedReason?: string },
    transaction: Transaction | null,
  ): Promise<boolean> {
    const claimedUntil = databaseTime(this.#database.sequelize, seconds);
    return (await this.#set([row], { claimedUntil, ...more }, transaction)) === 1;
  }

  async #set(rows: readonly ClaimedRow[], values: object, transaction: Transaction | null): Promise<number> {
    if (rows.length === 0) return 0;
    const where = { id: oneOrMany(rows), status: 'current' } as const;
    const [count] = await this.#model.update(values, { where, ...writing(transaction) });
    return count;
  }
}
