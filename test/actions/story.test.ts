import assert from 'node:assert/strict';
import type { ActionContext, ActionInput, PlaceFacts, WorkflowEngine } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host, PurchaseRequest } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, TABLES } from '../support/host.js';

const REQUESTER = { id: 1 };
const REVIEWER = { id: 2 };
const BUDGET = { id: 3 };
const CFO = { id: 4 };
const EXECUTIVE = { id: 5 };
const AUDITOR = { id: 7 };

const STAGES = [
  ['Initial Review', { approvals: [byRole(1)] }],
  ['Budget Check', { approvals: [byRole(2)] }],
  ['CFO Approval', { approvals: [{ approvalType: 'user', approvalUser: 4 }], resubmission: 'requester' }],
  ['Final Sign-off', { approvals: [byRole(3)] }],
] as const;

/** What is bound: where, to what, what the handler shall do there, and whatever is unusual about it. */
const ACTIONS: readonly (readonly [
  level: 'stage' | 'pipeline' | 'workflow' | 'default',
  place: string,
  event: ActionInput['event'],
  task: string,
  more?: Pick<ActionInput, 'execution' | 'order' | 'isActive'>,
])[] = [
  ['stage', 'Initial Review', 'after_approve', 'file the review', { order: 2 }],
  ['stage', 'Initial Review', 'after_approve', 'thank the reviewer', { order: 1 }],
  ['stage', 'Budget Check', 'after_approve', 'never: it is switched off', { isActive: false }],
  ['stage', 'CFO Approval', 'after_delegate', 'tell the delegate'],
  ['pipeline', 'Department', 'after_approve', 'tell the department'],
  ['pipeline', 'Department', 'after_approve', 'reserve the money', { execution: 'inline' }],
  ['pipeline', 'Department', 'after_reject', 'free the money', { execution: 'inline' }],
  ['pipeline', 'Finance', 'after_move_pipeline', 'welcome it to finance'],
  ['pipeline', 'Finance', 'after_move_stage', 'lock the price', { execution: 'inline' }],
  ['pipeline', 'Finance', 'after_move_stage', 'tell finance'],
  ['workflow', '', 'on_workflow_start', 'number it', { execution: 'inline' }],
  ['workflow', '', 'after_approve', 'post the approval'],
  ['workflow', '', 'after_move_pipeline', 'post the pipeline'],
  ['workflow', '', 'after_move_stage', 'post the stage'],
  ['workflow', '', 'after_resubmission', 'ask for more'],
  ['workflow', '', 'on_workflow_complete', 'pay', { execution: 'inline' }],
  ['workflow', '', 'on_workflow_complete', 'order the goods'],
  ['default', '', 'on_workflow_start', 'never: the workflow has its own'],
  ['default', '', 'on_step_open', 'ask the approver'],
  ['default', '', 'after_approve', 'never: the workflow has its own'],
  ['default', '', 'after_escalate', 'tell the manager'],
  ['default', '', 'on_workflow_cancel', 'tell everybody'],
];

