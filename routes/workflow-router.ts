import type { Request, Router } from 'express';
import type { WorkflowEngine } from '../lib/api/workflow-engine.js';
import { ENGINE_SETTING } from '../lib/api/workflow-engine.js';
import { refused } from '../lib/known-options.js';
import type { Actor } from '../lib/types.js';
import { createDefaultEngine } from './default-engine.js';
import type { AccessOptions } from './access.js';
import { checkAccess } from './access.js';
import { mountDocs } from './docs.js';
import { mountRoutes } from './express-router.js';
import { OPERATIONS } from './operations/index.js';

/** What {@link workflowRouter} takes. */
export interface WorkflowRouterOptions<User extends Actor = Actor> extends AccessOptions<User> {
  /** @defaultValue the engine that `engine.install(app)` left in the application, else one of its own */
  readonly engine?: WorkflowEngine;
}

/**
 * The REST routes of an engine, to be mounted anywhere: `app.use('/api/workflow', workflowRouter({ engine, getUser }))`.
 *
 * Without an engine it takes the one that `engine.install(app)` put in the application's settings. Where there is
 * none it makes one at the first request, on the database that `WORKFLOW_DATABASE_URL` names, else on an embedded
 * SQLite file; with `NODE_ENV=production` and without that variable every request fails instead.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function workflowRouter<User extends Actor = Actor>(
  options: WorkflowRouterOptions<User> = {},
): Router {
  const caller = 'workflowRouter';
  checkAccess(caller, options, { engine: true });
  const given: { readonly decide?: unknown } | undefined = options.engine;
  if (given !== undefined && typeof given.decide !== 'function') {
    throw refused({ caller, code: 'INVALID_CONFIGURATION' }, 'engine', 'must be a workflow engine');
  }
  let ownEngine: Promise<WorkflowEngine> | undefined;
  const findEngine = (request: Request): WorkflowEngine | Promise<WorkflowEngine> => {
    const installed: unknown = options.engine ?? request.app.get(ENGINE_SETTING);
    if (installed !== undefined) return installed as WorkflowEngine;
    ownEngine ??= createDefaultEngine().catch((error: unknown) => {
      ownEngine = undefined;
      throw error;
    });
    return ownEngine;
  };
  const mounting = { ...options, findEngine };
  const router = mountRoutes(OPERATIONS, mounting);
  mountDocs(router, mounting);
  return router;
}
