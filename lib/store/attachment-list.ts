import { QueryTypes } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AttachmentRow } from '../../models/index.js';
import type { AttachmentStatus } from '../types.js';
import type { Database } from './database.js';
import type { TimeOrder } from './keyset.js';
import { comesAfter, orderBy, startOf } from './keyset.js';
import type { Page, TimeKey, TimePageRequest } from './page.js';
import { toPage } from './page.js';
import type { IdRange, SeatedPage } from './seat-range.js';
import { findSeatRange } from './seat-range.js';
import { attachmentsInView } from './seats-in-view.js';
import { selectFirst } from './select-first.js';
import { quoteTable, selectColumns } from './sql.js';
import type { SeatOwner, WaitingSeat } from './waiting-seats.js';

/** Who looks at attachments: a user, with the seats of others for which they decide. */
export interface Viewer {
  readonly owner: SeatOwner;
  readonly substituted: readonly WaitingSeat[];
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

const NEWEST_FIRST: TimeOrder = { time: 't.created_at', id: 't.id', direction: 'DESC' };

/** A page of attachments, newest first. */
export async function listAttachments(
  database: Database,
  filter: AttachmentFilter,
  page: TimePageRequest,
): Promise<Page<AttachmentRow, TimeKey>> {
  const { Attachment } = database.models;
  const { viewer, ...columns } = filter;
  const { company } = filter;
  const after = await startOf(page, async (id) => {
    const row = await selectFirst(database, Attachment, { where: { id, company } }, null);
    return row?.createdAt ?? null;
  });
  const where = [
    ...Object.entries(columns).flatMap(([name, value]) => (value === undefined ? [] : [CONDITIONS[name]])),
    comesAfter(database, NEWEST_FIRST, after),
  ].join(' AND ');
  const wanted = { where, after, limit: page.limit + 1, replacements: { ...columns, limit: page.limit + 1 } };
  const rows = await readFirst(
    database,
    viewer === undefined ? newest(database, where) : await visible(database, viewer, wanted),
    { ...wanted.replacements, userId: viewer?.owner.userId },
  );
  return toPage(rows, page.limit, ({ createdAt, id }) => ({ time: createdAt, id }));
}

/** The attachments that `keys` selects, newest first. */
async function readFirst(
  database: Database,
  keys: string,
  replacements: Readonly<Record<string, unknown>>,
): Promise<readonly AttachmentRow[]> {
  const { Attachment } = database.models;
  const columns = selectColumns(database, Attachment, 't');
  const sql =
    `SELECT ${columns.sql} FROM (${keys}) k JOIN ${quoteTable(database, Attachment)} t ON t.id = k.id ` +
    `ORDER BY ${orderBy(NEWEST_FIRST)}`;
  const rows = await database.sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements,
    transaction: null,
  });
  return rows.map((row) => readRow(Attachment, columns.pick(row)));
}

const CONDITIONS: Readonly<Record<string, string>> = {
  company: 't.company = :company',
  status: 't.status = :status',
  model: 't.model = :model',
  objectId: 't.object_id = :objectId',
  workflowId: 't.workflow_id = :workflowId',
} satisfies Record<keyof Omit<AttachmentFilter, 'viewer'>, string>;

/** Whether a user was ever seated on an attachment, or decided for somebody who was. */
export async function wasSeated(database: Database, attachmentId: number, userId: string): Promise<boolean> {
  const assignments = quoteTable(database, database.models.Assignment);
  const sql =
    `SELECT a.id FROM ${assignments} a WHERE a.attachment_id = :attachmentId ` +
    'AND (a.user_id = :userId OR a.actor_id = :userId) LIMIT 1';
  const rows = await database.sequelize.query(sql, {
    type: QueryTypes.SELECT,
    replacements: { attachmentId, userId },
    transaction: null,
  });
  return rows.length > 0;
}

/** Selects ids and times of the newest attachments. */
function newest(database: Database, where: string): string {
  const attachments = quoteTable(database, database.models.Attachment);
  return `SELECT t.id, t.created_at FROM ${attachments} t WHERE ${where} ${firstOnes()}`;
}

type Wanted = Pick<SeatedPage, 'where' | 'after' | 'limit' | 'replacements'>;

/**
 * Selects ids and times of the newest attachments that a viewer may see: the newest of those that each ground gives, of
 * which each has an index of its own. One `OR` of them would look at the attachments of everybody.
 */
async function visible(database: Database, { owner, substituted }: Viewer, wanted: Wanted): Promise<string> {
  const { where } = wanted;
  const { company, userId } = owner;
  const range = await findSeatRange(database, { ...wanted, company, userId, order: NEWEST_FIRST });
  const grounds = [
    newest(database, `${where} AND t.requester_id = :userId`),
    newest(database, `${where} AND t.started_by = :userId`),
    seated(database, where, range),
  ];
  if (substituted.length > 0) {
    const seats = attachmentsInView(database, owner, substituted);
    grounds.push(`SELECT DISTINCT t.id, t.created_at ${seats} AND ${where} ${firstOnes()}`);
  }
  const all = grounds.map((sql, index) => `SELECT id, created_at FROM (${sql}) g${index}`).join(' UNION ');
  return `SELECT g.id, g.created_at FROM (${all}) g ${firstOnes('g')}`;
}

/** Selects those on which the viewer was ever seated, or decided for somebody who was, as far as they lie in a range. */
function seated(database: Database, where: string, range: IdRange | null): string {
  const { Assignment, Attachment } = database.models;
  const isInRange = range === null ? '' : `AND a.attachment_id BETWEEN ${range.lowest} AND ${range.highest}`;
  const seatsBy = (column: string): string =>
    `SELECT a.attachment_id FROM ${quoteTable(database, Assignment)} a ` +
    `WHERE a.company = :company AND ${column} = :userId ${isInRange}`;
  return [
    `SELECT t.id, t.created_at FROM (${seatsBy('a.user_id')} UNION ${seatsBy('a.actor_id')}) v`,
    `JOIN ${quoteTable(database, Attachment)} t ON t.id = v.attachment_id WHERE ${where} ${firstOnes()}`,
  ].join(' ');
}

function firstOnes(alias: 't' | 'g' = 't'): string {
  return `ORDER BY ${alias}.created_at DESC, ${alias}.id DESC LIMIT :limit`;
}
