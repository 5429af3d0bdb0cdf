import { companyOf } from '../../lib/commands/actor.js';
import { health, showMetrics } from '../../lib/contract/health.js';
import { WorkflowError } from '../../lib/errors.js';
import type { EngineHealth } from '../../lib/queries/health.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** Whether the engine works, and, for those who manage, how. */
export const healthOperations: readonly Operation[] = [
  defineOperation({
    id: 'getHealth',
    method: 'get',
    path: '/health',
    summary: 'Says whether the engine works, and to those who manage how.',
    access: 'user',
    answer: health,
    errors: ['NOT_READY'],
    handle: async ({ engine, user, may }) => {
      const found = await engine.health();
      const mayManage = await may('manage');
      if (!found.isReady) throw notReady(found, mayManage);
      if (!mayManage) return null;
      const company = companyOf(user);
      return showMetrics(await engine.metrics({ company }), company);
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
