import { WorkflowError } from '../../errors.js';
import { closed } from '../find-seat.js';
import { enterPosition } from '../positions.js';
import type { Run } from '../run.js';
import type { Flow, FlowActor } from '../types.js';

/**
 * Starts an attachment at the first position of its plan.
 *
 * @throws WorkflowError `ALREADY_STARTED`, `ATTACHMENT_CLOSED`
 */
export function* start(run: Run, actor: FlowActor): Flow {
  const { status } = run.state.attachment;
  if (status === 'in_progress' || status === 'awaiting_resubmission') {
    throw new WorkflowError('ALREADY_STARTED', 'This workflow has already been started.');
  }
  if (status !== 'not_started') throw closed(status);
  run.change({
    kind: 'attachment_changed',
    set: { status: 'in_progress', startedBy: actor.id },
    startedAt: run.now,
    startedByName: actor.name,
  });
  run.record({ event: 'started', actor });
  yield* enterPosition(run, 0);
}
