import type { Operation } from '../operation.js';
import { actionRunOperations } from './action-runs.js';
import { actionOperations } from './actions.js';
import { assignmentOperations } from './assignments.js';
import { attachmentOperations } from './attachments.js';
import { delegationOperations } from './delegations.js';
import { documentOperations } from './document.js';
import { formOperations } from './forms.js';
import { healthOperations } from './health.js';
import { historyVerificationOperations } from './history-verification.js';
import { inboxOperations } from './inbox.js';
import { allObjectOperations } from './objects.js';
import { pipelineOperations } from './pipelines.js';
import { stageOperations } from './stages.js';
import { stepOperations } from './steps.js';
import { workflowOperations } from './workflows.js';

/** Every operation of the router, in the order in which they are tried. */
export const OPERATIONS: readonly Operation[] = [
  ...workflowOperations,
  ...pipelineOperations,
  ...stageOperations,
  ...formOperations,
  ...actionOperations,
  ...actionRunOperations,
  ...attachmentOperations,
  ...assignmentOperations,
  ...stepOperations,
  ...inboxOperations,
  ...delegationOperations,
  ...allObjectOperations,
  ...healthOperations,
  ...historyVerificationOperations,
  ...documentOperations(() => OPERATIONS),
];
