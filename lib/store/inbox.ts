import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import type { Database } from './database.js';
import type { PageRequest } from './page.js';
import { selectColumns } from './sql.js';
import type { SeatOwner, WaitingSeat } from './waiting-seats.js';
import { toWaitingSeat, waitingSeats } from './waiting-seats.js';

/** A seat that waits for somebody, with where it belongs. */
export interface InboxEntry {
  readonly seat: WaitingSeat;
  readonly assignment: AssignmentRow;
  readonly step: StepRow;
  readonly attachment: AttachmentRow;
}

/** The seats that wait for an owner, longest waiting first, at most so many: one statement. */
export async function readInbox(
  database: Database,
  owner: SeatOwner,
  { after, limit }: PageRequest,
): Promise<readonly InboxEntry[]> {
  const { Assignment, Step, Attachment } = database.models;
  const assignment = selectColumns(database, Assignment, 'a');
  const step = selectColumns(database, Step, 's');
  const attachment = selectColumns(database, Attachment, 't');
  const { columns, from, replacements } = waitingSeats(database, owner);
  const sql = [
    `SELECT ${assignment.sql}, ${step.sql}, ${attachment.sql}, ${columns} ${from}`,
    after === null ? '' : 'AND a.id > :after',
    'ORDER BY a.id LIMIT :limit',
  ].join(' ');
  const rows = await select(database, sql, { ...replacements, after, limit });
  return rows.map((row) => ({
    seat: toWaitingSeat(row),
    assignment: readRow(Assignment, assignment.pick(row)),
    step: readRow(Step, step.pick(row)),
    attachment: readRow(Attachment, attachment.pick(row)),
  }));
}

/** Seats of the same kind, and how many of them wait. */
export interface InboxCount {
  readonly seat: WaitingSeat;
  readonly count: number;
}

/** How many seats wait for an owner, by whatever their approvals must be asked: one statement. */
export async function countInbox(database: Database, owner: SeatOwner): Promise<readonly InboxCount[]> {
  const { columns, from, replacements } = waitingSeats(database, owner);
  const kind =
    'holder_id, workflow_id, version_id, position, approval_id, is_own_request, has_approved, is_overdue';
  const sql = [
    `SELECT ${kind}, COUNT(*) AS seats FROM (SELECT ${columns} ${from}) w`,
    `GROUP BY ${kind} ORDER BY workflow_id, version_id`,
  ].join(' ');
  const rows = await select(database, sql, replacements);
  return rows.map((row) => ({ seat: toWaitingSeat(row), count: Number(row.seats) }));
}

/** The seats of one attachment that wait for an owner: one statement. */
export async function findWaitingSeats(
  database: Database,
  owner: SeatOwner,
  attachmentId: number,
  transaction: Transaction | null,
): Promise<readonly WaitingSeat[]> {
  const { columns, from, replacements } = waitingSeats(database, owner);
  const sql = `SELECT ${columns} ${from} AND a.attachment_id = :attachmentId`;
  const rows = await select(database, sql, { ...replacements, attachmentId }, transaction);
  return rows.map(toWaitingSeat);
}

async function select(
  { sequelize }: Database,
  sql: string,
  replacements: Readonly<Record<string, unknown>>,
  transaction: Transaction | null = null,
): Promise<readonly Record<string, unknown>[]> {
  return sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements,
    transaction,
  });
}
