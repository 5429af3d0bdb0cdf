/**
 * What a host's own code must be able to say, and what TypeScript must refuse. It is compiled with everything else, and
 * never run.
 */
import type { Request, Router } from 'express';
import type { CreationOptional, InferAttributes, InferCreationAttributes, ModelStatic } from 'sequelize';
import { Model } from 'sequelize';
import type {
  ActionRuns,
  AttachRequest,
  AttachmentRow,
  CancelRequest,
  DecideRequest,
  Definitions,
  DelegateRequest,
  Delegations,
  ForceRequest,
  Hooks,
  HostModels,
  Jobs,
  ModelKey,
  OwnRequest,
  Reader,
  RegisteredModels,
  RejectRequest,
  ReplaceRequest,
  RequesterRequest,
  RequestResubmissionRequest,
  SeatRequest,
  StartRequest,
  WorkflowEngine,
  WorkflowKey,
} from '../../lib/index.js';
import { workflowObjectRouter, workflowRouter } from '../../lib/index.js';

type Engine = WorkflowEngine;

/** True only of two types each of which can stand for the other. */
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

/** What a method of the engine takes. */
type Taken<Name extends keyof Engine> = Engine[Name] extends (request: infer Request) => unknown
  ? Request
  : never;

/** The request types are those of the methods. */
export const requests = {
  attach: true satisfies Same<Taken<'attach'>, AttachRequest>,
  start: true satisfies Same<Taken<'start'>, StartRequest>,
  decide: true satisfies Same<Taken<'decide'>, DecideRequest>,
  decideAndRead: true satisfies Same<Taken<'decideAndRead'>, DecideRequest>,
  approve: true satisfies Same<Taken<'approve'>, SeatRequest>,
  reject: true satisfies Same<Taken<'reject'>, RejectRequest>,
  requestResubmission: true satisfies Same<Taken<'requestResubmission'>, RequestResubmissionRequest>,
  delegate: true satisfies Same<Taken<'delegate'>, DelegateRequest>,
  escalate: true satisfies Same<Taken<'escalate'>, SeatRequest>,
  recall: true satisfies Same<Taken<'recall'>, OwnRequest>,
  resubmit: true satisfies Same<Taken<'resubmit'>, OwnRequest>,
  replace: true satisfies Same<Taken<'replace'>, ReplaceRequest>,
  force: true satisfies Same<Taken<'force'>, ForceRequest>,
  cancel: true satisfies Same<Taken<'cancel'>, CancelRequest>,
};

/** The parts of an engine have the types that a host can name. */
export const parts = {
  definitions: true satisfies Same<Engine['definitions'], Definitions>,
  delegations: true satisfies Same<Engine['delegations'], Delegations>,
  actionRuns: true satisfies Same<Engine['actionRuns'], ActionRuns>,
  reader: true satisfies Same<Engine['reader'], Reader>,
  jobs: true satisfies Same<Engine['jobs'], Jobs>,
  hooks: true satisfies Same<Engine['hooks'], Hooks>,
  models: true satisfies Same<Engine['models'], RegisteredModels>,
  found: true satisfies Same<Awaited<ReturnType<Reader['find']>>, AttachmentRow>,
};

/** A host that has merged nothing into `Register` names models and workflows by any text. */
export const unregistered = {
  models: true satisfies Same<HostModels, Record<string, Model>>,
  model: true satisfies Same<ModelKey, string>,
  workflow: true satisfies Same<WorkflowKey, string>,
};

const actor = { id: 1 };

export const byId: CancelRequest = { attachmentId: 7, actor, reason: 'withdrawn' };
export const byObject: CancelRequest = { object: { model: 'Invoice', id: 7 }, actor: null };
export const onObject: DecideRequest = { object: { model: 'Invoice', id: 7 }, actor, action: 'approved' };
export const recalling: RequesterRequest = { attachmentId: 7, actor, action: 'recalled' };

