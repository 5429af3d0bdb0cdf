import type { AnyRoute } from '../route.js';
import { actionRunRoutes } from '../table/action-runs.js';
import { actionOperations } from './actions.js';
import { assignmentRoutes } from '../table/assignments.js';
import { attachmentRoutes } from '../table/attachments.js';
import { delegationOperations } from './delegations.js';
import { formOperations } from './forms.js';
import { healthRoutes } from '../table/health.js';
import { historyVerificationRoutes } from '../table/history-verification.js';
import { inboxRoutes } from '../table/inbox.js';
import { allObjectRoutes } from '../table/objects.js';
import { pipelineOperations } from './pipelines.js';
import { stageOperations } from './stages.js';
import { stepRoutes } from '../table/steps.js';
import { workflowOperations } from './workflows.js';

/** Every operation of the router, in the order in which they are tried. */
export const OPERATIONS: readonly AnyRoute[] = [
  ...workflowOperations,
  ...pipelineOperations,
  ...stageOperations,
  ...formOperations,
  ...actionOperations,
  ...actionRunRoutes,
  ...attachmentRoutes,
  ...assignmentRoutes,
  ...stepRoutes,
  ...inboxRoutes,
  ...delegationOperations,
  ...allObjectRoutes,
  ...healthRoutes,
  ...historyVerificationRoutes,
];
