import { Op, fn, col } from 'sequelize';
import type { Transaction } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AssignmentRow, AttachmentRow, StepRow } from '../../models/index.js';
import type { Database } from './database.js';
import type { Page, PageRequest } from './page.js';
import { mapPage, toPage } from './page.js';

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
  { models }: Database,
  { company, userId }: InboxOwner,
  page: PageRequest,
): Promise<Page<InboxEntry>> {
  const { Assignment, Step, Attachment } = models;
  const rows = await Assignment.findAll({
    where: {
      company,
      userId,
      status: 'current',
      ...(page.after === null ? {} : { id: { [Op.gt]: page.after } }),
    },
    order: [['id', 'ASC']],
    limit: page.limit + 1,
    raw: true,
    transaction: null,
  });
  const assignments = toPage(
    rows.map((row) => readRow(Assignment, row)),
    page.limit,
    ({ id }) => id,
  );
  if (assignments.items.length === 0) return { items: [], next: null };
  const stepIds = assignments.items.map(({ stepId }) => stepId);
  const attachmentIds = assignments.items.map(({ attachmentId }) => attachmentId);
  const steps = await Step.findAll({ where: { id: stepIds }, raw: true, transaction: null });
  const attachments = await Attachment.findAll({
    where: { id: attachmentIds },
    raw: true,
    transaction: null,
  });
  const stepOf = new Map(steps.map((row) => readRow(Step, row)).map((row) => [row.id, row]));
  const attachmentOf = new Map(
    attachments.map((row) => readRow(Attachment, row)).map((row) => [row.id, row]),
  );
  return mapPage(assignments, (assignment) => ({
    assignment,
    step: required(stepOf, assignment.stepId),
    attachment: required(attachmentOf, assignment.attachmentId),
  }));
}

/** How many seats wait for a user, by the version that they belong to. */
export async function countInbox(
  { models }: Database,
  { company, userId }: InboxOwner,
  transaction: Transaction | null = null,
): Promise<readonly { workflowId: number; versionId: number; count: number }[]> {
  const waiting = await models.Assignment.findAll({
    where: { company, userId, status: 'current' },
    attributes: ['attachmentId', [fn('COUNT', col('id')), 'seats']],
    group: ['attachmentId'],
    raw: true,
    transaction,
  });
  const seats = new Map(
    waiting.map((row) => [Number(row.attachmentId), Number((row as unknown as { seats: unknown }).seats)]),
  );
  if (seats.size === 0) return [];
  const rows = await models.Attachment.findAll({
    where: { id: [...seats.keys()] },
    attributes: ['id', 'workflowId', 'versionId'],
    raw: true,
    transaction,
  });
  const counts = new Map<number, { workflowId: number; versionId: number; count: number }>();
  for (const row of rows) {
    const workflowId = Number(row.workflowId);
    const entry = counts.get(workflowId) ?? { workflowId, versionId: Number(row.versionId), count: 0 };
    entry.versionId = Math.max(entry.versionId, Number(row.versionId));
    entry.count += seats.get(Number(row.id)) ?? 0;
    counts.set(workflowId, entry);
  }
  return [...counts.values()].sort((a, b) => a.workflowId - b.workflowId);
}

function required<Value>(values: ReadonlyMap<number, Value>, id: number): Value {
  const value = values.get(id);
  if (value === undefined) throw new RangeError(`Row ${id} is missing.`);
  return value;
}