/** Each act, and what was called because of it: in its transaction or after, by whom, where; and what bound it. */
const STORY: readonly string[] = [
  'The requester hands in laptops.',
  '  inside on_workflow_start    by requester: Department/Initial Review [workflow: number it]',
  '  after  on_step_open         by requester: Department/Initial Review, for reviewer [default: ask the approver]',
  'The reviewer approves.',
  '  after  after_approve        by reviewer: Department/Initial Review [stage: thank the reviewer]',
  '  after  after_approve        by reviewer: Department/Initial Review [stage: file the review]',
  '  after  after_move_stage     by reviewer: Department/Initial Review → Department/Budget Check [workflow: post the stage]',
  '  after  on_step_open         by reviewer: Department/Budget Check, for budget [default: ask the approver]',
  'Budget sends it back.',
  '  after  after_resubmission   by budget: Department/Budget Check, back to Initial Review (it began at Initial Review), “How many?” [workflow: ask for more]',
  '  after  after_move_stage     by budget: Department/Budget Check → Department/Initial Review, back to Initial Review (it began at Initial Review), “How many?” [workflow: post the stage]',
  '  after  on_step_open         by budget: Department/Initial Review, for reviewer, “How many?” [default: ask the approver]',
  'The reviewer approves again.',
  '  after  after_approve        by reviewer: Department/Initial Review [stage: thank the reviewer]',
  '  after  after_approve        by reviewer: Department/Initial Review [stage: file the review]',
  '  after  after_move_stage     by reviewer: Department/Initial Review → Department/Budget Check [workflow: post the stage]',
  '  after  on_step_open         by reviewer: Department/Budget Check, for budget [default: ask the approver]',
  'Budget approves, and the application rolls that back.',
  '  inside after_approve        by budget: Department/Budget Check [pipeline: reserve the money]',
  '  inside after_move_stage     by budget: Department/Budget Check → Finance/CFO Approval [pipeline: lock the price]',
  'Budget approves.',
  '  inside after_approve        by budget: Department/Budget Check [pipeline: reserve the money]',
  '  inside after_move_stage     by budget: Department/Budget Check → Finance/CFO Approval [pipeline: lock the price]',
  '  after  after_approve        by budget: Department/Budget Check [pipeline: tell the department]',
  '  after  after_move_pipeline  by budget: Department/Budget Check → Finance/CFO Approval [pipeline: welcome it to finance]',
  '  after  after_move_stage     by budget: Department/Budget Check → Finance/CFO Approval [pipeline: tell finance]',
  '  after  on_step_open         by budget: Finance/CFO Approval, for cfo [default: ask the approver]',
  'The CFO sends it back, to the requester first.',
  '  after  after_resubmission   by cfo: Finance/CFO Approval, back to Budget Check (it began at Initial Review), “Too dear.” [workflow: ask for more]',
  '  after  after_move_pipeline  by cfo: Finance/CFO Approval → Department/Budget Check, back to Budget Check (it began at Initial Review), “Too dear.” [workflow: post the pipeline]',
  '  after  after_move_stage     by cfo: Finance/CFO Approval → Department/Budget Check, back to Budget Check (it began at Initial Review), “Too dear.” [workflow: post the stage]',
  'The requester resubmits.',
  '  after  on_step_open         by requester: Department/Budget Check, for budget [default: ask the approver]',
  'Budget approves again.',
  '  inside after_approve        by budget: Department/Budget Check [pipeline: reserve the money]',
  '  inside after_move_stage     by budget: Department/Budget Check → Finance/CFO Approval [pipeline: lock the price]',
  '  after  after_approve        by budget: Department/Budget Check [pipeline: tell the department]',
  '  after  after_move_pipeline  by budget: Department/Budget Check → Finance/CFO Approval [pipeline: welcome it to finance]',
  '  after  after_move_stage     by budget: Department/Budget Check → Finance/CFO Approval [pipeline: tell finance]',
  '  after  on_step_open         by budget: Finance/CFO Approval, for cfo [default: ask the approver]',
  'The CFO delegates.',
  '  after  after_delegate       by cfo: Finance/CFO Approval, for auditor1 [stage: tell the delegate]',
  'The delegate approves.',
  '  inside after_move_stage     by auditor1 for cfo: Finance/CFO Approval → Finance/Final Sign-off [pipeline: lock the price]',
  '  after  after_approve        by auditor1 for cfo: Finance/CFO Approval [workflow: post the approval]',
  '  after  after_move_stage     by auditor1 for cfo: Finance/CFO Approval → Finance/Final Sign-off [pipeline: tell finance]',
  '  after  on_step_open         by auditor1 for cfo: Finance/Final Sign-off, for executive [default: ask the approver]',
  'The executive approves.',
  '  inside on_workflow_complete by executive: Finance/Final Sign-off, “Well done.” [workflow: pay]',
  '  after  after_approve        by executive: Finance/Final Sign-off, “Well done.” [workflow: post the approval]',
  '  after  on_workflow_complete by executive: Finance/Final Sign-off, “Well done.” [workflow: order the goods]',
  'The requester hands in chairs.',
  '  inside on_workflow_start    by requester: Department/Initial Review [workflow: number it]',
  '  after  on_step_open         by requester: Department/Initial Review, for reviewer [default: ask the approver]',
  'The reviewer escalates.',
  '  after  after_escalate       by reviewer: Department/Initial Review, for executive [default: tell the manager]',
  'The executive rejects.',
  '  inside after_reject         by executive for reviewer: Department/Initial Review, “Stand.” [pipeline: free the money]',
  'The requester hands in lamps.',
  '  inside on_workflow_start    by requester: Department/Initial Review [workflow: number it]',
  '  after  on_step_open         by requester: Department/Initial Review, for reviewer [default: ask the approver]',
  'The system cancels.',
  '  after  on_workflow_cancel   by the system: Department/Initial Review, “Moved.” [default: tell everybody]',
];

