import { DECIDED_STATUSES } from '../flow/rules/seat.js';
import type { AbsentHolder } from './absent-holders.js';
import { isHere } from './absent-holders.js';
import type { Database } from './database.js';
import { quoteTable, quoteTime } from './sql.js';

/** For whom seats wait: a user within a company, and everybody for whom that user decides. */
export interface SeatOwner {
  readonly company: string;
  readonly userId: string;
  readonly absentHolders: readonly AbsentHolder[];
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
  /** Whether the owner has a voice of their own on its step. */
  readonly hasVote: boolean;
  /** Whether its step was due by the time at which the owner decides. */
  readonly isOverdue: boolean;
  /** Whether its attachment may not go on. */
  readonly isBlocked: boolean;
}

interface WaitingSeats {
  /** What stands after `SELECT`, for {@link toWaitingSeat}: `a` is the assignment, `s` its step, `t` its attachment. */
  readonly columns: string;
  /** What stands after the assignments `a`. */
  readonly joins: string;
  /** The open seats of the owner, and those of everybody for whom they decide. */
  readonly where: string;
  readonly replacements: Readonly<Record<string, unknown>>;
}

/** Selects more than the seats that wait for an owner: {@link waitsFor} says which of them do. */
export function waitingSeats(
  database: Database,
  { company, userId, absentHolders, at }: SeatOwner,
): WaitingSeats {
  const { Step, Attachment } = database.models;
  // Seats are few, and found by an index: from each on to its one step and its one attachment.
  const join = database.sequelize.getDialect() === 'mysql' ? 'STRAIGHT_JOIN' : 'JOIN';
  const ofOthers = (condition: string): string => flag(`a.user_id <> :userId AND ${condition}`);
  return {
    columns: [
      'a.user_id AS holder_id, t.workflow_id AS workflow_id, t.version_id AS version_id',
      's.position AS position, s.approval_id AS approval_id',
      `${flag('t.requester_id = :userId OR t.started_by = :userId')} AS is_own_request`,
      `${absentHolders.length === 0 ? '0' : ofOthers(hasApproved(database))} AS has_approved`,
      `${absentHolders.length === 0 ? '0' : ofOthers(hasVote(database))} AS has_vote`,
      `${flag(`s.due_at <= ${quoteTime(database, at)}`)} AS is_overdue`,
      `${flag('t.blocked_reason IS NOT NULL')} AS is_blocked`,
    ].join(', '),
    joins: [
      `${join} ${quoteTable(database, Step)} s ON s.id = a.step_id`,
      `${join} ${quoteTable(database, Attachment)} t ON t.id = a.attachment_id`,
    ].join(' '),
    where: "a.company = :company AND a.status = 'current' AND a.user_id IN (:holders)",
    replacements: { company, userId, holders: holdersOf({ userId, absentHolders }) },
  };
}

/** The owner, and everybody for whom they decide, each once. */
export function holdersOf({
  userId,
  absentHolders,
}: Pick<SeatOwner, 'userId' | 'absentHolders'>): readonly string[] {
  return [...new Set([userId, ...absentHolders.map((holder) => holder.userId)])];
}

/**
 * Whether an open seat may wait for an owner: it is their own, or that of somebody for whom they decide there, and its
 * attachment is not blocked. Whether they may decide for it is for the flow to say.
 */
export function waitsFor({ userId, absentHolders }: SeatOwner, seat: WaitingSeat): boolean {
  if (seat.isBlocked) return false;
  if (seat.holderId === userId) return true;
  return absentHolders.some((holder) => holder.userId === seat.holderId && isHere(holder, seat.workflowId));
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
    hasVote: Number(row.has_vote) === 1,
    isOverdue: Number(row.is_overdue) === 1,
    isBlocked: Number(row.is_blocked) === 1,
  };
}

/** What the flow's own `hasVote` says. */
function hasVote(database: Database): string {
  return [
    `EXISTS (SELECT 1 FROM ${quoteTable(database, database.models.Assignment)} v WHERE v.step_id = a.step_id`,
    "AND ((v.status = 'current' AND v.user_id = :userId)",
    `OR (v.status IN ('${DECIDED_STATUSES.join("', '")}')`,
    'AND (v.user_id = :userId OR v.actor_id = :userId))))',
  ].join(' ');
}

/** What the flow's own `priorApprovers` says. */
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
