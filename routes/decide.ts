import type { AttachmentRow } from '../models/index.js';
import { readAction } from '../lib/commands/decision-actions.js';
import { readAfterCommit } from '../lib/queries/after-commit.js';
import type { AttachmentTarget } from '../lib/store/attachments.js';
import { unknownCase } from '../lib/unknown-case.js';
import { presentStatus } from './presenters/attachment.js';
import type { RouteRequest, RouteResponse } from './route.js';
import type { ActionBody } from './schemas/run-time.js';

type Deciding = Pick<
  RouteRequest<unknown, unknown, ActionBody>,
  'engine' | 'user' | 'call' | 'body' | 'languages'
>;

/** Decides as the body says, and answers with the fresh status. @throws WorkflowError `UNKNOWN_ACTION`, … */
export async function decideAndPresent(request: Deciding, { id }: AttachmentRow): Promise<RouteResponse> {
  await request.engine.decide({ attachmentId: id, ...toDecision(request) });
  return presentById(request, id);
}

/** The same for an attachment that was not looked up: whoever may decide may see it. */
export async function decideUnseen(request: Deciding, target: AttachmentTarget): Promise<RouteResponse> {
  const named =
    'object' in target
      ? { object: { model: target.object.model, id: target.object.objectId } }
      : { attachmentId: target.attachmentId };
  const status = await request.engine.decideAndRead({ ...named, ...toDecision(request) });
  return { status: 200, body: presentStatus(status, request.languages) };
}

/**
 * The status of an attachment that was just changed.
 *
 * @throws WorkflowError `OUTCOME_UNKNOWN` where the change is stored and the database is then lost: not to be repeated
 */
export async function presentById(
  request: Omit<Deciding, 'body'>,
  attachmentId: number,
  status = 200,
): Promise<RouteResponse> {
  const { engine, user, call } = request;
  return readAfterCommit(call.transaction, async () => {
    const attachment = await engine.reader.find({ attachmentId }, user, call.transaction);
    return presentFresh(request, attachment, status);
  });
}

/** The status of an attachment, as the reader sees it now. */
export async function presentFresh(
  { engine, user, call, languages }: Omit<Deciding, 'body'>,
  attachment: AttachmentRow,
  status = 200,
): Promise<RouteResponse> {
  return {
    status,
    body: presentStatus(await engine.reader.status(attachment, user, call.transaction), languages),
  };
}

function toDecision({ call, body }: Deciding) {
  const common = {
    ...call,
    reason: body.reason,
    formData: body.form_data,
    stepId: body.step_id,
    assignmentId: body.assignment_id,
  };
  const action = readAction(body.action);
  switch (action) {
    case 'delegated':
      return { ...common, action, userId: body.user_id ?? '' };
    case 'needs_resubmission':
      return { ...common, action, stageId: body.stage_id };
    case 'resubmitted':
    case 'recalled':
      return { ...call, action, reason: body.reason };
    case 'approved':
    case 'rejected':
    case 'escalated':
      return { ...common, action };
    default:
      throw unknownCase('action', action);
  }
}
