import type { Router } from 'express';
import type { Model, ModelStatic } from 'sequelize';
import { object } from '../lib/contract/object.js';
import { pathKey } from '../lib/contract/values.js';
import type { Actor } from '../lib/types.js';
import type { WorkflowEngine } from '../lib/api/workflow-engine.js';
import type { AccessOptions } from './access.js';
import { checkAccess } from './access.js';
import { mountRoutes } from './express-router.js';
import { objectOperations } from './operations/objects.js';

/**
 * The routes of one model's objects, to be mounted under the host's own path:
 * `app.use('/api/purchase-requests', workflowObjectRouter(engine, PurchaseRequest))` serves
 * `/api/purchase-requests/:id/workflow_status`, `…/workflow_action` and `…/attach_workflow`.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` for a model that is not registered, or naming an option
 */
export function workflowObjectRouter<User extends Actor = Actor>(
  engine: WorkflowEngine,
  model: ModelStatic<Model>,
  options: AccessOptions<User> = {},
): Router {
  checkAccess('workflowObjectRouter', options);
  const key = engine.models.keyOf(model);
  const operations = objectOperations({
    prefix: '/:id',
    params: object(null, { id: pathKey }),
    toObject: ({ id }) => ({ model: key, objectId: id }),
  });
  return mountRoutes(operations, { ...options, findEngine: () => engine });
}
