import type { AnyRoute } from '../route.js';
import { actionRunRoutes } from './action-runs.js';
import { actionRoutes } from './actions.js';
import { assignmentRoutes } from './assignments.js';
import { attachmentRoutes } from './attachments.js';
import { delegationRoutes } from './delegations.js';
import { formRoutes } from './forms.js';
import { healthRoutes } from './health.js';
import { historyVerificationRoutes } from './history-verification.js';
import { inboxRoutes } from './inbox.js';
import { allObjectRoutes } from './objects.js';
import { pipelineRoutes } from './pipelines.js';
import { stageRoutes } from './stages.js';
import { stepRoutes } from './steps.js';
import { workflowRoutes } from './workflows.js';

/** Every route of the router, in the order in which they are tried. */
export const ROUTES: readonly AnyRoute[] = [
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
  ...delegationRoutes,
  ...allObjectRoutes,
  ...healthRoutes,
  ...historyVerificationRoutes,
];
