import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { Database } from './database.js';
import { quoteTable, quoteTime } from './sql.js';

/** Somebody who is out of office, for whom another may decide now. */
export interface AbsentHolder {
  readonly userId: string;
  /** The one workflow that is meant; `null` for all of them. */
  readonly workflowId: number | null;
  /** Since when the other may. */
  readonly since: Date;
}

/** Whether somebody is out of office for one workflow. */
export function isHere(holder: AbsentHolder, workflowId: number): boolean {
  return holder.workflowId === null || holder.workflowId === workflowId;
}

/** Who decides for others, and when. */
export interface Substitute {
  readonly company: string;
  readonly userId: string;
  readonly at: Date;
}

/**
 * For whom a user may decide now, in one statement: those who named them, and, while these are out of office
 * themselves, those who named these. A way that leads in a circle ends where it meets itself: `UNION` keeps no row
 * twice. Like the directory, this is read as the transaction sees it.
 */
export async function absentHoldersOf(
  database: Database,
  substitute: Substitute,
  transaction: Transaction | null = null,
): Promise<readonly AbsentHolder[]> {
  const { Delegation } = database.models;
  const { company, userId } = substitute;
  const rows = await database.sequelize.query<Record<string, unknown>>(statement(database, substitute.at), {
    type: QueryTypes.SELECT,
    replacements: { company, userId },
    transaction,
  });
  return rows.map((row) => {
    const { user_id: fromUserId, workflow_id: workflowId, since: startsAt } = row;
    const read = readRow(Delegation, { fromUserId, workflowId, startsAt });
    return { userId: read.fromUserId, workflowId: read.workflowId, since: read.startsAt };
  });
}

function statement(database: Database, at: Date): string {
  const { Delegation } = database.models;
  const table = quoteTable(database, Delegation);
  const now = quoteTime(database, at);
  const isLive =
    `d.company = :company AND d.revoked_at IS NULL AND d.starts_at <= ${now} ` +
    `AND (d.ends_at IS NULL OR d.ends_at > ${now})`;
  return [
    'WITH RECURSIVE absent (user_id, workflow_id, since) AS (',
    `SELECT d.from_user_id, d.workflow_id, d.starts_at FROM ${table} d WHERE d.user_id = :userId AND ${isLive}`,
    'UNION',
    'SELECT d.from_user_id, COALESCE(c.workflow_id, d.workflow_id),',
    'CASE WHEN d.starts_at > c.since THEN d.starts_at ELSE c.since END',
    `FROM absent c JOIN ${table} d ON d.user_id = c.user_id AND ${isLive}`,
    'AND (c.workflow_id IS NULL OR d.workflow_id IS NULL OR c.workflow_id = d.workflow_id)',
    ') SELECT user_id, workflow_id, since FROM absent WHERE user_id <> :userId',
  ].join(' ');
}
