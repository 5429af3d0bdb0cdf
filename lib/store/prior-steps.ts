import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { AssignmentRow } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
import { toPriorStep } from '../flow/steps/prior-step.js';
import { DECIDED_STATUSES } from '../flow/rules/seat.js';
import type { PriorStep } from '../flow/types.js';
import type { Database } from './database.js';
import { quoteTable, selectColumns } from './sql.js';

const STEP_COLUMNS = ['id', 'stepNumber', 'position', 'round', 'status'] as const;
const ASSIGNMENT_COLUMNS = ['id', 'userId', 'actorId', 'status'] as const;

type GatheredStep = Parameters<typeof toPriorStep>[0] & { readonly assignments: AssignmentRow[] };

/** Every step of an attachment, in all its rounds, with those who decided on it: one statement. */
export async function readPriorSteps(
  database: Database,
  attachmentId: number,
  transaction: Transaction,
): Promise<readonly PriorStep[]> {
  const { Step, Assignment } = database.models;
  const stepColumns = selectColumns(database, Step, 's', STEP_COLUMNS);
  const assignmentColumns = selectColumns(database, Assignment, 'a', ASSIGNMENT_COLUMNS);
  const sql = [
    `SELECT ${stepColumns.sql}, ${assignmentColumns.sql}`,
    `FROM ${quoteTable(database, Step)} s LEFT JOIN ${quoteTable(database, Assignment)} a ON a.step_id = s.id`,
    'AND a.status IN (:decided)',
    'WHERE s.attachment_id = :attachmentId ORDER BY s.step_number, a.seat_no, a.turn',
  ].join(' ');
  const rows = await database.sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements: { attachmentId, decided: DECIDED_STATUSES },
    transaction,
  });
  const steps = new Map<number, GatheredStep>();
  for (const row of rows) {
    const { stepNumber, position, round, status } = readRow(Step, stepColumns.pick(row));
    const step = steps.get(stepNumber) ?? { stepNumber, position, round, status, assignments: [] };
    steps.set(stepNumber, step);
    if (row['a.id'] !== null) step.assignments.push(readRow(Assignment, assignmentColumns.pick(row)));
  }
  return [...steps.values()].map(toPriorStep);
}
