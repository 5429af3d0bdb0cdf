import type { Transaction } from 'sequelize';
import type { ParsedApproval } from '../../definition/approval-schema.js';
import { canonicalText } from '../../definition/fingerprint.js';
import { mergeNames, pickName } from '../../definition/names.js';
import type { NamesChange } from '../../definition/names.js';
import type { SettingsChange } from '../../definition/settings.js';
import { workflowSettings } from '../../definition/settings.js';
import type { HierarchyStrategy, Names, WorkflowSettings, WorkflowStatus } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { readNamesColumn } from '../../store/definition-store.js';
import type { CommandContext } from '../context.js';
import { companyOf } from '../actor.js';
import { replaceApprovals } from './approvals.js';
import type { ApprovalInput } from './approval-input.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import { guardKey } from './guard-key.js';
import { editWorkflow, settleWorkflow, workflowNotFound } from './edit-workflow.js';
import type { PipelineInput } from './pipelines.js';
import { insertPipelines } from './pipelines.js';
import { requireRoomForPipelines } from './require-room.js';
import { requireStrategy } from './require-strategy.js';
import type { WorkflowView } from './workflow-view.js';

/** A new workflow with its pipelines, and its approvals as code writes them. */
export interface WorkflowInput<Approval = ApprovalInput> extends SettingsChange<WorkflowSettings> {
  /** Unique within the company. @defaultValue made from the English name */
  readonly key?: string | undefined;
  readonly names: NamesChange;
  /** @defaultValue 1 */
  readonly hierarchyStrategy?: HierarchyStrategy | undefined;
  /** @defaultValue `'active'` */
  readonly status?: WorkflowStatus | undefined;
  /** May repeat the actor's own; an actor of no company may name any. */
  readonly company?: string | undefined;
  readonly pipelines?: readonly PipelineInput<Approval>[] | undefined;
  /** For hierarchy strategy 3. */
  readonly approvals?: readonly Approval[] | undefined;
}

/** What an edit changes; what it leaves out stays. */
export type WorkflowChange<Approval = ApprovalInput> = Partial<
  Omit<WorkflowInput<Approval>, 'company' | 'pipelines'>
>;

/** A new workflow whose approvals were checked. */
export type NewWorkflow = WorkflowInput<ParsedApproval>;

/**
 * Creates a workflow with its pipelines and stages.
 *
 * @throws WorkflowError `INVALID_DEFINITION`, `KEY_TAKEN`, `UNKNOWN_FORM`, `FORBIDDEN` for another company
 */
export async function createWorkflow(
  context: CommandContext,
  call: DefinitionCall,
  input: NewWorkflow,
): Promise<WorkflowView> {
  const inCompany = { ...call, company: companyFor(call, input) };
  const names = mergeNames({}, input.names);
  const pipelines = (input.pipelines ?? []).map(({ order, ...pipeline }, index) => {
    return { ...pipeline, order: order ?? index + 1, path: `pipelines.${index}.` };
  });
  requireRoomForPipelines(pipelines);
  const key = input.key ?? keyFrom(pickName(names, []));
  return guardKey(key, () =>
    context.transactions.run(call.transaction, async (transaction) => {
      const workflow = await insertWorkflow(context, { call: inCompany, input, key, names }, transaction);
      if (pipelines.length > 0) await insertPipelines(context, { workflow, pipelines }, transaction);
      await setApprovals(context, { workflow, approvals: input.approvals }, transaction);
      const settlement = { call: inCompany, workflowId: workflow.id, isPublishing: false };
      return settleWorkflow(context, settlement, transaction);
    }),
  );
}

interface WorkflowInsert {
  readonly call: DefinitionCall & { readonly company: string };
  readonly input: NewWorkflow;
  readonly key: string;
  readonly names: Names;
}

async function insertWorkflow(
  { clock, definitions, userIds }: CommandContext,
  { call, input, key, names }: WorkflowInsert,
  transaction: Transaction,
): Promise<{ id: number; company: string; hierarchyStrategy: HierarchyStrategy }> {
  const now = clock.now();
  const { company } = call;
  const hierarchyStrategy = input.hierarchyStrategy ?? 1;
  const values = {
    company,
    key,
    names: canonicalText(names),
    hierarchyStrategy,
    status: input.status ?? ('active' as const),
    isComplete: false,
    settings: workflowSettings.change(null, input, ''),
    createdBy: call.actor === null ? null : userIds.toText(call.actor.id),
    createdAt: now,
    updatedAt: now,
  };
  return { id: await definitions.workflows.insert(values, transaction), company, hierarchyStrategy };
}

