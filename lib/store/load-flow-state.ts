import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import type { Plan } from '../definition/types.js';
import type { AssignmentState, FlowState, StepState } from '../flow/types.js';
import { readRole } from './role-text.js';
import type { Database } from './database.js';
import { pickColumns, quoteTable, selectColumns } from './sql.js';

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
  const rows = attachment.position === null ? [] : await readSteps(database, attachment, transaction);
  const steps = new Map<number, StepState & { assignments: AssignmentState[] }>();
  for (const { step, assignment } of rows) {
    const state = steps.get(step.id) ?? toStepState(step);
    steps.set(step.id, state);
    if (assignment !== null) state.assignments.push(toAssignmentState(assignment));
  }
  return { plan, attachment, steps: [...steps.values()] };
}

interface JoinedRow {
  readonly step: StepRow;
  readonly assignment: AssignmentRow | null;
}

async function readSteps(
  database: Database,
  attachment: AttachmentRow,
  transaction: Transaction,
): Promise<readonly JoinedRow[]> {
  const { sequelize, models } = database;
  const { Step, Assignment } = models;
  const dialect = sequelize.getDialect();
  const sql = [
    `SELECT ${selectColumns(database, Step, 's')}, ${selectColumns(database, Assignment, 'a')}`,
    `FROM ${quoteTable(database, Step)} s LEFT JOIN ${quoteTable(database, Assignment)} a ON a.step_id = s.id`,
    'WHERE s.attachment_id = :id AND s.position = :position AND s.round = :round',
    `ORDER BY s.step_number, a.seat_no, a.turn${dialect === 'mysql' ? ' FOR UPDATE' : ''}`,
  ].join(' ');
  const { id, position, round } = attachment;
  const rows = await sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements: { id, position, round },
    transaction,
  });
  return rows.map((row) => ({
    step: readRow(Step, pickColumns(row, 's')),
    assignment: row['a.id'] === null ? null : readRow(Assignment, pickColumns(row, 'a')),
  }));
}

function toStepState(row: StepRow): StepState & { assignments: AssignmentState[] } {
  return { ...row, assignments: [] };
}

function toAssignmentState(row: AssignmentRow): AssignmentState {
  return { ...row, rotationRole: readRole(row.rotationRole) };
}
