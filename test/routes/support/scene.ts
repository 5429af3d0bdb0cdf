import { ADMIN } from '../../support/host.js';
import { at, ok } from './api.js';
import { role, seedAttachment, seedObject, seedWorkflow, user } from './seed.js';
import { seedActionRun } from './seed-run.js';
import type { Site } from './site.js';
import { EXECUTIVE } from './site.js';

/** What refusals are tried on. Nobody changes it: that is what the tests are about. */
export interface Scene {
  /** Three stages: reviewer, budget, CFO. */
  readonly workflow: number;
  readonly pipeline: number;
  readonly firstStage: number;
  readonly stages: readonly number[];
  /** Running on `workflow`, at its first stage. */
  readonly running: number;
  readonly runningObject: number;
  readonly runningStep: number;
  /** Added to the draft of `workflow` after the version that runs. */
  readonly laterStage: number;
  readonly form: number;
  /** At a stage that requires `form` of the reviewer. */
  readonly asking: number;
  readonly askingStep: number;
  /** At a stage that all three auditors must approve. */
  readonly shared: number;
  readonly sharedAssignments: readonly number[];
  /** Attached, and not started. */
  readonly waiting: number;
  readonly incomplete: number;
  readonly inactive: number;
  readonly unpublished: number;
  /** Its first stage asks a role that nobody has. */
  readonly deserted: number;
  /** From the executive to the admin, who have no seats. */
  readonly delegation: number;
  /** On the draft of `unpublished`. */
  readonly action: number;
  /** Of `running`; nobody has its handler. */
  readonly actionRun: number;
  /** An object without a workflow. */
  readonly free: number;
}

const SCHEMA = {
  type: 'object',
  required: ['amount', 'lines'],
  properties: {
    amount: { type: 'number', minimum: 1 },
    note: { type: 'string', maxLength: 5 },
    lines: {
      type: 'array',
      items: { type: 'object', properties: { price: { type: 'number' } } },
    },
  },
  additionalProperties: false,
};

/** Sets up everything over HTTP. */
export async function setScene(site: Site): Promise<Scene> {
  const { admin } = site;
  const workflow = await seedWorkflow(site);
  const running = await seedAttachment(site, workflow.id);
  const pipeline = at(workflow.pipelines, 0);
  const later = ok(await admin.post(`/pipelines/${pipeline.id}/stages`, { name_en: 'Later' }), 201);
  const form = ok(await admin.post('/forms', { key: 'budget', name_en: 'Budget', schema: SCHEMA }), 201);
  const submit = { step_approval_type: 'submit', required_form: form.id };
  const asking = await runningOn(site, [[role(1, submit)]], 'asking');
  const shared = await runningOn(site, [[role(4, { role_selection_strategy: 'consensus' })]], 'shared');
  const waiting = await seedAttachment(site, workflow.id, { auto_start: false });
  const unpublished = await seedUnusable(site, 'unpublished', [[user(4)]], { status: 'draft' });
  return {
    workflow: workflow.id,
    pipeline: pipeline.id,
    firstStage: at(pipeline.stages, 0).id,
    stages: pipeline.stages.map(({ id }) => id),
    running: running.attachment_id,
    runningObject: Number(running.object_id),
    runningStep: at(running.steps, 0).id,
    laterStage: later.id,
    form: form.id,
    asking: asking.attachment_id,
    askingStep: at(asking.steps, 0).id,
    shared: shared.attachment_id,
    sharedAssignments: at(shared.steps, 0).assignments.map(({ id }) => id),
    waiting: waiting.attachment_id,
    incomplete: await seedUnusable(site, 'incomplete', [[role(1)], []], {}),
    inactive: await seedUnusable(site, 'inactive', [[user(4)]], { status: 'inactive' }),
    unpublished,
    deserted: await seedUnusable(site, 'deserted', [[role(77)]], {}),
    delegation: await seedDelegation(site),
    action: await seedAction(site, unpublished),
    actionRun: await seedActionRun(site, running.attachment_id),
    free: await seedObject(site),
  };
}

async function seedDelegation({ admin }: Site): Promise<number> {
  return ok(await admin.post('/delegations', { from_user_id: EXECUTIVE, user_id: ADMIN }), 201).id;
}

async function seedAction({ admin }: Site, workflow: number): Promise<number> {
  const parameters = { values: { amount: 1 } };
  const body = { workflow_id: workflow, event_type: 'on_workflow_complete', handler: 'update_object' };
  return ok(await admin.post('/actions', { ...body, parameters }), 201).id;
}

type Stages = Parameters<typeof seedWorkflow>[1];

async function runningOn(site: Site, stages: Stages, key: string): ReturnType<typeof seedAttachment> {
  const { id } = await seedWorkflow(site, stages, { key });
  return seedAttachment(site, id);
}

async function seedUnusable(site: Site, key: string, stages: Stages, more: object): Promise<number> {
  const { id } = await seedWorkflow(site, stages, { key, ...more });
  return id;
}
