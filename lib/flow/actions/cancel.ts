import { closed } from '../find-seat.js';
import { closeAttachment, closeOpenSteps } from '../positions.js';
import type { Run } from '../run.js';
import type { FlowCommand } from '../types.js';

/**
 * Ends an attachment that is not closed yet, wherever it stands.
 *
 * @throws WorkflowError `ATTACHMENT_CLOSED`
 */
export function cancel(run: Run, { actor, reason }: Extract<FlowCommand, { action: 'cancelled' }>): void {
  const { status } = run.state.attachment;
  if (status === 'completed' || status === 'rejected' || status === 'cancelled') throw closed(status);
  run.record({ event: 'cancelled', actor, comment: reason });
  closeOpenSteps(run);
  closeAttachment(run, 'cancelled');
}
