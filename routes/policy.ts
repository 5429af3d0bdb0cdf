import type { AttachmentRow } from '../models/index.js';
import { WorkflowError } from '../lib/errors.js';
import type { AttachmentTarget } from '../lib/store/attachments.js';
import type { OperationRequest } from './operation.js';

type Asking = Pick<OperationRequest, 'engine' | 'user' | 'may'>;

/**
 * Finds the attachment that a request names, if its user may see it: the requester, whoever started it, anyone who
 * was ever seated on it or decided for somebody who was, a substitute of somebody for whom it waits, and whom the
 * host lets manage or view. To everybody else it does not exist.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`
 */
export async function admit({ engine, user, may }: Asking, target: AttachmentTarget): Promise<AttachmentRow> {
  const attachment = await engine.reader.find(target, user);
  if (await engine.reader.isVisible(attachment, user)) return attachment;
  if ((await may('manage')) || (await may('view'))) return attachment;
  throw new WorkflowError(
    'ATTACHMENT_NOT_FOUND',
    'There is no such workflow attachment, or you may not see it.',
  );
}

/** @throws WorkflowError `FORBIDDEN` */
export async function requireManage({ may }: Pick<OperationRequest, 'may'>): Promise<void> {
  if (await may('manage')) return;
  throw new WorkflowError('FORBIDDEN', 'Only someone who may manage workflows can do this.');
}
