import { WorkflowError } from '../../errors.js';
import { cancelSteps } from '../steps/close-step.js';
import type { CommandOf } from './command.js';
import { closeAttachment } from '../positions/completion.js';
import { raise } from '../raise.js';
import { awaitsResubmission, requireOpen, requireRequester } from '../rules/attachment.js';
import { isUndecided } from '../steps/prior-approvals.js';
import type { Run } from '../run.js';
import type { Flow } from '../types.js';

/**
 * Lets the requester take the request back: while nobody has decided on it, or it waits for them to resubmit it; or
 * always, where the workflow says so.
 *
 * @throws WorkflowError `ATTACHMENT_CLOSED`, `NOT_REQUESTER`, `RECALL_TOO_LATE`
 */
export function* recall(run: Run, { actor, reason }: CommandOf<'recalled'>): Flow {
  const { attachment, plan } = run.state;
  requireOpen(attachment);
  requireRequester(attachment, actor);
  const isWithThem = plan.settings.recall === 'always' || awaitsResubmission(attachment);
  if (!isWithThem && !(yield* isUndecided(run))) {
    throw new WorkflowError(
      'RECALL_TOO_LATE',
      'Somebody has decided on this already, so it can no longer be recalled. Ask for it to be cancelled.',
    );
  }
  run.record({ event: 'recalled', actor, comment: reason });
  cancelSteps(run);
  closeAttachment(run, 'cancelled');
  yield* raise(run, { event: 'on_workflow_cancel', position: attachment.position });
}
