import type { DispatchCounts } from '../actions/dispatcher.js';
import { defineJob } from './job.js';
import type { JobRun } from './job-run.js';

/** Delivers what the outbox holds and is due. What a commit causes is delivered at once, by the process that committed it. */
export const dispatch = defineJob({
  name: 'dispatch',
  schedule: '*/10 * * * * *',
  handle: (run: JobRun): Promise<DispatchCounts> => run.context.dispatcher.run(run),
});