describeEachDialect('The story of a purchase request', (database) => {
  let host: Host;
  const told: string[] = [];
  const keys: string[] = [];

  before(async () => {
    const tell = (context: ActionContext): void => {
      told.push(describeCall(context));
      keys.push(context.idempotencyKey);
    };
    host = await createHost(database.sequelize, { actions: { tell } });
  });

  afterEach(async () => {
    await host.engine.flush();
    await database.emptyTables(TABLES);
  });

  /** Lets people do something, and waits until everybody has been told. */
  async function act(title: string, work: () => Promise<unknown>): Promise<void> {
    told.push(title);
    await work();
    await host.engine.flush();
  }

  const purchaseRequest = (title: string): Promise<PurchaseRequest> =>
    host.PurchaseRequest.create({ title, requesterId: REQUESTER.id });

  const handIn = (object: PurchaseRequest): Promise<unknown> =>
    host.engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });

  /** Approves, inside a transaction of the application's that comes to nothing. */
  async function approveInVain(object: PurchaseRequest): Promise<void> {
    const { engine } = host;
    const approving = engine.transaction(async (transaction) => {
      await engine.approve({ object, actor: BUDGET, transaction });
      throw new Error('not today');
    });
    await assert.rejects(approving, /not today/);
  }

  async function tellOfLaptops(stages: ReadonlyMap<string, number>): Promise<void> {
    const { engine } = host;
    const object = await purchaseRequest('Laptops');
    const approve = (actor: typeof BUDGET, reason?: string) => () =>
      engine.approve({ object, actor, reason });
    const sendBack = (actor: typeof BUDGET, to: string, reason: string) => () =>
      engine.requestResubmission({ object, actor, reason, stageId: stages.get(to) ?? null });
    await act('The requester hands in laptops.', () => handIn(object));
    await act('The reviewer approves.', approve(REVIEWER));
    await act('Budget sends it back.', sendBack(BUDGET, 'Initial Review', 'How many?'));
    await act('The reviewer approves again.', approve(REVIEWER));
    await act('Budget approves, and the application rolls that back.', () => approveInVain(object));
    await act('Budget approves.', approve(BUDGET));
    await act('The CFO sends it back, to the requester first.', sendBack(CFO, 'Budget Check', 'Too dear.'));
    await act('The requester resubmits.', () => engine.resubmit({ object, actor: REQUESTER }));
    await act('Budget approves again.', approve(BUDGET));
    await act('The CFO delegates.', () => engine.delegate({ object, actor: CFO, userId: AUDITOR.id }));
    await act('The delegate approves.', approve(AUDITOR));
    await act('The executive approves.', approve(EXECUTIVE, 'Well done.'));
  }

  async function tellOfOthers(): Promise<void> {
    const { engine } = host;
    const chairs = await purchaseRequest('Chairs');
    await act('The requester hands in chairs.', () => handIn(chairs));
    await act('The reviewer escalates.', () => engine.escalate({ object: chairs, actor: REVIEWER }));
    await act('The executive rejects.', () =>
      engine.reject({ object: chairs, actor: EXECUTIVE, reason: 'Stand.' }),
    );
    const lamps = await purchaseRequest('Lamps');
    await act('The requester hands in lamps.', () => handIn(lamps));
    await act('The system cancels.', () => engine.cancel({ object: lamps, actor: null, reason: 'Moved.' }));
  }

  it('is told by its actions: each on its level, in its order, and of what it is about', async () => {
    const stages = await publishPurchaseRequest(host.engine);
    await tellOfLaptops(stages);
    await tellOfOthers();
    assert.deepEqual(told, STORY);
    assert.equal(keys.length, STORY.filter((line) => line.startsWith(' ')).length);
    assert.equal(new Set(keys).size, keys.length);
  });
});

