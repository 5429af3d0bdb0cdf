import type { Sequelize } from 'sequelize';
import type { Logger, WorkflowEngine } from '../lib/index.js';
import { createWorkflowEngine, webhookHandler } from '../lib/index.js';
import { createDirectory } from './directory.js';
import type { Models } from './models/index.js';
import { PURCHASE_REQUEST_WORKFLOW } from './workflow.js';

/** The engine of this application: purchase requests start their workflow as they are created. */
export function createEngine(sequelize: Sequelize, models: Models): WorkflowEngine {
  const engine = createWorkflowEngine({
    sequelize,
    directory: createDirectory(models),
    logger,
    // Webhooks go to public addresses by https, and here to this machine as well, so that they can be tried.
    actions: {
      webhook: webhookHandler({ allowPrivateAddresses: ['localhost'], allowInsecure: ['localhost'] }),
    },
    secrets: (name) => process.env[name],
  });
  engine.registerModel(models.PurchaseRequest, {
    workflow: PURCHASE_REQUEST_WORKFLOW.key,
    autoStart: true,
    requesterField: 'requesterId',
    statusField: 'workflowStatus',
    stageField: 'workflowStage',
    actionFields: ['amount'],
  });
  return engine;
}

/** Problems are shown; the routine, such as each migration, is not. */
const logger: Logger = {
  info: () => undefined,
  warn: (message, details) => {
    console.warn(message, details ?? '');
  },
  error: (message, details) => {
    console.error(message, details ?? '');
  },
};
