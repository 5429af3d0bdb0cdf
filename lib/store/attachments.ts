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
import { hasWritingHooks } from './sql/host-hooks.js';
import type { RowWriter } from './sql/row-writer.js';
import { lists } from './sql/statement-text.js';
import { WrittenBy } from './written-by.js';

const CACHED_REFERENCES = 5000;

/** Which attachment is meant: by its id, or as the open one of an object. */
export type AttachmentTarget = { readonly attachmentId: number } | { readonly object: ObjectReference };

/** What is asked of one attachment, whichever is meant. */
export type OnTarget<Details> = Details & { readonly target: AttachmentTarget };

/** What of an attachment may be kept in mind: its version, and its object, in a spelling that goes on meaning its row. */
export type AttachmentReference = ObjectReference & { readonly versionId: number };

/** What is known of an attachment that was found open. */
export type OpenAttachment = Pick<AttachmentRow, 'id' | 'company' | 'objectId' | 'versionId'>;

/** Reads and locks single attachments. Every read is within one company. */
export class Attachments {
  readonly #database: Database;
  readonly #rows: RowWriter;
  readonly #references = new LRUCache<number, AttachmentReference & { company: string }>({
    max: CACHED_REFERENCES,
  });
  readonly #inserted = new WrittenBy();

  constructor(database: Database, rows: RowWriter) {
    this.#database = database;
    this.#rows = rows;
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

  /** The open attachments of objects of one model, in whichever company. */
  async findOpen(
    model: string,
    objectIds: readonly string[],
    transaction: Transaction | null,
  ): Promise<readonly OpenAttachment[]> {
    const { Attachment } = this.#database.models;
    const open: OpenAttachment[] = [];
    for (const objectId of lists(objectIds)) {
      const rows = await Attachment.findAll({
        where: { model, objectId: [...objectId], openKey: { [Op.ne]: null } },
        attributes: ['id', 'company', 'objectId', 'versionId'],
        raw: true,
        transaction,
      });
      open.push(...readRows(Attachment, rows));
    }
    return open;
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

  /** Reads the objects and versions of attachments that are about to be moved, as far as they are not known. */
  async readReferences(ids: readonly number[], transaction: Transaction): Promise<void> {
    const { Attachment } = this.#database.models;
    const unknown = new Set(ids.filter((id) => !this.#references.has(id)));
    for (const id of lists([...unknown])) {
      const rows = await Attachment.findAll({
        where: { id: [...id] },
        attributes: ['id', 'company', 'model', 'objectId', 'versionId'],
        raw: true,
        transaction,
      });
      for (const row of readRows(Attachment, rows)) this.remember(row, transaction);
    }
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
   * Inserts attachments, each of another object.
   *
   * @returns their rows, in the same order
   * @throws UniqueConstraintError where an object already has an open one. A joined transaction stays usable:
   * they are inserted in a savepoint of it.
   */
  async insert(
    rows: readonly Omit<AttachmentRow, 'id'>[],
    { transaction, isJoined }: { readonly transaction: Transaction; readonly isJoined: boolean },
  ): Promise<readonly AttachmentRow[]> {
    const { sequelize } = this.#database;
    this.#inserted.add(transaction);
    const insert = (): Promise<readonly number[]> => this.#insert(rows, transaction);
    const ids = await (isJoined ? inSavepoint(sequelize, transaction, insert) : insert());
    return ids.flatMap((id, index) => {
      const row = rows[index];
      return row === undefined ? [] : [{ ...row, id }];
    });
  }

  async #insert(
    rows: readonly Omit<AttachmentRow, 'id'>[],
    transaction: Transaction,
  ): Promise<readonly number[]> {
    const { Attachment: model } = this.#database.models;
    if (!hasWritingHooks(model)) return this.#rows.insert({ model, rows, key: ['openKey'] }, transaction);
    const ids: number[] = [];
    // Hooks of the host's may be such as are called for each row.
    for (const row of rows) ids.push(idOf(await model.create(row, { transaction })));
    return ids;
  }

  async #first(selection: RowSelection, transaction: Transaction | null): Promise<AttachmentRow | null> {
    const row = await selectFirst(this.#database, this.#database.models.Attachment, selection, transaction);
    if (row !== null) this.remember(row, transaction);
    return row;
  }

  /** Keeps in mind what goes on being true of an attachment that was read. */
  remember(
    { id, company, model, objectId, versionId }: AttachmentReference & Pick<AttachmentRow, 'id' | 'company'>,
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