/** @returns the ids of the stages by their names */
async function publishPurchaseRequest({ definitions }: WorkflowEngine): Promise<ReadonlyMap<string, number>> {
  const pipelines = ['Department', 'Finance'].map((en) => ({ names: { en }, numberOfStages: 2 }));
  const names = { en: 'Purchase Request' };
  const created = await definitions.createWorkflow({ key: 'purchase-request', names, pipelines }, BY_SYSTEM);
  const stages = new Map<string, number>();
  for (const [index, { id }] of created.definition.pipelines.flatMap((one) => one.stages).entries()) {
    const [en = '', change] = STAGES[index] ?? [];
    await definitions.updateStage(id, { names: { en }, ...change }, BY_SYSTEM);
    stages.set(en, id);
  }
  const pipelineIds = new Map(created.definition.pipelines.map(({ id, names: { en = '' } }) => [en, id]));
  const places = {
    stage: (name: string) => ({ stageId: stages.get(name) ?? 0 }),
    pipeline: (name: string) => ({ pipelineId: pipelineIds.get(name) ?? 0 }),
    workflow: () => ({ workflowId: created.id }),
    default: () => ({}),
  };
  for (const [level, name, event, task, more] of ACTIONS) {
    const action = { ...places[level](name), event, handler: 'tell', parameters: { level, task }, ...more };
    await definitions.createAction(action, BY_SYSTEM);
  }
  await definitions.publishWorkflow(created.id, BY_SYSTEM);
  return stages;
}

/** One line of the story. */
function describeCall(context: ActionContext): string {
  const { event, user, onBehalfOf, approvers, reason, targetStage, initialStage, parameters } = context;
  const { fromStage, fromPipeline, stage, pipeline, transaction } = context;
  const from = fromStage === null ? '' : `${nameOf(fromPipeline)}/${nameOf(fromStage)} → `;
  const details = [
    `${from}${nameOf(pipeline)}/${nameOf(stage)}`,
    ...(targetStage === null ? [] : [`back to ${nameOf(targetStage)} (it began at ${nameOf(initialStage)})`]),
    ...(approvers.length === 0 ? [] : [`for ${approvers.map(({ name }) => name).join(', ')}`]),
    ...(reason === null ? [] : [`“${reason}”`]),
  ].join(', ');
  const who = [user?.name ?? 'the system', ...(onBehalfOf === null ? [] : [`for ${onBehalfOf.name}`])];
  const when = transaction === null ? 'after ' : 'inside';
  const action = `${String(parameters.level)}: ${String(parameters.task)}`;
  return `  ${when} ${event.padEnd(20)} by ${who.join(' ')}: ${details} [${action}]`;
}

function nameOf(place: PlaceFacts | null): string {
  return place?.names.en ?? 'nowhere';
}
