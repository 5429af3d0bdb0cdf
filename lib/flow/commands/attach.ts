import { requireNotStarted } from '../rules/attachment.js';
import type { Run } from '../run.js';
import type { CommandOf } from './command.js';
import type { Flow } from '../types.js';
import { start } from './start.js';

/**
 * Records that a workflow was attached, and starts it where that is wanted at once.
 *
 * @throws WorkflowError `ALREADY_STARTED`, `ATTACHMENT_CLOSED`; see `start`
 */
export function* attach(run: Run, { actor, autoStart }: CommandOf<'attached'>): Flow {
  requireNotStarted(run.state.attachment);
  run.record({ event: 'attached', actor });
  if (autoStart) yield* start(run, { actor });
}
