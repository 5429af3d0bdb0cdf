import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import type { ActionRunRow, AttachmentRow } from '../../models/index.js';
import type { ClosedStatus } from '../flow/rules/attachment.js';
import type { Database } from './database.js';
import { lockByIndex, lockRow } from './database.js';
import { readRows } from './rows.js';

/** Attachments that ended like this, then or earlier. */
export interface ClosedSelection {
  readonly status: ClosedStatus;
  readonly until: Date;
}

/** An attachment that is over. */
export type ClosedAttachment = Pick<AttachmentRow, 'id'> & { readonly closedAt: Date };

/** What belongs to attachments and goes with them, in rows. */
export interface AttachmentRows {
  readonly steps: number;
  readonly assignments: number;
  readonly historyEntries: number;
  readonly actionRuns: number;
}

/** Attachments that are over: finds them, and deletes them with everything that belongs to them. */
export class ClosedAttachments {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The next of a selection, in the order in which they closed. */
  async page(
    { status, until }: ClosedSelection,
    { after, limit }: { readonly after: ClosedAttachment | null; readonly limit: number },
  ): Promise<readonly ClosedAttachment[]> {
    const { Attachment } = this.#database.models;
    const from = after === null ? {} : { [Op.gte]: after.closedAt };
    const rows = await Attachment.findAll({
      where: {
        status,
        closedAt: { [Op.lte]: until, ...from },
        ...(after === null ? {} : isAfter(after)),
      },
      attributes: ['id', 'closedAt'],
      order: [
        ['closedAt', 'ASC'],
        ['id', 'ASC'],
      ],
      limit,
      raw: true,
      transaction: null,
    });
    return readRows(Attachment, rows).flatMap(({ id, closedAt }) =>
      closedAt === null ? [] : [{ id, closedAt }],
    );
  }

  /** Those of these with an action that is still to be delivered. */
  async findWaiting(ids: readonly number[]): Promise<ReadonlySet<number>> {
    const { ActionRun } = this.#database.models;
    if (ids.length === 0) return new Set();
    const rows = await ActionRun.findAll({
      where: { attachmentId: [...ids], status: 'pending' },
      attributes: ['attachmentId'],
      group: ['attachmentId'],
      raw: true,
      transaction: null,
    });
    return new Set(readRows(ActionRun, rows).map(({ attachmentId }) => attachmentId));
  }

  /** How many rows belong to these, without action runs that meet one of these criteria. */
  async countRows(
    ids: readonly number[],
    except: readonly WhereOptions<ActionRunRow>[],
  ): Promise<AttachmentRows> {
    const { Step, Assignment, HistoryEntry, ActionRun } = this.#database.models;
    const counting = { where: { attachmentId: [...ids] }, transaction: null };
    const others = except.length === 0 ? [] : [{ [Op.not]: { [Op.or]: [...except] } }];
    return {
      steps: await Step.count(counting),
      assignments: await Assignment.count(counting),
      historyEntries: await HistoryEntry.count(counting),
      actionRuns: await ActionRun.count({ ...counting, where: { [Op.and]: [counting.where, ...others] } }),
    };
  }

  /**
   * Deletes one with everything that belongs to it, children first.
   *
   * @returns `'gone'` where somebody else has deleted it; `'waiting'` where an action is still to be delivered. Then
   * nothing was deleted.
   */
  async remove(
    id: number,
    { status, until }: ClosedSelection,
    transaction: Transaction,
  ): Promise<AttachmentRows | 'gone' | 'waiting'> {
    const { Attachment, Step, Assignment, HistoryEntry, ActionRun } = this.#database.models;
    const where = { id, status, openKey: null, closedAt: { [Op.lte]: until } };
    const locked = await Attachment.findOne({
      where,
      attributes: ['id'],
      raw: true,
      ...lockRow(transaction),
    });
    if (locked === null) return 'gone';
    // Locked, so that nobody has one that was given up on tried again meanwhile.
    const runs = await ActionRun.findAll({
      where: { attachmentId: id },
      attributes: ['id', 'status'],
      order: [['id', 'ASC']],
      raw: true,
      ...lockByIndex(transaction, ActionRun, 'queue'),
    });
    if (runs.some((run) => run.status === 'pending')) return 'waiting';
    const ofIt = { where: { attachmentId: id }, transaction };
    const actionRuns = runs.length === 0 ? 0 : await ActionRun.destroy(ofIt);
    const historyEntries = await HistoryEntry.destroy(ofIt);
    const assignments = await Assignment.destroy(ofIt);
    const steps = await Step.destroy(ofIt);
    await Attachment.destroy({ where: { id }, transaction });
    return { steps, assignments, historyEntries, actionRuns };
  }
}

function isAfter({ id, closedAt }: ClosedAttachment): object {
  return { [Op.or]: [{ closedAt: { [Op.gt]: closedAt } }, { id: { [Op.gt]: id } }] };
}
