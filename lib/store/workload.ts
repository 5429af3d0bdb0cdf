import { col, fn, literal, Op } from 'sequelize';
import type { OpenStatus } from '../flow/rules/attachment.js';
import { OPEN_STATUSES } from '../flow/rules/attachment.js';
import type { Database } from './database.js';
import { readRows } from './rows.js';
import { quoteTime } from './sql.js';

/** What there is to do, and what is stuck, as the database knows it. */
export interface Workload {
  /** Deliveries of actions. */
  readonly actionRuns: {
    /** To be delivered, now or later. */
    readonly pending: number;
    /** Of these, those whose time has come. */
    readonly due: number;
    /** For how long the oldest of these has been due, in ms. */
    readonly overdueMs: number;
    /** Given up on until somebody has them tried again. */
    readonly dead: number;
  };
  readonly seats: {
    /** Open seats that should have passed to somebody else by now. */
    readonly overdue: number;
  };
  readonly steps: {
    /** Open steps that are due, with which the job `deadlines` has yet to do what their approvals say. */
    readonly overdue: number;
    /** Open steps that cannot go on by themselves: their `blocked_reason` says why. */
    readonly blocked: number;
  };
  /** Attachments that are not over, by status. */
  readonly attachments: Readonly<Record<OpenStatus, number>>;
  /** Attachments that are not over and may not go on, and why; at most 100. */
  readonly blockedAttachments: readonly BlockedAttachment[];
}

/** An attachment that may not go on until somebody has chosen. */
export interface BlockedAttachment {
  readonly id: number;
  readonly company: string;
  readonly blockedReason: string;
}

const BLOCKED_SHOWN = 100;

/** Whose workload, and when. */
export interface WorkloadQuestion {
  readonly now: Date;
  /** Left out, it is that of all companies. */
  readonly company?: string | undefined;
}

/** Reads the workload, in six statements that each go along an index of what is open, waits or is dead. */
export async function readWorkload(database: Database, question: WorkloadQuestion): Promise<Workload> {
  const { Assignment, Step } = database.models;
  const ofCompany = within(question);
  const past = { [Op.lte]: question.now };
  const count = { transaction: null };
  const seats = { ...ofCompany, status: 'current' as const, reassignAt: past };
  // A step that closes loses its alarm and its reason, so that their indexes hold none that are closed.
  const overdue = { ...ofCompany, alarmAt: past, dueAt: past };
  const blocked = { ...ofCompany, blockedReason: { [Op.ne]: null } };
  return {
    actionRuns: await readActionRuns(database, question),
    seats: { overdue: await Assignment.count({ ...count, where: seats }) },
    steps: {
      overdue: await Step.count({ ...count, where: overdue }),
      blocked: await Step.count({ ...count, where: blocked }),
    },
    attachments: await readAttachments(database, question),
    blockedAttachments: await readBlocked(database, question),
  };
}

/** How an engine is doing must not depend on what a host does whenever attachments are read. Its types leave this out. */
const UNHOOKED: object = { hooks: false };

async function readBlocked(
  { models: { Attachment } }: Database,
  question: WorkloadQuestion,
): Promise<readonly BlockedAttachment[]> {
  const rows = await Attachment.findAll({
    where: { ...within(question), status: [...OPEN_STATUSES], blockedReason: { [Op.ne]: null } },
    attributes: ['id', 'company', 'blockedReason'],
    limit: BLOCKED_SHOWN,
    ...UNHOOKED,
    raw: true,
    transaction: null,
  });
  return readRows(Attachment, rows).map(({ id, company, blockedReason }) => ({
    id,
    company,
    blockedReason: blockedReason ?? '',
  }));
}

async function readActionRuns(
  database: Database,
  question: WorkloadQuestion,
): Promise<Workload['actionRuns']> {
  const { ActionRun } = database.models;
  const isDue = `due_at <= ${quoteTime(database, question.now)}`;
  const rows = await ActionRun.findAll({
    where: { ...within(question), status: ['pending', 'dead'] },
    attributes: [
      'status',
      [fn('COUNT', col('id')), 'count'],
      [literal(`SUM(CASE WHEN ${isDue} THEN 1 ELSE 0 END)`), 'due'],
      [fn('MIN', col('due_at')), 'dueAt'],
    ],
    group: ['status'],
    raw: true,
    transaction: null,
  });
  const counted = readRows(ActionRun, rows) as unknown as readonly CountedRuns[];
  const pending = counted.find(({ status }) => status === 'pending');
  const oldest = pending?.dueAt.getTime() ?? Infinity;
  return {
    pending: Number(pending?.count ?? 0),
    due: Number(pending?.due ?? 0),
    overdueMs: Math.max(0, question.now.getTime() - oldest),
    dead: Number(counted.find(({ status }) => status === 'dead')?.count ?? 0),
  };
}

interface CountedRuns {
  readonly status: string;
  readonly count: number | string;
  readonly due: number | string;
  readonly dueAt: Date;
}

async function readAttachments(
  { models: { Attachment } }: Database,
  question: WorkloadQuestion,
): Promise<Workload['attachments']> {
  const rows = await Attachment.count({
    where: { ...within(question), status: [...OPEN_STATUSES] },
    group: ['status'],
    transaction: null,
  });
  const counts = new Map(rows.map(({ status, count }) => [status, count]));
  return {
    not_started: counts.get('not_started') ?? 0,
    in_progress: counts.get('in_progress') ?? 0,
    awaiting_resubmission: counts.get('awaiting_resubmission') ?? 0,
  };
}

function within({ company }: WorkloadQuestion): { company?: string } {
  return company === undefined ? {} : { company };
}
