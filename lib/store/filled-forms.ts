import { QueryTypes } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { FilledForm } from '../flow/steps/filled-form.js';
import type { Database } from './database.js';
import { quoteTable, selectColumns } from './sql.js';

/** Every step of an attachment with what its form was filled in with, in the order in which that was done: one statement. */
export async function readFilledForms(
  database: Database,
  attachmentId: number,
  transaction: Transaction,
): Promise<readonly FilledForm[]> {
  const { Step, Assignment } = database.models;
  const stepColumns = selectColumns(database, Step, 's', ['position', 'round']);
  const assignmentColumns = selectColumns(database, Assignment, 'a', ['formData']);
  const sql = [
    `SELECT ${stepColumns.sql}, ${assignmentColumns.sql}`,
    `FROM ${quoteTable(database, Step)} s LEFT JOIN ${quoteTable(database, Assignment)} a ON a.step_id = s.id`,
    "AND a.status = 'approved' AND a.form_data IS NOT NULL",
    'WHERE s.attachment_id = :attachmentId ORDER BY s.round, s.step_number, a.acted_at, a.seat_no, a.turn',
  ].join(' ');
  const rows = await database.sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements: { attachmentId },
    transaction,
  });
  return rows.map((row) => {
    const { position, round } = readRow(Step, stepColumns.pick(row));
    const formData = row['a.formData'];
    const data = typeof formData === 'string' ? (JSON.parse(formData) as FilledForm['data']) : null;
    return { position, round, data };
  });
}
