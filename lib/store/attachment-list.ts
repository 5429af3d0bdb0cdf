import { Op, literal } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AttachmentRow } from '../../models/index.js';
import type { AttachmentStatus } from '../types.js';
import type { Database } from './database.js';
import type { Page, PageRequest } from './page.js';
import { toPage } from './page.js';
import { quoteTable } from './sql.js';

/** Which attachments are listed. */
export interface AttachmentFilter {
  readonly company: string;
  /** Only those that this user requested, started, or was ever seated on. */
  readonly visibleTo?: string | undefined;
  readonly status?: AttachmentStatus | undefined;
  readonly model?: string | undefined;
  readonly objectId?: string | undefined;
  readonly workflowId?: number | undefined;
}

/** A page of attachments, newest first. */
export async function listAttachments(
  database: Database,
  filter: AttachmentFilter,
  page: PageRequest,
): Promise<Page<AttachmentRow>> {
  const { Attachment } = database.models;
  const { visibleTo, ...columns } = filter;
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  const conditions: WhereOptions<AttachmentRow>[] = [Object.fromEntries(given)];
  if (page.after !== null) conditions.push({ id: { [Op.lt]: page.after } });
  if (visibleTo !== undefined) conditions.push(visibility(database, filter.company, visibleTo));
  const rows = await Attachment.findAll({
    where: { [Op.and]: conditions },
    order: [['id', 'DESC']],
    limit: page.limit + 1,
    raw: true,
    transaction: null,
  });
  return toPage(
    rows.map((row) => readRow(Attachment, row)),
    page.limit,
    ({ id }) => id,
  );
}

/** Whether a user may see an attachment: requested it, started it, or was ever seated on it. */
export async function isVisibleTo(
  { models }: Database,
  { id, requesterId, startedBy }: AttachmentRow,
  userId: string,
): Promise<boolean> {
  if (requesterId === userId || startedBy === userId) return true;
  const seat = await models.Assignment.findOne({
    where: { attachmentId: id, userId },
    attributes: ['id'],
    raw: true,
    transaction: null,
  });
  return seat !== null;
}

function visibility(database: Database, company: string, userId: string): WhereOptions<AttachmentRow> {
  const escape = (value: string): string => database.sequelize.escape(value);
  const seated = literal(
    `(SELECT attachment_id FROM ${quoteTable(database, database.models.Assignment)} ` +
      `WHERE company = ${escape(company)} AND user_id = ${escape(userId)})`,
  );
  return { [Op.or]: [{ requesterId: userId }, { startedBy: userId }, { id: { [Op.in]: seated } }] };
}
