import { WorkflowError } from '../../errors.js';
import type { CommandOf } from './command.js';
import { awaitsResubmission, requireRequester, requireStarted } from '../rules/attachment.js';
import { enterPosition } from '../positions/enter-position.js';
import type { Run } from '../run.js';
import type { Flow } from '../types.js';

/**
 * Goes on, at the position to which the attachment was sent back, once the requester has done what was asked for.
 *
 * @throws WorkflowError `ATTACHMENT_CLOSED`, `ATTACHMENT_NOT_STARTED`, `NOT_AWAITING_RESUBMISSION`, `NOT_REQUESTER`;
 * see `enterPosition`
 */
export function* resubmit(run: Run, { actor, reason }: CommandOf<'resubmitted'>): Flow {
  const { attachment } = run.state;
  requireStarted(attachment);
  if (!awaitsResubmission(attachment) || attachment.position === null) {
    throw new WorkflowError(
      'NOT_AWAITING_RESUBMISSION',
      'This does not wait for the requester: it is being decided on.',
    );
  }
  requireRequester(attachment, actor);
  const from = run.position(attachment.position);
  run.emit({ kind: 'attachment_changed', set: { status: 'in_progress' } });
  run.record({ event: 'resubmitted', actor, comment: reason });
  yield* enterPosition(run, { from, to: from.index, actor });
}
