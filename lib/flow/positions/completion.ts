import { WorkflowError } from '../../errors.js';
import type { Position } from '../../definition/types.js';
import { raise } from '../raise.js';
import type { ClosedStatus } from '../rules/attachment.js';
import { hasApproval } from '../steps/prior-approvals.js';
import type { Run } from '../run.js';
import { SYSTEM_ACTOR } from '../types.js';
import type { Flow } from '../types.js';

/**
 * Completes an attachment that has passed its last position.
 *
 * @param last - Where it was approved last; `null` where it stood nowhere
 * @throws WorkflowError `NO_APPROVAL_LEFT` where everything was skipped and the workflow does not allow that
 */
export function* complete(run: Run, last: Position | null): Flow {
  if (!run.state.plan.settings.allowEmptyCompletion && !(yield* hasApproval(run))) {
    throw new WorkflowError(
      'NO_APPROVAL_LEFT',
      'Every step would be skipped, so that nobody would have approved this. Nothing was changed. ' +
        'Change the conditions, or let the workflow allow_empty_completion.',
    );
  }
  closeAttachment(run, 'completed');
  run.record({ event: 'completed', actor: SYSTEM_ACTOR });
  yield* raise(run, { event: 'on_workflow_complete', position: last?.index ?? null });
}

/** Ends the attachment; a completed one stands nowhere any more. */
export function closeAttachment(run: Run, status: ClosedStatus): void {
  const closed = { status, closedAt: run.now, blockedReason: null };
  run.emit({
    kind: 'attachment_changed',
    set: status === 'completed' ? { ...closed, position: null } : closed,
  });
}
