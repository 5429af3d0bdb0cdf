import { Op, QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AssignmentRow, StepRow } from '../../models/index.js';
import type { Database } from './database.js';
import type { PageRequest } from './page.js';
import { readRows } from './rows.js';
import { quoteTable, selectColumns } from './sql.js';

/** A step with its holders, perhaps not all of them. */
export interface StepWithAssignments {
  readonly step: StepRow;
  /** How many assignments there are in all. */
  readonly assignmentCount: number;
  /** In order of seat, then of turn. */
  readonly assignments: readonly AssignmentRow[];
}

interface StepSelection {
  readonly attachmentId: number;
  readonly page?: PageRequest;
  /** The most assignments to read of each step. */
  readonly assignmentLimit: number;
}

/** The steps of an attachment in order, each with its first assignments, in two statements. */
export async function readSteps(
  database: Database,
  { attachmentId, page, assignmentLimit }: StepSelection,
  transaction: Transaction | null = null,
): Promise<readonly StepWithAssignments[]> {
  const { Step } = database.models;
  const raw = await Step.findAll({
    where: {
      attachmentId,
      ...(page === undefined || page.after === null ? {} : { stepNumber: { [Op.gt]: page.after } }),
    },
    order: [['stepNumber', 'ASC']],
    ...(page === undefined ? {} : { limit: page.limit + 1 }),
    raw: true,
    transaction,
  });
  const steps = readRows(Step, raw);
  if (steps.length === 0) return [];
  const byStep = await readAssignments(
    database,
    { stepIds: steps.map(({ id }) => id), assignmentLimit },
    transaction,
  );
  return steps.map((step) => ({ step, ...(byStep.get(step.id) ?? { assignmentCount: 0, assignments: [] }) }));
}

type HeldSeats = Omit<StepWithAssignments, 'step'> & { assignments: AssignmentRow[] };

async function readAssignments(
  database: Database,
  { stepIds, assignmentLimit }: { readonly stepIds: readonly number[]; readonly assignmentLimit: number },
  transaction: Transaction | null,
): Promise<ReadonlyMap<number, HeldSeats>> {
  const { Assignment } = database.models;
  const columns = selectColumns(database, Assignment, 'r');
  const ranked = [
    `SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.step_id ORDER BY a.seat_no, a.turn) AS seat_rank,`,
    `COUNT(*) OVER (PARTITION BY a.step_id) AS seat_total`,
    `FROM ${quoteTable(database, Assignment)} a WHERE a.step_id IN (:stepIds)`,
  ].join(' ');
  const sql = [
    `SELECT ${columns.sql}, r.seat_total AS seat_total`,
    `FROM (${ranked}) r WHERE r.seat_rank <= :assignmentLimit ORDER BY r.step_id, r.seat_no, r.turn`,
  ].join(' ');
  const rows = await database.sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements: { stepIds: [...stepIds], assignmentLimit },
    transaction,
  });
  const byStep = new Map<number, HeldSeats>();
  for (const row of rows) {
    const assignment = readRow(Assignment, columns.pick(row));
    const held = byStep.get(assignment.stepId);
    if (held === undefined) {
      byStep.set(assignment.stepId, { assignmentCount: Number(row.seat_total), assignments: [assignment] });
    } else held.assignments.push(assignment);
  }
  return byStep;
}