/**
 * Changes a workflow's own fields.
 *
 * @throws WorkflowError `WORKFLOW_NOT_FOUND`, `INVALID_DEFINITION`, `KEY_TAKEN`, `UNKNOWN_FORM`
 */
export async function updateWorkflow(
  context: CommandContext,
  call: DefinitionCall,
  { id, change }: { readonly id: number; readonly change: WorkflowChange<ParsedApproval> },
): Promise<WorkflowView> {
  const { key, names, status, hierarchyStrategy, approvals } = change;
  return guardKey(key ?? '', () =>
    editWorkflow(context, call, {
      workflowId: id,
      edit: async (workflow, transaction) => {
        const set = {
          ...(key === undefined ? {} : { key }),
          ...(status === undefined ? {} : { status }),
          ...(hierarchyStrategy === undefined ? {} : { hierarchyStrategy }),
          ...(names === undefined
            ? {}
            : { names: canonicalText(mergeNames(readNamesColumn(workflow.names), names)) }),
          settings: workflowSettings.change(workflow.settings, change, ''),
        };
        await context.definitions.workflows.update(id, set, transaction);
        await setApprovals(context, { workflow: { ...workflow, ...set }, approvals }, transaction);
      },
    }),
  );
}

/**
 * Freezes the draft as the version that new attachments run on. Running ones never see it.
 *
 * @throws WorkflowError `WORKFLOW_NOT_FOUND`, `WORKFLOW_INCOMPLETE` naming what is missing
 */
export async function publishWorkflow(
  context: CommandContext,
  call: DefinitionCall,
  workflowId: number,
): Promise<WorkflowView> {
  return context.transactions.run(call.transaction, (transaction) =>
    settleWorkflow(context, { call, workflowId, isPublishing: true }, transaction),
  );
}

/**
 * Deletes a workflow that nothing was ever attached to.
 *
 * @throws WorkflowError `WORKFLOW_NOT_FOUND`, `WORKFLOW_IN_USE`
 */
export async function deleteWorkflow(
  context: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<void> {
  const { workflows } = context.definitions;
  await context.transactions.run(call.transaction, async (transaction) => {
    const workflow = await workflows.lock({ id, company: companyOfCall(call) }, transaction);
    if (workflow === null) throw workflowNotFound(id);
    if (await workflows.isInUse(id, transaction)) {
      throw new WorkflowError(
        'WORKFLOW_IN_USE',
        `Workflow "${workflow.key}" has attachments and stays for the audit. Set its status to inactive instead.`,
      );
    }
    await workflows.delete(id, transaction);
  });
}

async function setApprovals(
  context: CommandContext,
  {
    workflow,
    approvals,
  }: {
    readonly workflow: { id: number; company: string; hierarchyStrategy: HierarchyStrategy };
    readonly approvals: readonly ParsedApproval[] | undefined;
  },
  transaction: Transaction,
): Promise<void> {
  if (approvals === undefined) return;
  requireStrategy(workflow.hierarchyStrategy, 3, 'approvals');
  const place = { workflowId: workflow.id, company: workflow.company, pipelineId: null, stageId: null };
  await replaceApprovals(context, { place, approvals, path: 'approvals' }, transaction);
}

function companyFor(call: DefinitionCall, input: NewWorkflow): string {
  const own = companyOfCall(call);
  if (input.company === undefined) return own;
  const company = companyOf(call.actor, input.company);
  if (company === own) return own;
  if (call.actor === null || companyOf(call.actor) === '') return company;
  throw new WorkflowError('FORBIDDEN', 'You may define workflows for your own company only.', {
    errors: [{ path: 'company', message: 'must be your own company' }],
  });
}

function keyFrom(name: string): string {
  const key = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 190)
    .replace(/^-|-$/g, '');
  if (key !== '') return key;
  throw new WorkflowError('INVALID_DEFINITION', 'Give the workflow a key.', {
    errors: [{ path: 'key', message: 'is required where the name has no Latin letters' }],
  });
}
