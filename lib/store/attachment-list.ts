import { Op, literal } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AttachmentRow } from '../../models/index.js';
import type { AttachmentStatus } from '../types.js';
import type { Database } from './database.js';
import type { Page, PageRequest } from './page.js';
import { toPage } from './page.js';
import { attachmentsInView } from './seats-in-view.js';
import { quoteTable } from './sql.js';
import type { SeatOwner, WaitingSeat } from './waiting-seats.js';

/** Who looks at attachments: a user, with the seats of others for which they decide. */
export interface Viewer {
  readonly owner: SeatOwner;
  readonly covered: readonly WaitingSeat[];
}

/** Which attachments are listed. */
export interface AttachmentFilter {
  readonly company: string;
  /** Only those that this user may see. */
  readonly viewer?: Viewer | undefined;
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
  const { viewer, ...columns } = filter;
  const given = Object.entries(columns).filter(([, value]) => value !== undefined);
  const conditions: WhereOptions<AttachmentRow>[] = [Object.fromEntries(given)];
  if (page.after !== null) conditions.push({ id: { [Op.lt]: page.after } });
  if (viewer !== undefined) conditions.push(visibility(database, viewer));
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

/** Whether a user was ever seated on an attachment, or decided for somebody who was. */
export async function wasSeated(
  { models }: Database,
  attachmentId: number,
  userId: string,
): Promise<boolean> {
  const seat = await models.Assignment.findOne({
    where: { attachmentId, [Op.or]: [{ userId }, { actorId: userId }] },
    attributes: ['id'],
    raw: true,
    transaction: null,
  });
  return seat !== null;
}

function visibility(database: Database, { owner, covered }: Viewer): WhereOptions<AttachmentRow> {
  const { company, userId } = owner;
  const escape = (value: string): string => database.sequelize.escape(value);
  const assignments = quoteTable(database, database.models.Assignment);
  const seatsBy = (column: string): string =>
    `SELECT attachment_id FROM ${assignments} WHERE company = ${escape(company)} AND ${column} = ${escape(userId)}`;
  const seats = [seatsBy('user_id'), seatsBy('actor_id')];
  if (covered.length > 0) seats.push(attachmentsInView(database, owner, covered));
  const isSeated = seats.map((sql) => ({ id: { [Op.in]: literal(`(${sql})`) } }));
  return { [Op.or]: [{ requesterId: userId }, { startedBy: userId }, ...isSeated] };
}
