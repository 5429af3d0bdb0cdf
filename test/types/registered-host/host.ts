/**
 * A host that has merged its names into `Register`: what it must be able to say, and what TypeScript must refuse. It is a
 * project of its own, because all other code would have these names too. It is compiled, and never run.
 */
import type { CreationOptional, InferAttributes, InferCreationAttributes, ModelStatic } from 'sequelize';
import { Model } from 'sequelize';
import type {
  ActionContext,
  AttachmentFacts,
  AttachmentSummary,
  AttachRequest,
  HookContext,
  ModelKey,
  ObjectFailure,
  WorkflowEngine,
  WorkflowKey,
} from '../../../lib/index.js';

class PurchaseRequest extends Model<
  InferAttributes<PurchaseRequest>,
  InferCreationAttributes<PurchaseRequest>
> {
  declare id: CreationOptional<number>;
  declare amount: number;
  declare status: string | null;
}

class Leave extends Model<InferAttributes<Leave>, InferCreationAttributes<Leave>> {
  declare id: CreationOptional<string>;
  declare days: number;
}

// In two places, as modules of a host might.
declare module '../../../lib/index.js' {
  interface Register {
    models: { PurchaseRequest: PurchaseRequest; Leave: Leave };
  }
}

declare module '../../../lib/index.js' {
  interface Register {
    workflowKeys: 'purchase' | 'leave';
  }
}

/** True only of two types each of which can stand for the other. */
type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;

type Models = WorkflowEngine['models'];

/** The keys are those of the host, wherever the engine tells of a model; a workflow may be one that people have made. */
export const names = {
  models: true satisfies Same<ModelKey, 'PurchaseRequest' | 'Leave'>,
  workflows: true satisfies Same<WorkflowKey, 'purchase' | 'leave'>,
  summary: true satisfies Same<AttachmentSummary['model'], ModelKey>,
  hook: true satisfies Same<HookContext['attachment']['model'], ModelKey>,
  action: true satisfies Same<ActionContext['attachment']['model'], ModelKey>,
  failure: true satisfies Same<ObjectFailure['object']['model'], ModelKey>,
  row: true satisfies Same<Awaited<ReturnType<WorkflowEngine['reader']['find']>>['model'], ModelKey>,
  registered: true satisfies Same<ReturnType<Models['all']>[number]['key'], ModelKey>,
  key: true satisfies Same<ReturnType<Models['keyOf']>, ModelKey>,
  ofAnyWorkflow: true satisfies Same<AttachmentFacts['workflowKey'], string>,
};

const actor = { id: 1 };
const page = { limit: 10, after: null };

export const byKey: AttachRequest = { object: { model: 'Leave', id: 'L-7' }, workflow: 'leave', actor };
export const byModel: AttachRequest = { object: { model: PurchaseRequest, id: 7 }, workflow: 12, actor };

// @ts-expect-error: it is called `Leave`.
export const ofNoModel: AttachRequest = { object: { model: 'Leaf', id: 7 }, workflow: 'leave', actor };
// @ts-expect-error: it is called `leave`.
export const byNoWorkflow: AttachRequest = { object: { model: 'Leave', id: 7 }, workflow: 'leaf', actor };

export async function attach(engine: WorkflowEngine, request: PurchaseRequest): Promise<void> {
  await engine.attach({ object: request, workflow: 'purchase' }, { actor });
  await engine.approve({ object: { model: 'PurchaseRequest', id: 7 } }, { actor });
  await engine.getAttachment({ model: 'Leave', id: 'L-7' });

  // @ts-expect-error: it is called `purchase`.
  await engine.attach({ object: request, workflow: 'purchases' }, { actor });
  // @ts-expect-error: it is called `PurchaseRequest`.
  await engine.approve({ object: { model: 'Purchase', id: 7 } }, { actor });
  // @ts-expect-error: it is called `Leave`.
  await engine.getAttachment({ model: 'leave', id: 'L-7' });
}

export function registerModels(engine: WorkflowEngine, dynamic: ModelStatic<Model>): void {
  engine.registerModel(PurchaseRequest, {
    workflow: 'purchase',
    autoStart: ({ amount }) => amount > 0,
    statusField: 'status',
    canAttach: (user, { amount }) => amount > 0 && user.id === 1,
  });
  engine.registerModel(dynamic, { key: 'Leave', workflow: 'leave' });

  // @ts-expect-error: there is no such workflow.
  engine.registerModel(Leave, { workflow: 'holiday' });
  // @ts-expect-error: it is called `Leave`.
  engine.registerModel(Leave, { key: 'leave' });
  // @ts-expect-error: leaves have none.
  engine.registerModel(Leave, { statusField: 'status' });
}

export async function find(engine: WorkflowEngine, text: string): Promise<readonly unknown[]> {
  const { models, reader } = engine;
  const request = await models.find({ model: 'PurchaseRequest', objectId: '7' }, { actor });
  const { model } = models.get('Leave');
  const leave = await model.findByPk('L-7');
  // A key that comes from elsewhere is known to be one once the engine has it.
  const { key } = models.get(text);
  const either = await models.find({ model: key, objectId: '7' }, { actor });
  await reader.list({ model: key }, page, actor);
  await reader.list({ model: 'Leave' }, page, actor);

  // @ts-expect-error: any text is no key.
  await models.find({ model: text, objectId: '7' }, { actor });
  // @ts-expect-error: it is called `Leave`.
  await reader.list({ model: 'Leaves' }, page, actor);
  // @ts-expect-error: a request has no days.
  const days: unknown = request?.days;
  // @ts-expect-error: it may be a leave.
  const amount: unknown = either?.amount;
  return [request?.amount, leave?.days, days, amount];
}

export async function define(engine: WorkflowEngine): Promise<void> {
  // What is made may be called anything: code need not name it.
  await engine.definitions.createWorkflow({ key: 'travel', names: { en: 'Travel' } }, { actor });
  await engine.definitions.getWorkflow('leave', { actor });
  await engine.definitions.getWorkflow(12, { actor });

  // @ts-expect-error: it is called `leave`.
  await engine.definitions.getWorkflow('leaves', { actor });
}

/** Hooks and listeners are told of a model by its key, and may ask for the object itself. */
export function listen(engine: WorkflowEngine): void {
  engine.hooks.before('approve', {
    id: 'large amounts',
    run: async ({ attachment: { model, objectId }, user, transaction }) => {
      if (model !== 'PurchaseRequest' || user === null) return;
      const reference = { model, objectId: String(objectId) };
      const request = await engine.models.find(reference, { actor: user, transaction });
      if ((request?.amount ?? 0) > 1000) throw new Error('Too much.');
    },
  });
  engine.events.on('on_workflow_complete', ({ attachment }) => {
    // @ts-expect-error: it is called `Leave`.
    if (attachment.model === 'leave') engine.logger.info('A leave is over.');
  });
}
