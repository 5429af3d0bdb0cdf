/** A process that has nothing to do but to wait for the schedule: it ends. */
import { Scheduler } from '../../../lib/jobs/scheduler.js';
import { quietLogger } from '../../support/host.js';

const scheduler = new Scheduler({
  jobs: [{ name: 'reassignRoundRobin', schedule: '0 0 1 1 *', run: () => Promise.resolve() }],
  timezone: 'UTC',
  logger: quietLogger,
});
scheduler.start();
console.log('started');
