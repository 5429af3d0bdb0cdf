import type { AnyRoute } from '../route.js';
import { actionRunRoutes } from '../table/action-runs.js';
import { actionRoutes } from '../table/actions.js';
import { assignmentRoutes } from '../table/assignments.js';
import { attachmentRoutes } from '../table/attachments.js';
import { delegationOperations } from './delegations.js';
import { formRoutes } from '../table/forms.js';
import { healthRoutes } from '../table/health.js';
import { historyVerificationRoutes } from '../table/history-verification.js';
import { inboxRoutes } from '../table/inbox.js';
import { allObjectRoutes } from '../table/objects.js';
import { pipelineRoutes } from '../table/pipelines.js';
import { stageRoutes } from '../table/stages.js';
import { stepRoutes } from '../table/steps.js';
import { workflowRoutes } from '../table/workflows.js';

/** Every operation of the router, in the order in which they are tried. */
export const OPERATIONS: readonly AnyRoute[] = [
  ...workflowRoutes,
  ...pipelineRoutes,
  ...stageRoutes,
  ...formRoutes,
  ...actionRoutes,
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
