import type { ActionRunRow } from '../../../models/index.js';
import type { Site } from './site.js';

/** When the runs of tests were caused. */
export const CAUSED_AT = '2026-01-05T09:00:00.000Z';

const FACTS = {
  event: 'after_approve',
  occurredAt: CAUSED_AT,
  company: '',
  attachment: {
    id: 1,
    workflowId: 1,
    workflowKey: 'purchase-request',
    workflowNames: { en: 'Purchase Request' },
    model: 'PurchaseRequest',
    objectId: 1,
    status: 'in_progress',
    round: 1,
    progressPercentage: 33,
    requester: { id: 1, name: null },
    startedBy: { id: 1, name: 'requester' },
  },
  object: { requesterId: 1 },
  metadata: { costCentre: 7 },
  form: { budget_code: 'K-7' },
  user: { id: 2, name: 'reviewer' },
  onBehalfOf: null,
  approval: { id: 1, approvalType: 'role', stepNumber: 1 },
  approvers: [],
  stage: { id: 1, names: { en: 'Stage 1' } },
  pipeline: { id: 1, names: { en: 'Review' } },
  fromStage: null,
  fromPipeline: null,
  targetStage: null,
  initialStage: { id: 1, names: { en: 'Stage 1' } },
  reason: 'Fine.',
};

let keys = 0;

/** Leaves a run in the outbox of an attachment, given up on unless it is said otherwise. */
export async function seedActionRun(
  { host: { sequelize } }: Site,
  attachmentId: number,
  more: Partial<ActionRunRow> = {},
): Promise<number> {
  const at = new Date(CAUSED_AT);
  const created = await sequelize.model('WorkflowActionRun').create({
    company: '',
    attachmentId,
    actionId: null,
    event: 'after_approve',
    handler: 'nobody/has-this',
    parameters: '{"token":{"secret":"erp"}}',
    facts: JSON.stringify(FACTS),
    idempotencyKey: `key-${(keys += 1)}`,
    status: 'dead',
    attempts: 12,
    dueAt: at,
    lastError: '410 Gone',
    isOutOfOrder: false,
    claimedBy: null,
    claimedUntil: null,
    createdAt: at,
    finishedAt: at,
    ...more,
  });
  return Number(created.get('id'));
}
