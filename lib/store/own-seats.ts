import { LRUCache } from 'lru-cache';
import { Op, QueryTypes } from 'sequelize';
import { toSafeInteger } from '../../models/safe-integer.js';
import type { AttachmentRow } from '../../models/index.js';
import type { Database } from './database.js';
import { readRows } from './rows.js';
import { byIndex, quoteTable } from './sql.js';

const KEPT_ATTACHMENTS = 50_000;

/** Attachments looked up in one statement. */
const AT_A_TIME = 1000;

/** What an attachment is of: this never changes. */
type Kind = Pick<AttachmentRow, 'workflowId' | 'versionId'>;

/** How many open seats of somebody's own are of attachments of one version. */
export interface OwnSeatCount extends Kind {
  readonly count: number;
}

/**
 * Counts the open seats of users by the version of their attachments.
 *
 * An index says of which attachments somebody's seats are. Of which version these are is kept, for to look that up is
 * what takes time: their rows lie as far apart as all attachments do.
 */
export class OwnSeats {
  readonly #database: Database;
  readonly #kinds = new LRUCache<number, Kind>({ max: KEPT_ATTACHMENTS });

  constructor(database: Database) {
    this.#database = database;
  }

  /** The counts of one user, by workflow and version in ascending order, without attachments that are blocked. */
  async count(owner: {
    readonly company: string;
    readonly userId: string;
  }): Promise<readonly OwnSeatCount[]> {
    const blocked = new Set(await this.#attachments(owner, { isBlocked: true }));
    const open = (await this.#attachments(owner, { isBlocked: false })).filter((id) => !blocked.has(id));
    const counts = new Map<number, OwnSeatCount>();
    for (const kind of await this.#kindsOf(open)) {
      const before = counts.get(kind.versionId)?.count ?? 0;
      counts.set(kind.versionId, { ...kind, count: before + 1 });
    }
    return [...counts.values()].sort((a, b) => a.workflowId - b.workflowId || a.versionId - b.versionId);
  }

  /** The attachment of each open seat: of all, or of those whose attachment is blocked. */
  async #attachments(
    { company, userId }: { readonly company: string; readonly userId: string },
    { isBlocked }: { readonly isBlocked: boolean },
  ): Promise<readonly number[]> {
    const { sequelize, models } = this.#database;
    const { Assignment, Attachment } = models;
    const seats = quoteTable(this.#database, Assignment);
    const isOpen = "a.company = :company AND a.user_id = :userId AND a.status = 'current'";
    const inOrder = sequelize.getDialect() === 'mysql' ? 'STRAIGHT_JOIN' : 'JOIN';
    const sql = isBlocked
      ? `SELECT a.attachment_id FROM ${quoteTable(this.#database, Attachment)} t ` +
        `${byIndex(this.#database, Attachment, 'blocked')} ${inOrder} ${seats} a ON a.attachment_id = t.id ` +
        `WHERE t.blocked_reason IS NOT NULL AND ${isOpen}`
      : `SELECT a.attachment_id FROM ${seats} a ${byIndex(this.#database, Assignment, 'waiting')} WHERE ${isOpen}`;
    const rows = await sequelize.query<{ attachment_id: unknown }>(sql, {
      type: QueryTypes.SELECT,
      replacements: { company, userId },
      transaction: null,
    });
    return rows.map((row) => toSafeInteger(row.attachment_id));
  }

  /** The kinds of attachments, in any order; none of those that are gone meanwhile. */
  async #kindsOf(ids: readonly number[]): Promise<readonly Kind[]> {
    const { Attachment } = this.#database.models;
    const missing = [...new Set(ids.filter((id) => !this.#kinds.has(id)))];
    const found = new Map<number, Kind>();
    for (let from = 0; from < missing.length; from += AT_A_TIME) {
      const rows = await Attachment.findAll({
        where: { id: { [Op.in]: missing.slice(from, from + AT_A_TIME) } },
        attributes: ['id', 'workflowId', 'versionId'],
        raw: true,
        transaction: null,
      });
      for (const { id, workflowId, versionId } of readRows(Attachment, rows)) {
        found.set(id, { workflowId, versionId });
      }
    }
    const kinds = ids.map((id) => found.get(id) ?? this.#kinds.get(id));
    for (const [id, kind] of found) this.#kinds.set(id, kind);
    return kinds.filter((kind) => kind !== undefined);
  }
}
