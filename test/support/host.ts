import type { Express } from 'express';
import express from 'express';
import type { ModelStatic, Sequelize } from 'sequelize';
import supertest from 'supertest';
import type {
  Actor,
  ApprovalInput,
  EngineOptions,
  Logger,
  RegisterModelOptions,
  WorkflowView,
} from '../../lib/index.js';
import { createWorkflowEngine, workflowObjectRouter, workflowRouter } from '../../lib/index.js';
import type { WorkflowEngine } from '../../lib/index.js';
import { TestClock } from './clock.js';
import type { MemoryDirectory } from './memory-directory.js';
import { financeDepartment } from './memory-directory.js';
import type { PurchaseRequest } from './purchase-request.js';
import { definePurchaseRequest } from './purchase-request.js';

export { definePurchaseRequest, PurchaseRequest } from './purchase-request.js';

/** A host application with an engine, as tests use it. */
export interface Host {
  readonly sequelize: Sequelize;
  readonly engine: WorkflowEngine;
  readonly directory: MemoryDirectory;
  readonly clock: TestClock;
  readonly PurchaseRequest: ModelStatic<PurchaseRequest>;
}

/** Says nothing; a test that cares passes a logger of its own. */
export const quietLogger: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Who administrates in tests. */
export const ADMIN = 6;

/** The system, where a call needs to say who calls. */
export const BY_SYSTEM = { actor: null } as const;

/** The tables of the engine and of the host, for emptying and comparing. */
export const TABLES = [
  'purchase_requests',
  ...[
    'workflows',
    'pipelines',
    'stages',
    'approvals',
    'forms',
    'versions',
    'attachments',
    'steps',
    'assignments',
    'rotations',
    'history',
    'idempotency_keys',
    'delegations',
    'actions',
    'action_runs',
    'registrations',
  ].map((table) => `workflow_${table}`),
];

/** Makes a host on a database: migrated, with its model registered. */
export async function createHost(
  sequelize: Sequelize,
  {
    registration = {},
    ...options
  }: Partial<EngineOptions> & { registration?: RegisterModelOptions<PurchaseRequest> } = {},
): Promise<Host> {
  const directory = financeDepartment();
  const clock = new TestClock();
  const PurchaseRequests = definePurchaseRequest(sequelize);
  await PurchaseRequests.sync();
  const engine = createWorkflowEngine({ sequelize, directory, clock, logger: quietLogger, ...options });
  await engine.migrate();
  engine.registerModel(PurchaseRequests, {
    requesterField: 'requesterId',
    statusField: 'workflowStatus',
    stageField: 'workflowStage',
    ...registration,
  });
  return { sequelize, engine, directory, clock, PurchaseRequest: PurchaseRequests };
}

/** Who makes a request in tests: the id in the header `x-user`, the company in `x-company`. */
export function getUser(request: { headers: Record<string, string | string[] | undefined> }): Actor | null {
  const { 'x-user': id, 'x-company': company } = request.headers;
  return id === undefined ? null : { id: Number(id), company: String(company ?? '') };
}

/** Lets the admin manage. */
export function authorize(user: Actor, permission: string): boolean {
  return permission === 'manage' && user.id === ADMIN;
}

/** The host's Express application, with the router at a path and the object router beside it. */
export function createApp({ engine, PurchaseRequest: model }: Host, mount = '/api/workflow'): Express {
  const app = express();
  app.use(mount, workflowRouter({ engine, getUser, authorize }));
  app.use('/api/purchase-requests', workflowObjectRouter(engine, model, { getUser, authorize }));
  return app;
}

/** Requests as one user. */
export function as(app: Express, user: number): ReturnType<typeof supertest.agent> {
  return supertest.agent(app).set('x-user', String(user));
}

/** An approval by a role. */
export function byRole(userRole: number, more: object = {}): ApprovalInput {
  return { approvalType: 'role', userRole, ...more };
}

/** A published workflow with one pipeline, one stage for each entry, and these approvals. */
export async function publishStages(
  engine: WorkflowEngine,
  stages: readonly (readonly ApprovalInput[])[],
  key = 'purchase-request',
): Promise<WorkflowView> {
  const created = await engine.definitions.createWorkflow(
    {
      key,
      names: { en: 'Purchase Request' },
      pipelines: [{ names: { en: 'Review' }, numberOfStages: stages.length }],
    },
    BY_SYSTEM,
  );
  let workflow = created;
  const ids = created.definition.pipelines[0]?.stages.map(({ id }) => id) ?? [];
  for (const [index, id] of ids.entries()) {
    workflow = await engine.definitions.updateStage(id, { approvals: stages[index] ?? [] }, BY_SYSTEM);
  }
  return workflow;
}
