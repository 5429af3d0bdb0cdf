import type { Sequelize } from 'sequelize';
import type { ActionContext, ActionInput, PlaceFacts } from '../../../lib/index.js';
import { ACTION_EVENTS } from '../../../lib/definition/types.js';
import type { ActionPlace } from '../../../lib/definition/action-schema.js';
import type { ActionEvent } from '../../../lib/definition/types.js';
import type { Host } from '../../support/host.js';
import { BY_SYSTEM, byRole, createHost } from '../../support/host.js';

/** What each level has nothing for, so that the next one has its say. */
const LEFT_OUT = {
  pipeline: ['after_delegate'],
  workflow: ['after_reject', 'after_escalate', 'after_reassign', 'on_reminder'],
  default: ['after_reassign', 'on_reminder'],
} as const satisfies Record<string, readonly ActionEvent[]>;

/** A host whose handlers write down what they are called for, as the story of test/actions/story.test.ts tells it. */
export interface StoryHost extends Host {
  /** What handlers were called for since the last time. */
  readonly takeCalls: () => readonly string[];
  /** The id of the first stage. */
  readonly initialReview: number;
}

/** What the levels do at once, inside the transaction; the others deliver. */
const INLINE = new Set<Level>(['pipeline', 'default']);

type Level = 'stage' | 'pipeline' | 'workflow' | 'default';

/** Makes a host with a purchase request of four stages, and an action for every event on every level. */
export async function createStoryHost(sequelize: Sequelize): Promise<StoryHost> {
  const calls: string[] = [];
  const tell = (context: ActionContext): void => void calls.push(describeCall(context));
  const parameters = { by: 'engine' };
  const host = await createHost(sequelize, {
    actions: { tell },
    defaultActions: ACTION_EVENTS.map((event) => ({ event, handler: 'tell', parameters })),
  });
  const { id: workflowId, definition } = await host.engine.definitions.createWorkflow(
    {
      key: 'purchase-request',
      names: { en: 'Purchase Request' },
      pipelines: [
        { names: { en: 'Finance' }, numberOfStages: 2 },
        { names: { en: 'Sign-off' }, numberOfStages: 2 },
      ],
    },
    BY_SYSTEM,
  );
  const [pipelineId = 0] = definition.pipelines.map(({ id }) => id);
  const stages = definition.pipelines.flatMap((pipeline) => pipeline.stages.map(({ id }) => id));
  const [initialReview = 0] = stages;
  await bindLevels(host, {
    stage: { stageId: initialReview },
    pipeline: { pipelineId },
    workflow: { workflowId },
  });
  await nameStages(host, stages);
  return { ...host, initialReview, takeCalls: () => calls.splice(0) };
}

/** Whoever approves the last stage completes the definition, which is published then. */
async function nameStages({ engine }: Host, stages: readonly number[]): Promise<void> {
  const settings = [
    ['Initial Review', byRole(1)],
    ['Budget', byRole(2)],
    ['CFO', { approvalType: 'user', approvalUser: 4 }],
    ['Executive', byRole(3, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1 })],
  ] as const;
  for (const [index, [en, approval]] of settings.entries()) {
    const id = stages[index] ?? 0;
    await engine.definitions.updateStage(id, { names: { en }, approvals: [approval] }, BY_SYSTEM);
  }
}

type Places = Readonly<Record<Exclude<Level, 'default'>, ActionPlace>>;

async function bindLevels(host: Host, places: Places): Promise<void> {
  for (const level of ['stage', 'pipeline', 'workflow', 'default'] as const) {
    const without: readonly ActionEvent[] = level === 'stage' ? [] : LEFT_OUT[level];
    const place: ActionPlace = level === 'default' ? {} : places[level];
    const execution = INLINE.has(level) ? 'inline' : 'after_commit';
    for (const event of ACTION_EVENTS.filter((one) => !without.includes(one))) {
      await bind(host, { ...place, event, order: 2, execution, ...writing(level) });
    }
  }
  const approved = { ...places.stage, event: 'after_approve' } as const;
  await bind(host, { ...approved, order: 2, ...writing('stage, last') });
  await bind(host, { ...approved, order: 1, ...writing('stage, first') });
  await bind(host, { ...approved, order: 1, isActive: false, ...writing('nobody') });
}

/** Lets the handler write down by what it was called. */
function writing(by: string): { readonly handler: string; readonly parameters: { readonly by: string } } {
  return { handler: 'tell', parameters: { by } };
}

async function bind({ engine }: Host, action: ActionInput): Promise<void> {
  await engine.definitions.createAction(action, BY_SYSTEM);
}

/** What a handler was called with, as the story tells it. */
function describeCall(context: ActionContext): string {
  const { event, parameters, transaction, stage, fromStage, targetStage, approvers, user, attachment } =
    context;
  const name = (place: PlaceFacts | null): string => place?.names.en ?? 'nowhere';
  const way = fromStage === null ? name(stage) : `${name(fromStage)} > ${name(stage)}`;
  const details = [
    ...(targetStage === null ? [] : [`back to ${name(targetStage)}`]),
    ...approvers.map((approver) => `for ${approver.name}`),
    ...(user === null ? ['by the system'] : [`by ${user.name}`]),
    attachment.status,
  ];
  const when = transaction === null ? 'delivered' : 'inline';
  return `${event} of ${String(parameters.by)}, ${when}, at ${way}: ${details.join(', ')}`;
}
