import { createHash, randomUUID } from 'node:crypto';
import type { Sequelize } from 'sequelize';
import type { Creation } from '../../../models/creation.js';
import type { ActionRunRow, AttachmentRow, Models } from '../../../models/index.js';
import { readRow } from '../../../models/read-row.js';
import type { Host } from '../../support/host.js';
import { byRole, publishStages } from '../../support/host.js';

/** What a test says of a run. */
export type NewRun = Pick<ActionRunRow, 'attachmentId'> & Partial<ActionRunRow>;

/** The model of the outbox of the engine on a Sequelize. */
export function outboxModel(sequelize: Sequelize): Models['ActionRun'] {
  return sequelize.model('WorkflowActionRun') as Models['ActionRun'];
}

/** Every run that is stored, in the order of their ids. */
export async function readRuns(sequelize: Sequelize): Promise<readonly ActionRunRow[]> {
  const model = outboxModel(sequelize);
  const rows = await model.findAll({ order: [['id', 'ASC']], raw: true, transaction: null });
  return rows.map((row) => readRow(model, row));
}

/** Adds attachments that stand at the one stage of a workflow; gives their ids. */
export async function addAttachments(host: Host, count: number): Promise<readonly number[]> {
  const { engine, sequelize, PurchaseRequest } = host;
  await publishStages(engine, [[byRole(1)]]);
  const object = await PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
  await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
  const model = sequelize.model('WorkflowAttachment') as Models['Attachment'];
  const [first] = await model.findAll({ raw: true });
  if (first === undefined) throw new Error('Nothing was attached.');
  const copies = Array.from({ length: count - 1 }, (_copy, index) => copyOf(first, `copy-${index}`));
  await model.bulkCreate(copies);
  const rows = await model.findAll({ attributes: ['id'], order: [['id', 'ASC']], raw: true });
  return rows.map((row) => readRow(model, row).id);
}

function copyOf(row: AttachmentRow, objectId: string): Creation<AttachmentRow> {
  const copy: Creation<AttachmentRow> = { ...row, objectId };
  delete copy.id;
  return { ...copy, openKey: createHash('sha256').update(objectId).digest('hex') };
}

/** Puts runs into the outbox, in order, as a commit would have. */
export async function addRuns({ sequelize, clock }: Host, runs: readonly NewRun[]): Promise<void> {
  const now = clock.now();
  const rows = runs.map((run, index): Creation<ActionRunRow> => ({
    company: '',
    event: 'after_approve',
    handler: 'tell',
    parameters: '{}',
    facts: JSON.stringify({
      event: 'after_approve',
      company: '',
      metadata: { number: index + 1 },
      attachment: { id: run.attachmentId, model: 'PurchaseRequest', objectId: 1 },
    }),
    idempotencyKey: randomUUID(),
    status: 'pending',
    attempts: 0,
    dueAt: now,
    isOutOfOrder: false,
    createdAt: now,
    ...run,
  }));
  await outboxModel(sequelize).bulkCreate(rows);
}
