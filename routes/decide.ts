import type { AttachmentRow } from '../models/index.js';
import { readAction } from '../lib/commands/decision-actions.js';
import type { Decision } from '../lib/contract/decisions.js';
import { readAfterCommit } from '../lib/queries/after-commit.js';
import type { AttachmentStatusView } from '../lib/queries/attachment-status.js';
import type { AttachmentTarget } from '../lib/store/attachments.js';
import { unknownCase } from '../lib/unknown-case.js';
import type { OperationRequest } from './operation.js';

type Reading = Pick<OperationRequest, 'engine' | 'user' | 'call'>;
type Deciding = Reading & { readonly body: Decision };

/** Decides as the body says, and gives the fresh status. @throws WorkflowError `UNKNOWN_ACTION`, … */
export async function decideAndRead(request: Deciding, { id }: AttachmentRow): Promise<AttachmentStatusView> {
  await request.engine.decide({ attachmentId: id, ...toDecision(request) }, request.call);
  return readById(request, id);
}

/** The same for an attachment that was not looked up: whoever may decide may see it. */
export async function decideUnseen(
  request: Deciding,
  target: AttachmentTarget,
): Promise<AttachmentStatusView> {
  const named =
    'object' in target
      ? { object: { model: target.object.model, id: target.object.objectId } }
      : { attachmentId: target.attachmentId };
  return request.engine.decideAndRead({ ...named, ...toDecision(request) }, request.call);
}

/**
 * The status of an attachment that was just changed.
 *
 * @throws WorkflowError `OUTCOME_UNKNOWN` where the change is stored and the database is then lost: not to be repeated
 */
export async function readById(request: Reading, attachmentId: number): Promise<AttachmentStatusView> {
  const { engine, user, call } = request;
  return readAfterCommit(call.transaction, async () => {
    const attachment = await engine.reader.find({ attachmentId }, user, call.transaction);
    return readFresh(request, attachment);
  });
}

/** The status of an attachment, as the reader sees it now. */
export async function readFresh(
  { engine, user, call }: Reading,
  attachment: AttachmentRow,
): Promise<AttachmentStatusView> {
  return engine.reader.status(attachment, user, call.transaction);
}

function toDecision({ body }: Deciding) {
  const { reason, formData, userId = '', stageId, stepId, assignmentId } = body;
  const common = { reason, formData, stepId, assignmentId };
  const action = readAction(body.action);
  switch (action) {
    case 'delegated':
      return { ...common, action, userId };
    case 'needs_resubmission':
      return { ...common, action, stageId };
    case 'resubmitted':
    case 'recalled':
      return { action, reason };
    case 'approved':
    case 'rejected':
    case 'escalated':
      return { ...common, action };
    default:
      throw unknownCase('action', action);
  }
}
