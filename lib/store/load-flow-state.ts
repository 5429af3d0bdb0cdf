import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AttachmentRow } from '../../models/index.js';
import type { Plan } from '../definition/types.js';
import type { AssignmentState, FlowState, StepState } from '../flow/types.js';
import { readRole } from './role-text.js';
import type { Database } from './database.js';
import { byIndex, quoteTable, selectColumns } from './sql.js';

/** What the flow knows of a step. */
const STEP_COLUMNS = [
  'id',
  'stepNumber',
  'position',
  'round',
  'approvalId',
  'strategy',
  'status',
  'approveAt',
  'rejectAt',
  'approvedCount',
  'rejectedCount',
  'dueAt',
  'alarmAt',
  'timeoutCount',
] as const satisfies readonly (keyof StepState)[];

/** What the flow knows of a seat: neither comments nor the data of forms, which may be large. */
const ASSIGNMENT_COLUMNS = [
  'id',
  'seatNo',
  'turn',
  'userId',
  'userName',
  'status',
  'actorId',
  'checkedInAt',
  'onBehalfOf',
  'rotationRole',
  'reassignAt',
] as const satisfies readonly (keyof AssignmentState)[];

type LoadedStep = StepState & { readonly assignments: AssignmentState[] };

/**
 * The state of a locked attachment: the steps of its position and round, and everyone who held their seats.
 *
 * One statement reads both tables. The attachment's lock already keeps every other command out, so that this
 * read need not lock for itself, except on MySQL, where a joined REPEATABLE READ transaction that has read before
 * would otherwise see the past. (PostgreSQL refuses the attachment's lock in that case.)
 */
export async function loadFlowState(
  database: Database,
  attachment: AttachmentRow,
  plan: Plan,
  transaction: Transaction,
): Promise<FlowState> {
  const steps = attachment.position === null ? [] : await readSteps(database, attachment, transaction);
  return { plan, attachment, steps };
}

async function readSteps(
  database: Database,
  attachment: AttachmentRow,
  transaction: Transaction,
): Promise<readonly StepState[]> {
  const { sequelize, models } = database;
  const { Step, Assignment } = models;
  const stepColumns = selectColumns(database, Step, 's', STEP_COLUMNS);
  const assignmentColumns = selectColumns(database, Assignment, 'a', ASSIGNMENT_COLUMNS);
  const sql = [
    `SELECT ${stepColumns.sql}, ${assignmentColumns.sql}`,
    `FROM ${quoteTable(database, Step)} s ${byIndex(database, Step, 'number')}`,
    `LEFT JOIN ${quoteTable(database, Assignment)} a ${byIndex(database, Assignment, 'seat')} ON a.step_id = s.id`,
    'WHERE s.attachment_id = :id AND s.position = :position AND s.round = :round',
    `ORDER BY s.step_number, a.seat_no, a.turn ${sequelize.getDialect() === 'mysql' ? 'FOR UPDATE' : ''}`,
  ].join(' ');
  const { id, position, round } = attachment;
  const rows = await sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements: { id, position, round },
    transaction,
  });
  const steps = new Map<unknown, LoadedStep>();
  for (const row of rows) {
    const step = steps.get(row['s.id']) ?? toStep(readRow(Step, stepColumns.pick(row)));
    steps.set(row['s.id'], step);
    if (row['a.id'] !== null)
      step.assignments.push(toAssignment(readRow(Assignment, assignmentColumns.pick(row))));
  }
  return [...steps.values()];
}

type ReadStep = Omit<StepState, 'assignments' | 'timeoutCount'> & { readonly timeoutCount: number | null };

function toStep(row: ReadStep): LoadedStep {
  return { ...row, timeoutCount: row.timeoutCount ?? 0, assignments: [] };
}

function toAssignment(
  row: Omit<AssignmentState, 'rotationRole'> & { readonly rotationRole: string | null },
): AssignmentState {
  return { ...row, rotationRole: readRole(row.rotationRole) };
}