// @ts-expect-error: it does not say which attachment is meant.
export const onNothing: CancelRequest = { actor };
// @ts-expect-error: `target` is how the engine says it to itself.
export const onTarget: CancelRequest = { target: { attachmentId: 7 }, actor };
// @ts-expect-error: only the system may do without an actor, and it starts nothing.
export const bySystem: StartRequest = { attachmentId: 7, actor: null };
// @ts-expect-error: whoever delegates says to whom.
export const toNobody: DecideRequest = { attachmentId: 7, actor, action: 'delegated' };
// @ts-expect-error: a rejection needs a reason.
export const unfounded: RejectRequest = { attachmentId: 7, actor };

interface Employee {
  readonly id: number;
  readonly company: string;
  readonly grants: readonly string[];
}

declare function employeeOf(request: Request): Promise<Employee | null>;

class Invoice extends Model<InferAttributes<Invoice>, InferCreationAttributes<Invoice>> {
  declare id: CreationOptional<number>;
  declare status: string | null;
  declare stage: string | null;
  declare ownerId: number;
  declare company: string;
  declare paid: boolean;
}

/** A host's user keeps their own type in `authorize`, whatever `getUser` is. */
export function routersOf(engine: Engine): readonly Router[] {
  return [
    workflowRouter(),
    workflowRouter({ engine, authorize: ({ id }) => id === 1 }),
    workflowRouter({
      engine,
      getUser: employeeOf,
      authorize: (user, permission) => user.grants.includes(permission),
    }),
    workflowRouter({
      engine,
      getUser: (request) => employeeOf(request),
      authorize: (user, permission) => user.grants.includes(permission),
    }),
    workflowRouter({ engine, authorize: (user: Employee) => user.grants.length > 0 }),
    workflowObjectRouter(engine, Invoice, {
      getUser: employeeOf,
      authorize: (user) => user.grants.length > 0,
    }),
    // @ts-expect-error: a user has an id.
    workflowRouter({ engine, getUser: () => ({ name: 'Ann' }) }),
    workflowRouter({
      engine,
      getUser: employeeOf,
      // @ts-expect-error: employees have no role.
      authorize: (user) => user.role === 'manager',
    }),
    workflowRouter({
      engine,
      // @ts-expect-error: that is not the user whom `authorize` judges.
      getUser: () => ({ id: 1 }),
      authorize: (user: Employee) => user.grants.length > 0,
    }),
  ];
}

/** Fields are attributes of the model, as far as TypeScript knows them. */
export function registerModels(engine: Engine, dynamic: ModelStatic<Model>): void {
  engine.registerModel(Invoice, {
    statusField: 'status',
    stageField: 'stage',
    requesterField: 'ownerId',
    companyField: 'company',
    actionFields: ['paid'],
    autoStart: (invoice) => !invoice.paid,
    canAttach: (user: Employee, invoice) => invoice.ownerId === user.id,
  });
  engine.registerModel(Invoice, { canAttach: (user, invoice) => invoice.ownerId === user.id });
  engine.registerModel(dynamic, { statusField: 'whatever', actionFields: ['anything'] });

  // @ts-expect-error: it is called `status`.
  engine.registerModel(Invoice, { statusField: 'statsu' });
  // @ts-expect-error: it is called `stage`.
  engine.registerModel(Invoice, { stageField: 'stageName' });
  // @ts-expect-error: it is called `ownerId`.
  engine.registerModel(Invoice, { requesterField: 'owner_id' });
  // @ts-expect-error: it is called `company`.
  engine.registerModel(Invoice, { companyField: 'companyId' });
  // @ts-expect-error: it is called `paid`.
  engine.registerModel(Invoice, { actionFields: ['payed'] });
}

/** Whatever the text of a model or a workflow says, as long as the host has not merged the names that there are. */
export async function namedByText(engine: Engine, text: string): Promise<Model | null> {
  engine.registerModel(Invoice, { key: text, workflow: text, autoStart: true });
  await engine.attach({ object: { model: text, id: 7 }, workflow: text }, { actor });
  await engine.definitions.getWorkflow(text, { actor });
  await engine.reader.list({ model: text }, { limit: 10, after: null }, actor);
  const { key } = engine.models.get(text);
  return engine.models.find({ model: key, objectId: '7' }, { actor });
}
