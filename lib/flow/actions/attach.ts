import type { Run } from '../run.js';
import type { Flow, FlowCommand } from '../types.js';
import { start } from './start.js';

/** Records that a workflow was attached, and starts it where that is wanted at once. */
export function* attach(run: Run, { actor, autoStart }: Extract<FlowCommand, { action: 'attached' }>): Flow {
  run.record({ event: 'attached', actor });
  if (autoStart) yield* start(run, actor);
}
