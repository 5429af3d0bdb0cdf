import type { CommandOf } from './command.js';
import { raise } from '../raise.js';
import { requireNotStarted } from '../rules/attachment.js';
import { enterPosition } from '../positions/enter-position.js';
import type { Run } from '../run.js';
import type { Flow } from '../types.js';

/**
 * Starts an attachment at the first position of its plan.
 *
 * @throws WorkflowError `ALREADY_STARTED`, `ATTACHMENT_CLOSED`; see `enterPosition`
 */
export function* start(run: Run, { actor }: Pick<CommandOf<'started'>, 'actor'>): Flow {
  requireNotStarted(run.state.attachment);
  run.emit({
    kind: 'attachment_changed',
    set: {
      status: 'in_progress',
      startedBy: actor.id,
      startedByName: actor.name,
      startedAt: run.now,
    },
  });
  run.record({ event: 'started', actor });
  yield* raise(run, { event: 'on_workflow_start', position: 0 });
  yield* enterPosition(run, { from: null, to: 0, actor });
}
