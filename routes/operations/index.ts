import type { AnyRoute } from '../route.js';
import { actionRunOperations } from './action-runs.js';
import { actionRoutes } from '../table/actions.js';
import { assignmentOperations } from './assignments.js';
import { attachmentOperations } from './attachments.js';
import { delegationOperations } from './delegations.js';
import { formRoutes } from '../table/forms.js';
import { healthOperations } from './health.js';
import { historyVerificationOperations } from './history-verification.js';
import { inboxOperations } from './inbox.js';
import { allObjectOperations } from './objects.js';
import { pipelineRoutes } from '../table/pipelines.js';
import { stageRoutes } from '../table/stages.js';
import { stepOperations } from './steps.js';
import { workflowRoutes } from '../table/workflows.js';

/** Every operation of the router, in the order in which they are tried. */
export const OPERATIONS: readonly AnyRoute[] = [
  ...workflowRoutes,
  ...pipelineRoutes,
  ...stageRoutes,
  ...formRoutes,
  ...actionRoutes,
  ...actionRunOperations,
  ...attachmentOperations,
  ...assignmentOperations,
  ...stepOperations,
  ...inboxOperations,
  ...delegationOperations,
  ...allObjectOperations,
  ...healthOperations,
  ...historyVerificationOperations,
];
