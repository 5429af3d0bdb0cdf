import { Op, QueryTypes } from 'sequelize';
import type { Attributes, Model, ModelStatic, WhereOptions } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import type { Database } from './database.js';
import type { Page, PageRequest } from './page.js';
import { mapPage, toPage } from './page.js';
import { idOf, readRows } from './rows.js';
import { quoteTable } from './sql.js';

/** A seat that waits for its holder. */
export interface InboxEntry {
  readonly assignment: AssignmentRow;
  readonly step: StepRow;
  readonly attachment: AttachmentRow;
}

/** Whose inbox: a user within a company. */
export interface InboxOwner {
  readonly company: string;
  readonly userId: string;
}

/** The open seats of a user, longest waiting first, in three statements. */
export async function readInbox(
  database: Database,
  { company, userId }: InboxOwner,
  page: PageRequest,
): Promise<Page<InboxEntry>> {
  const { Assignment, Step, Attachment } = database.models;
  const isAfter = page.after === null ? {} : { id: { [Op.gt]: page.after } };
  const rows = await Assignment.findAll({
    where: { company, userId, status: 'current', ...isAfter },
    order: [['id', 'ASC']],
    limit: page.limit + 1,
    raw: true,
    transaction: null,
  });
  const assignments = toPage(readRows(Assignment, rows), page.limit, ({ id }) => id);
  const stepOf = await readById(
    Step,
    assignments.items.map(({ stepId }) => stepId),
  );
  const attachmentOf = await readById(
    Attachment,
    assignments.items.map(({ attachmentId }) => attachmentId),
  );
  return mapPage(assignments, (assignment) => ({
    assignment,
    step: required(stepOf, assignment.stepId),
    attachment: required(attachmentOf, assignment.attachmentId),
  }));
}

/** How many seats wait for a user in one workflow, and the newest version among them. */
export interface InboxCount {
  readonly workflowId: number;
  readonly versionId: number;
  readonly count: number;
}

/** How many seats wait for a user, by workflow, in one statement. */
export async function countInbox(
  database: Database,
  { company, userId }: InboxOwner,
): Promise<readonly InboxCount[]> {
  const { Assignment, Attachment } = database.models;
  const sql = [
    'SELECT t.workflow_id, MAX(t.version_id) AS version_id, COUNT(*) AS seats',
    `FROM ${quoteTable(database, Assignment)} a JOIN ${quoteTable(database, Attachment)} t ON t.id = a.attachment_id`,
    "WHERE a.company = :company AND a.user_id = :userId AND a.status = 'current'",
    'GROUP BY t.workflow_id ORDER BY t.workflow_id',
  ].join(' ');
  const rows = await database.sequelize.query<Record<string, unknown>>(sql, {
    type: QueryTypes.SELECT,
    replacements: { company, userId },
    transaction: null,
  });
  return rows.map((row) => ({
    workflowId: Number(row.workflow_id),
    versionId: Number(row.version_id),
    count: Number(row.seats),
  }));
}

async function readById<M extends Model & { id: number }>(
  model: ModelStatic<M>,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Attributes<M>>> {
  if (ids.length === 0) return new Map();
  const where = { id: [...ids] } as unknown as WhereOptions<Attributes<M>>;
  const rows = await model.findAll({ where, raw: true, transaction: null });
  return new Map(rows.map((row) => [idOf(row), readRow(model, row)]));
}

function required<Value>(values: ReadonlyMap<number, Value>, id: number): Value {
  const value = values.get(id);
  if (value === undefined) throw new RangeError(`Row ${id} is missing.`);
  return value;
}
