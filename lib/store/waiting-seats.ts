import type { CoveredHolder } from './covered-by.js';
import type { Database } from './database.js';
import { quoteTable, quoteTime } from './sql.js';

/** For whom seats wait: a user within a company, and everybody for whom that user decides. */
export interface SeatOwner {
  readonly company: string;
  readonly userId: string;
  readonly covered: readonly CoveredHolder[];
  /** The time at which they decide. */
  readonly at: Date;
}

/** An open seat of the owner's, or of somebody for whom they decide, with what its approval must be asked. */
export interface WaitingSeat {
  readonly holderId: string;
  readonly workflowId: number;
  readonly versionId: number;
  readonly position: number;
  readonly approvalId: number;
  /** Whether the owner requested the attachment, or started it. */
  readonly isOwnRequest: boolean;
  /** Whether an approval of the owner's stands, of another step of the attachment. */
  readonly hasApproved: boolean;
  /** Whether its step was due by the time at which the owner decides. */
  readonly isOverdue: boolean;
}

interface WaitingSeats {
  /** What stands after `SELECT`, for {@link toWaitingSeat}. */
  readonly columns: string;
  /** What stands after it: `a` is the assignment, `s` its step, `t` its attachment. */
  readonly from: string;
  readonly replacements: Readonly<Record<string, unknown>>;
}

/**
 * Selects the open seats of an owner, without those of others on a step where the owner has a voice, and without those of
 * attachments that are blocked.
 */
export function waitingSeats(database: Database, { company, userId, covered, at }: SeatOwner): WaitingSeats {
  const { Assignment, Step, Attachment } = database.models;
  const holders = [userId, ...covered.map((holder) => holder.userId)];
  const isHere = covered.map(({ workflowId }, index) => {
    const isHeld = `a.user_id = :holder${index}`;
    return workflowId === null ? isHeld : `(${isHeld} AND t.workflow_id = ${workflowId})`;
  });
  const isCovered = covered.length === 0 ? '1 = 0' : `(${isHere.join(' OR ')})`;
  return {
    columns: [
      'a.user_id AS holder_id, t.workflow_id AS workflow_id, t.version_id AS version_id',
      's.position AS position, s.approval_id AS approval_id',
      `${flag('t.requester_id = :userId OR t.started_by = :userId')} AS is_own_request`,
      `${flag(`a.user_id <> :userId AND ${hasApproved(database)}`)} AS has_approved`,
      `${flag(`s.due_at <= ${quoteTime(database, at)}`)} AS is_overdue`,
    ].join(', '),
    from: [
      `FROM ${quoteTable(database, Assignment)} a`,
      `JOIN ${quoteTable(database, Step)} s ON s.id = a.step_id`,
      `JOIN ${quoteTable(database, Attachment)} t ON t.id = a.attachment_id`,
      "WHERE a.company = :company AND a.status = 'current' AND a.user_id IN (:holders)",
      'AND t.blocked_reason IS NULL',
      `AND (a.user_id = :userId OR (${isCovered} AND NOT ${hasVoice(database)}))`,
    ].join(' '),
    replacements: {
      company,
      userId,
      holders,
      ...Object.fromEntries(covered.map((holder, index) => [`holder${index}`, holder.userId])),
    },
  };
}

/** A row of those columns. */
export function toWaitingSeat(row: Readonly<Record<string, unknown>>): WaitingSeat {
  return {
    holderId: String(row.holder_id),
    workflowId: Number(row.workflow_id),
    versionId: Number(row.version_id),
    position: Number(row.position),
    approvalId: Number(row.approval_id),
    isOwnRequest: Number(row.is_own_request) === 1,
    hasApproved: Number(row.has_approved) === 1,
    isOverdue: Number(row.is_overdue) === 1,
  };
}

/** What the flow's own `hasVoice` says. */
function hasVoice(database: Database): string {
  return [
    `EXISTS (SELECT 1 FROM ${quoteTable(database, database.models.Assignment)} v WHERE v.step_id = a.step_id`,
    "AND ((v.status = 'current' AND v.user_id = :userId)",
    "OR (v.status IN ('approved', 'rejected', 'needs_resubmission')",
    'AND (v.user_id = :userId OR v.actor_id = :userId))))',
  ].join(' ');
}

/** What the flow's own `standingApprovers` says. */
function hasApproved(database: Database): string {
  const { Assignment, Step } = database.models;
  return [
    `EXISTS (SELECT 1 FROM ${quoteTable(database, Assignment)} v`,
    `JOIN ${quoteTable(database, Step)} p ON p.id = v.step_id`,
    "WHERE v.attachment_id = a.attachment_id AND v.step_id <> a.step_id AND v.status = 'approved'",
    'AND COALESCE(v.actor_id, v.user_id) = :userId',
    `AND NOT EXISTS (SELECT 1 FROM ${quoteTable(database, Step)} l`,
    'WHERE l.attachment_id = p.attachment_id AND l.round > p.round AND l.position <= p.position))',
  ].join(' ');
}

function flag(condition: string): string {
  return `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
}
