import { cancelSteps } from '../close-step.js';
import { requireOpen } from '../lifecycle.js';
import { closeAttachment } from '../positions.js';
import type { Run } from '../run.js';
import type { FlowCommand } from '../types.js';

/**
 * Ends an attachment that is not closed yet, wherever it stands.
 *
 * @throws WorkflowError `ATTACHMENT_CLOSED`
 */
export function cancel(run: Run, { actor, reason }: Extract<FlowCommand, { action: 'cancelled' }>): void {
  requireOpen(run.state.attachment);
  run.record({ event: 'cancelled', actor, comment: reason });
  cancelSteps(run);
  closeAttachment(run, 'cancelled');
}
