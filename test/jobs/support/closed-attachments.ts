import type { AttachmentStatus, CleanupCounts } from '../../../lib/index.js';
import { ADMIN, BY_SYSTEM, byRole, publishStages } from '../../support/host.js';
import type { Host, PurchaseRequest } from '../../support/host.js';

export const [REQUESTER, REVIEWER] = [1, 2];

/** What a cleanup says that found nothing. */
export const NOTHING: CleanupCounts = {
  completed: 0,
  rejected: 0,
  cancelled: 0,
  steps: 0,
  assignments: 0,
  historyEntries: 0,
  actionRuns: 0,
  idempotencyKeys: 0,
  waiting: 0,
  failed: 0,
};

/** An object with an attachment. */
export interface Attached {
  readonly id: number;
  readonly object: PurchaseRequest;
}

/** Publishes a workflow whose one stage asks the reviewer, and which waits for its requester where it is sent back. */
export async function publish({ engine }: Host): Promise<void> {
  const { id } = await publishStages(engine, [[byRole(1)]]);
  await engine.definitions.updateWorkflow(id, { resubmission: 'requester' }, BY_SYSTEM);
  await engine.definitions.publishWorkflow(id, BY_SYSTEM);
}

/** Attaches the workflow to a new object, and brings it into a status. */
export async function attachAs(host: Host, status: AttachmentStatus): Promise<Attached> {
  const { engine, PurchaseRequest: model } = host;
  const object = await model.create({ title: 'Pens', requesterId: REQUESTER });
  const autoStart = status !== 'not_started';
  const actor = { id: REQUESTER };
  const { id } = await engine.attach({ object, workflow: 'purchase-request', actor, autoStart });
  await bring(host, id, status);
  return { id, object: await object.reload() };
}

async function bring({ engine }: Host, attachmentId: number, status: AttachmentStatus): Promise<void> {
  const request = { attachmentId, actor: { id: REVIEWER } };
  const reason = 'Not this year.';
  switch (status) {
    case 'completed':
      await engine.approve(request);
      break;
    case 'rejected':
      await engine.reject({ ...request, reason });
      break;
    case 'awaiting_resubmission':
      await engine.requestResubmission({ ...request, reason });
      break;
    case 'cancelled':
      await engine.cancel({ attachmentId, actor: { id: ADMIN }, reason });
      break;
    default:
      break;
  }
}
