import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import type { Database } from './database.js';
import type { TimeOrder } from './keyset.js';
import { comesAfter, orderBy } from './keyset.js';
import type { PageRequest, TimeKey } from './page.js';
import type { RowKey } from './rows.js';
import { selectFirst } from './select-first.js';
import { quoteTable, selectColumns } from './sql.js';
import type { SeatOwner, WaitingSeat } from './waiting-seats.js';
import { holdersOf, toWaitingSeat, waitingSeats, waitsFor } from './waiting-seats.js';

const LONGEST_WAITING_FIRST: TimeOrder = { time: 'a.assigned_at', id: 'a.id', direction: 'ASC' };

/** A seat that waits for somebody, with where it belongs. */
export interface InboxEntry {
  readonly seat: WaitingSeat;
  readonly assignment: AssignmentRow;
  readonly step: StepRow;
  readonly attachment: AttachmentRow;
}

/** A stretch of an inbox. */
export interface InboxStretch {
  readonly entries: readonly InboxEntry[];
  /** The key after which the next stretch begins; `null` at the end. */
  readonly next: TimeKey | null;
}

/**
 * Looks at so many open seats of an owner, and of everybody for whom they decide, and gives those that wait for the
 * owner, longest waiting first: one statement.
 */
export async function readInbox(
  database: Database,
  owner: SeatOwner,
  { after, limit }: PageRequest<TimeKey>,
): Promise<InboxStretch> {
  const { Assignment, Step, Attachment } = database.models;
  const assignment = selectColumns(database, Assignment, 'a');
  const step = selectColumns(database, Step, 's');
  const attachment = selectColumns(database, Attachment, 't');
  const { columns, joins, replacements } = waitingSeats(database, owner);
  const keys = longestWaiting(database, owner, after);
  const sql = [
    `SELECT ${assignment.sql}, ${step.sql}, ${attachment.sql}, ${columns}`,
    `FROM (${keys.sql}) k JOIN ${quoteTable(database, Assignment)} a ON a.id = k.id ${joins}`,
    `ORDER BY ${orderBy(LONGEST_WAITING_FIRST)}`,
  ].join(' ');
  const rows = await select(database, sql, { ...replacements, ...keys.replacements, limit });
  const entries = rows.map((row) => ({
    seat: toWaitingSeat(row),
    assignment: readRow(Assignment, assignment.pick(row)),
    step: readRow(Step, step.pick(row)),
    attachment: readRow(Attachment, attachment.pick(row)),
  }));
  const last = entries.at(-1);
  return {
    entries: entries.filter(({ seat }) => waitsFor(owner, seat)),
    next: last === undefined || entries.length < limit ? null : keyOf(last),
  };
}

/** The key of an entry. */
export function keyOf({ assignment }: InboxEntry): TimeKey {
  return { time: assignment.assignedAt, id: assignment.id };
}

/** Selects the ids of the seats that have waited longest: of each holder by the index, and of these the first. */
function longestWaiting(
  database: Database,
  owner: SeatOwner,
  after: TimeKey | null,
): { readonly sql: string; readonly replacements: Readonly<Record<string, string>> } {
  const holders = holdersOf(owner);
  const assignments = quoteTable(database, database.models.Assignment);
  const first = `ORDER BY ${orderBy(LONGEST_WAITING_FIRST)} LIMIT :limit`;
  const ofHolders = holders.map((_holder, index) =>
    [
      `SELECT id, assigned_at FROM (SELECT a.id, a.assigned_at FROM ${assignments} a`,
      `WHERE a.company = :company AND a.user_id = :holder${index} AND a.status = 'current'`,
      `AND ${comesAfter(database, LONGEST_WAITING_FIRST, after)} ${first}) h${index}`,
    ].join(' '),
  );
  return {
    sql: `SELECT a.id FROM (${ofHolders.join(' UNION ALL ')}) a ${first}`,
    replacements: Object.fromEntries(holders.map((holder, index) => [`holder${index}`, holder])),
  };
}

/** Seats of the same kind, and how many of them wait. */
export interface InboxCount {
  readonly seat: WaitingSeat;
  readonly count: number;
}

const KIND =
  'holder_id, workflow_id, version_id, position, approval_id, is_own_request, has_approved, has_vote, is_overdue, is_blocked';

/** How many seats wait for an owner, by whatever their approvals must be asked: one statement. */
export async function countInbox(database: Database, owner: SeatOwner): Promise<readonly InboxCount[]> {
  const { columns, joins, where, replacements } = waitingSeats(database, owner);
  const assignments = quoteTable(database, database.models.Assignment);
  const sql = [
    `SELECT ${KIND}, COUNT(*) AS seats FROM (SELECT ${columns} FROM ${assignments} a ${joins} WHERE ${where}) w`,
    `GROUP BY ${KIND} ORDER BY workflow_id, version_id`,
  ].join(' ');
  const rows = await select(database, sql, replacements);
  return rows
    .map((row) => ({ seat: toWaitingSeat(row), count: Number(row.seats) }))
    .filter(({ seat }) => waitsFor(owner, seat));
}

/** The seats of one attachment that wait for an owner: one statement. */
export async function findWaitingSeats(
  database: Database,
  owner: SeatOwner,
  attachmentId: number,
  transaction: Transaction | null,
): Promise<readonly WaitingSeat[]> {
  const { columns, joins, where, replacements } = waitingSeats(database, owner);
  const assignments = quoteTable(database, database.models.Assignment);
  const sql = `SELECT ${columns} FROM ${assignments} a ${joins} WHERE a.attachment_id = :attachmentId AND ${where}`;
  const rows = await select(database, sql, { ...replacements, attachmentId }, transaction);
  return rows.map(toWaitingSeat).filter((seat) => waitsFor(owner, seat));
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

/** When somebody was given a seat, or `null` where there is no such seat. */
export async function assignedAt(database: Database, { id, company }: RowKey): Promise<Date | null> {
  const seat = await selectFirst(database, database.models.Assignment, { where: { id, company } }, null);
  return seat?.assignedAt ?? null;
}
