import type {
  ActionFacts,
  ApprovalFacts,
  AttachmentFacts,
  PersonFacts,
  PlaceFacts,
} from '../actions/facts.js';
import { toPlainData } from '../actions/plain-data.js';
import type { Plan } from '../definition/types.js';
import type { UserIds } from '../directory/user-ids.js';
import type { WorkflowEvent } from '../flow/events.js';
import { progressOf } from '../flow/positions/progress.js';
import type { AttachmentState, FlowActor } from '../flow/types.js';
import type { CommandContext } from './context.js';
import { standOf, type FactLoader, type Subject } from './fact-loader.js';

/** How an attachment stands, for handlers and hooks. */
export function attachmentFacts(
  { userIds, objects }: Pick<CommandContext, 'userIds' | 'objects'>,
  { attachment, plan }: Pick<Subject, 'attachment' | 'plan'>,
  state: AttachmentState,
): AttachmentFacts {
  const { id, workflowId, model, startedByName } = attachment;
  const { status, round, requesterId, startedBy } = state;
  const starter = { id: startedBy, name: startedByName };
  return {
    id,
    workflowId,
    workflowKey: plan.workflow.key,
    workflowNames: plan.workflow.names,
    model,
    objectId: objects.idFromText(attachment),
    status,
    round,
    progressPercentage: progressOf(state, plan.positions.length),
    requester: toPerson(userIds, requesterId === startedBy ? starter : { id: requesterId, name: null }),
    startedBy: toPerson(userIds, starter),
  };
}

/** What happened, as handlers are told. */
export async function actionFacts(
  context: CommandContext,
  workflowEvent: WorkflowEvent,
  loader: FactLoader,
): Promise<ActionFacts> {
  const { userIds } = context;
  const { subject } = loader;
  const { attachment, plan, now } = subject;
  const { event, cause, position, from, target, approvers } = workflowEvent;
  return {
    event,
    occurredAt: now.toISOString(),
    company: attachment.company,
    attachment: attachmentFacts(context, subject, workflowEvent.attachment),
    object: toPlainData(await loader.attributes()),
    metadata: JSON.parse(attachment.metadata) as Readonly<Record<string, unknown>>,
    form: await loader.form(standOf(workflowEvent.attachment)),
    user: toPerson(userIds, cause.actor),
    onBehalfOf: cause.onBehalfOf === null ? null : toPerson(userIds, cause.onBehalfOf),
    approval: approvalFacts(plan, workflowEvent),
    approvers: approvers.flatMap((approver) => toPerson(userIds, approver) ?? []),
    stage: stageFacts(plan, position),
    pipeline: pipelineFacts(plan, position),
    fromStage: stageFacts(plan, from),
    fromPipeline: pipelineFacts(plan, from),
    targetStage: stageFacts(plan, target),
    initialStage: stageFacts(plan, 0),
    reason: cause.reason,
  };
}

/** A user as handlers are told of one; `null` for the system. */
export function toPerson(userIds: UserIds, { id, name }: FlowActor): PersonFacts | null {
  return id === null ? null : { id: userIds.fromText(id), name };
}

function approvalFacts(
  plan: Plan,
  { position, stepNumber, approvalId }: WorkflowEvent,
): ApprovalFacts | null {
  if (position === null || stepNumber === null) return null;
  const approval = plan.positions[position]?.approvals.find(({ id }) => id === approvalId);
  return approval === undefined ? null : { id: approval.id, approvalType: approval.approvalType, stepNumber };
}

function stageFacts(plan: Plan, index: number | null): PlaceFacts | null {
  const position = index === null ? undefined : plan.positions[index];
  return position === undefined ? null : { id: position.stage?.id ?? null, names: position.names };
}

function pipelineFacts(plan: Plan, index: number | null): PlaceFacts | null {
  const pipeline = index === null ? null : (plan.positions[index]?.pipeline ?? null);
  return pipeline === null ? null : { id: pipeline.id, names: pipeline.names };
}
