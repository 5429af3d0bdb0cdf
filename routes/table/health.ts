import { companyOf } from '../../lib/commands/actor.js';
import { WorkflowError } from '../../lib/errors.js';
import type { EngineHealth } from '../../lib/queries/health.js';
import { defineRoute } from '../define-route.js';
import { presentMetrics } from '../presenters/metrics.js';
import type { AnyRoute } from '../route.js';

/** Whether the engine works, and, for those who manage, how. */
export const healthRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, unknown, unknown>({
    method: 'get',
    path: '/health',
    access: 'user',
    handle: async ({ engine, user, may }) => {
      const health = await engine.health();
      const mayManage = await may('manage');
      if (!health.isReady) throw notReady(health, mayManage);
      if (!mayManage) return { status: 200, body: { status: 'ok' } };
      const company = companyOf(user);
      return { status: 200, body: presentMetrics(await engine.metrics({ company }), company) };
    },
  }),
];

function notReady(
  { isAvailable, isDiskFull = false, pendingMigrations, error }: EngineHealth,
  mayManage: boolean,
): WorkflowError {
  const details = {
    is_available: isAvailable,
    pending_migrations: pendingMigrations,
    ...(isDiskFull ? { is_disk_full: true } : {}),
  };
  const message = isDiskFull
    ? 'Nothing can be changed just now: the disk of the database is full.'
    : 'The workflows cannot be used just now. Try again in a moment.';
  return new WorkflowError('NOT_READY', message, {
    cause: error,
    ...(mayManage ? { details } : {}),
  });
}
