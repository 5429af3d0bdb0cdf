import { QueryTypes } from 'sequelize';
import type { Database } from './database.js';
import { quoteTable, quoteTime } from './sql.js';
import type { SeatOwner, WaitingSeat } from './waiting-seats.js';
import { toWaitingSeat } from './waiting-seats.js';

/**
 * The seats that wait for those for whom an owner decides, or that have waited since the owner does: one of each kind
 * that an approval must be asked about, in one statement.
 */
export async function findSeatsInView(
  database: Database,
  owner: SeatOwner,
  attachmentId?: number,
): Promise<readonly WaitingSeat[]> {
  const sql = [
    'SELECT DISTINCT a.user_id AS holder_id, t.workflow_id AS workflow_id, t.version_id AS version_id,',
    `s.position AS position, s.approval_id AS approval_id ${seatsInView(database, owner)}`,
    attachmentId === undefined ? '' : 'AND a.attachment_id = :attachmentId',
  ].join(' ');
  const rows = await database.sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements: { attachmentId },
    transaction: null,
  });
  return rows.map(toWaitingSeat);
}

/** What stands after `SELECT` for the attachments `t` of those seats, as far as they are of the given kinds. */
export function attachmentsInView(
  database: Database,
  owner: SeatOwner,
  kinds: readonly WaitingSeat[],
): string {
  const isOfKind = kinds.map(
    ({ holderId, versionId, position, approvalId }) =>
      `(a.user_id = ${database.sequelize.escape(holderId)} AND t.version_id = ${versionId} ` +
      `AND s.position = ${position} AND s.approval_id = ${approvalId})`,
  );
  return `${seatsInView(database, owner)} AND (${isOfKind.join(' OR ')})`;
}

function seatsInView(database: Database, { company, absentHolders }: SeatOwner): string {
  const { Assignment, Step, Attachment } = database.models;
  const escape = (value: string): string => database.sequelize.escape(value);
  const isHere = absentHolders.map(({ userId, workflowId, since }) =>
    [
      `(a.user_id = ${escape(userId)}`,
      workflowId === null ? '' : `AND t.workflow_id = ${workflowId}`,
      `AND (a.status = 'current' OR a.acted_at >= ${quoteTime(database, since)}))`,
    ].join(' '),
  );
  return [
    `FROM ${quoteTable(database, Assignment)} a`,
    `JOIN ${quoteTable(database, Step)} s ON s.id = a.step_id`,
    `JOIN ${quoteTable(database, Attachment)} t ON t.id = a.attachment_id`,
    `WHERE a.company = ${escape(company)} AND a.user_id IN (${absentHolders.map(({ userId }) => escape(userId)).join(', ')})`,
    `AND (${isHere.join(' OR ')})`,
  ].join(' ');
}
