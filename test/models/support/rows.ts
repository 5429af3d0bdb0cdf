import type { Models } from '../../../models/index.js';

/** A time with milliseconds, which a database may lose. */
export const NOON = new Date('2026-03-29T12:00:00.123Z');
export const HASH = '0123456789abcdef'.repeat(4);

export interface Chain {
  readonly workflow: InstanceType<Models['Workflow']>;
  readonly version: InstanceType<Models['Version']>;
  readonly attachment: InstanceType<Models['Attachment']>;
  readonly step: InstanceType<Models['Step']>;
  readonly assignment: InstanceType<Models['Assignment']>;
}

/** A row in each table from the workflow down to one seat. */
export async function createChain(models: Models, key = 'purchase'): Promise<Chain> {
  const common = { company: '', createdAt: NOON };
  const workflow = await models.Workflow.create({
    ...common,
    key,
    names: '{"en":"Purchase"}',
    hierarchyStrategy: 1,
    status: 'active',
    isComplete: true,
    updatedAt: NOON,
  });
  const frozen = { number: 1, hash: HASH, definition: '{}' };
  const version = await models.Version.create({ ...common, ...frozen, workflowId: workflow.id });
  const attachment = await models.Attachment.create({
    ...common,
    workflowId: workflow.id,
    versionId: version.id,
    model: 'PurchaseRequest',
    objectId: '7',
    status: 'in_progress',
    position: 0,
    round: 1,
    stepCount: 1,
    metadata: '{}',
    historyCount: 0,
    updatedAt: NOON,
  });
  const step = await models.Step.create({
    ...common,
    attachmentId: attachment.id,
    approvalId: 1,
    stepNumber: 1,
    position: 0,
    round: 1,
    strategy: 'anyone',
    status: 'current',
    approvedCount: 0,
    rejectedCount: 0,
  });
  const assignment = await models.Assignment.create({
    company: '',
    attachmentId: attachment.id,
    stepId: step.id,
    seatNo: 1,
    turn: 1,
    userId: 'u1',
    userName: 'Úna',
    status: 'current',
    assignedAt: NOON,
  });
  return { workflow, version, attachment, step, assignment };
}
