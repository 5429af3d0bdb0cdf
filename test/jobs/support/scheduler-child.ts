/** A process that has nothing to do but to wait for the schedule: it ends. */
import { Scheduler } from '../../../lib/jobs/scheduler.js';
import { quietLogger } from '../../support/host.js';

const scheduler = new Scheduler({
  jobs: [{ name: 'reassignRoundRobin', run: () => Promise.resolve() }],
  schedules: { reassignRoundRobin: '0 0 1 1 *' },
  timezone: 'UTC',
  logger: quietLogger,
});
scheduler.start();
console.log('started');
