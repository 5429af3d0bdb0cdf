import express from 'express';
import type { Express } from 'express';
import type { AccessOptions, WorkflowEngine } from '../lib/index.js';
import { notFoundHandler, problemHandler, workflowObjectRouter, workflowRouter } from '../lib/index.js';
import type { Models } from './models/index.js';
import { purchaseRequestRouter } from './purchase-requests.js';
import { signIn, signedIn } from './sign-in.js';

/** Who may define workflows; everyone else may do what is theirs to do. */
const access: AccessOptions = {
  authorize: (_user, permission, request) => permission === 'manage' && signedIn(request).mayManage,
};

/** The Express application: purchase requests, their workflow beside them, and the engine's own routes. */
export function createApp(engine: WorkflowEngine, models: Models): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use('/api', signIn(models));
  app.use('/api/workflow', workflowRouter({ engine, ...access }));
  app.use('/api/purchase-requests', purchaseRequestRouter(engine, models));
  app.use('/api/purchase-requests', workflowObjectRouter(engine, models.PurchaseRequest, access));
  app.use(notFoundHandler);
  app.use(problemHandler());
  return app;
}
