import { cancelSteps } from '../steps/close-step.js';
import type { CommandOf } from './command.js';
import { closeAttachment } from '../positions/completion.js';
import { raise } from '../raise.js';
import { requireOpen } from '../rules/attachment.js';
import type { Run } from '../run.js';
import type { Flow } from '../types.js';

/**
 * Ends an attachment that is not closed yet, wherever it stands.
 *
 * @throws WorkflowError `ATTACHMENT_CLOSED`
 */
export function* cancel(run: Run, { actor, reason }: CommandOf<'cancelled'>): Flow {
  requireOpen(run.state.attachment);
  const { position } = run.state.attachment;
  run.record({ event: 'cancelled', actor, comment: reason });
  cancelSteps(run);
  closeAttachment(run, 'cancelled');
  yield* raise(run, { event: 'on_workflow_cancel', position });
}
