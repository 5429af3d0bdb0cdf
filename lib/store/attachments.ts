import { LRUCache } from 'lru-cache';
import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { AttachmentRow } from '../../models/index.js';
import { inSavepoint } from '../savepoint.js';
import type { ObjectReference } from '../types.js';
import type { Database } from './database.js';
import { openKeyOf } from './open-key.js';
import { idOf, readRows } from './rows.js';
import type { RowSelection } from './select-first.js';
import { selectFirst } from './select-first.js';
import { WrittenBy } from './written-by.js';

const CACHED_REFERENCES = 5000;

/** Which attachment is meant: by its id, or as the open one of an object. */
export type AttachmentTarget = { readonly attachmentId: number } | { readonly object: ObjectReference };

/** What of an attachment may be kept in mind: its version, and its object, in a spelling that goes on meaning its row. */
export type AttachmentReference = ObjectReference & { readonly versionId: number };

/** Reads and locks single attachments. Every read is within one company. */
export class Attachments {
  readonly #database: Database;
  readonly #references = new LRUCache<number, AttachmentReference & { company: string }>({
    max: CACHED_REFERENCES,
  });
  readonly #inserted = new WrittenBy();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The attachment without a lock, or `null`. */
  async find(
    target: AttachmentTarget,
    company: string,
    transaction: Transaction | null = null,
  ): Promise<AttachmentRow | null> {
    return this.#first({ where: whereOf(target, company) }, transaction);
  }

  /** The open attachment of an object, else its newest one, or `null`. */
  async findLatest(
    { model, objectId }: ObjectReference,
    company: string,
    transaction: Transaction | null = null,
  ): Promise<AttachmentRow | null> {
    const where = { company, model, objectId };
    return this.#first({ where, withFirst: 'openKey', latestBy: ['id'] }, transaction);
  }

  /** The newest attachment of an object, locked until the transaction ends, or `null`. */
  async lockLatest(
    { model, objectId }: ObjectReference,
    company: string,
    transaction: Transaction,
  ): Promise<AttachmentRow | null> {
    const where = { company, model, objectId };
    return this.#first({ where, latestBy: ['id'], isLocked: true, index: 'object' }, transaction);
  }

  /**
   * The id of an object's open attachment, for someone whose insert has just been refused because of it, or `null`.
   *
   * On MySQL this is a locking read, or a joined REPEATABLE READ transaction would not see what stood in its way.
   * It locks no more than the refused insert already has: the entry of the unique key.
   */
  async findOpenId(
    object: ObjectReference,
    company: string,
    transaction: Transaction | null,
  ): Promise<number | null> {
    const { sequelize, models } = this.#database;
    const isLocking = transaction !== null && sequelize.getDialect() === 'mysql';
    const row = await models.Attachment.findOne({
      where: { openKey: openKeyOf(company, object) },
      attributes: ['id'],
      raw: true,
      transaction,
      ...(isLocking ? { lock: transaction.LOCK.SHARE } : {}),
    });
    return row === null ? null : idOf(row);
  }

  /** The open attachments of an object, in whichever company. */
  async findOpen(
    { model, objectId }: ObjectReference,
    transaction: Transaction | null,
  ): Promise<readonly { id: number; company: string }[]> {
    const { Attachment } = this.#database.models;
    const where = { model, objectId, openKey: { [Op.ne]: null } };
    const rows = await Attachment.findAll({ where, attributes: ['id', 'company'], raw: true, transaction });
    return readRows(Attachment, rows);
  }

  /** The object and the version of an attachment, or `null`. Known ones cost no statement. */
  async referenceOf(
    target: { readonly attachmentId: number },
    company: string,
    transaction: Transaction,
  ): Promise<AttachmentReference | null> {
    const known = this.#references.get(target.attachmentId);
    if (known?.company === company) return known;
    return this.find(target, company, transaction);
  }

  /** The attachment, locked until the transaction ends, or `null`. */
  async lock(
    target: AttachmentTarget,
    company: string,
    transaction: Transaction,
  ): Promise<AttachmentRow | null> {
    return this.#first({ where: whereOf(target, company), isLocked: true }, transaction);
  }

  /**
   * Inserts an attachment.
   *
   * @throws UniqueConstraintError where the object already has an open one. A joined transaction stays usable:
   * the insert runs in a savepoint of it.
   */
  async insert(
    values: Omit<AttachmentRow, 'id'>,
    { transaction, isJoined }: { readonly transaction: Transaction; readonly isJoined: boolean },
  ): Promise<AttachmentRow> {
    const { sequelize, models } = this.#database;
    this.#inserted.add(transaction);
    const create = async (): Promise<AttachmentRow> => {
      const created = await models.Attachment.create(values, { transaction });
      return { ...values, id: idOf(created) };
    };
    return isJoined ? inSavepoint(sequelize, transaction, create) : create();
  }

  async #first(selection: RowSelection, transaction: Transaction | null): Promise<AttachmentRow | null> {
    const row = await selectFirst(this.#database, this.#database.models.Attachment, selection, transaction);
    if (row !== null) this.remember(row, transaction);
    return row;
  }

  /** Keeps in mind what goes on being true of an attachment that was read. */
  remember(
    { id, company, model, objectId, versionId }: AttachmentRow,
    transaction: Transaction | null,
  ): void {
    if (this.#inserted.has(transaction)) return;
    this.#references.set(id, { company, model, objectId, versionId });
  }
}

function whereOf(target: AttachmentTarget, company: string): RowSelection['where'] {
  return 'attachmentId' in target
    ? { id: target.attachmentId, company }
    : { openKey: openKeyOf(company, target.object) };
}
