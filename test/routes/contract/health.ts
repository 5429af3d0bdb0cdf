import assert from 'node:assert/strict';
import { seedRunning } from '../support/seed.js';
import { ok } from '../support/api.js';
import type { Site } from '../support/site.js';
import { STRANGER } from '../support/site.js';

const NEVER_RUN = {
  is_running: false,
  last_started_at: null,
  duration_ms: null,
  consecutive_failures: 0,
  counts: null,
  last_error: null,
};

/** What `GET /health` promises. */
export function describeHealth(site: () => Site): void {
  describe('GET /health', () => {
    it('tells anyone that the engine is ready, and nothing more', async () => {
      assert.deepEqual(ok(await site().api.as(STRANGER).get('/health')), { status: 'ok' });
    });

    it('tells who may manage how the jobs went, and what there is to do in their company', async () => {
      await seedRunning(site());
      const { engine } = site().host;
      await engine.jobs.dispatch();
      const started = site().host.clock.now().toISOString();
      const dispatched = {
        ...NEVER_RUN,
        last_started_at: started,
        duration_ms: 0,
        counts: { delivered: 0, retried: 0, dead: 0 },
      };
      assert.deepEqual(ok(await site().admin.get('/health')), {
        status: 'ok',
        jobs: {
          reassign_round_robin: NEVER_RUN,
          replace_inactive: NEVER_RUN,
          deadlines: NEVER_RUN,
          dispatch: dispatched,
          reconcile: NEVER_RUN,
          cleanup: NEVER_RUN,
        },
        action_runs: { pending: 0, due: 0, overdue_ms: 0, dead: 0 },
        seats: { overdue: 0 },
        steps: { overdue: 0, blocked: 0 },
        attachments: { not_started: 0, in_progress: 1, awaiting_resubmission: 0 },
      });
    });
  });
}
