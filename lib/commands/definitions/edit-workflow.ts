import type { Transaction } from 'sequelize';
import type { WorkflowRow } from '../../../models/index.js';
import { findMissing } from '../../definition/completeness.js';
import { hashDefinition } from '../../definition/serialize.js';
import { WorkflowError } from '../../errors.js';
import type { VersionHead } from '../../store/definitions/version-heads.js';
import type { RowKey } from '../../store/rows.js';
import type { CommandContext } from '../context.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import type { WorkflowView } from './workflow-view.js';
import { viewWorkflow } from './workflow-view.js';

/** An edit of a workflow's tree; the workflow's row is locked. */
export type WorkflowEdit = (workflow: WorkflowRow, transaction: Transaction) => Promise<void>;

/**
 * The one way through for every edit of a definition: lock the workflow, edit, see whether it is complete, and
 * publish it where that happens by itself.
 *
 * @throws WorkflowError `WORKFLOW_NOT_FOUND`, and whatever the edit refuses; nothing has changed then
 */
export async function editWorkflow(
  context: CommandContext,
  call: DefinitionCall,
  { workflowId, edit }: { readonly workflowId: number; readonly edit: WorkflowEdit },
): Promise<WorkflowView> {
  return context.transactions.run(call.transaction, async (transaction) => {
    const workflow = await context.definitions.workflows.lock(keyOf(call, workflowId), transaction);
    if (workflow === null) throw workflowNotFound(workflowId);
    await edit(workflow, transaction);
    return settleWorkflow(context, { call, workflowId, isPublishing: false }, transaction);
  });
}

interface Settlement {
  readonly call: DefinitionCall;
  readonly workflowId: number;
  /** Whether this edit is the publication itself. */
  readonly isPublishing: boolean;
}

/**
 * Brings a workflow's row up to date with its tree. An active workflow publishes itself when it is complete for
 * the first time, and with `autoPublish` each time; an incomplete draft leaves what is published as it is.
 *
 * @throws WorkflowError `WORKFLOW_INCOMPLETE` where it should be published and cannot
 */
export async function settleWorkflow(
  context: CommandContext,
  { call, workflowId, isPublishing }: Settlement,
  transaction: Transaction,
): Promise<WorkflowView> {
  const { definitions, clock, userIds, autoPublish } = context;
  const workflow = await definitions.workflows.lock(keyOf(call, workflowId), transaction);
  if (workflow === null) throw workflowNotFound(workflowId);
  const definition = await definitions.load(workflow, transaction);
  const missing = findMissing(definition);
  if (isPublishing && missing.length > 0) throw incomplete(workflow.key, missing);
  const publishesItself =
    missing.length === 0 &&
    workflow.status === 'active' &&
    (autoPublish || workflow.publishedVersionId === null);
  const createdBy = call.actor === null ? null : userIds.toText(call.actor.id);
  const published: VersionHead | null =
    isPublishing || publishesItself
      ? await definitions.freezeVersion(workflow, { definition, createdBy }, transaction)
      : await definitions.versionHeads.find(workflow.publishedVersionId, transaction);
  const set = {
    draftHash: hashDefinition(definition),
    isComplete: missing.length === 0,
    publishedVersionId: published?.id ?? null,
    updatedAt: clock.now(),
  };
  await definitions.workflows.update(workflowId, set, transaction);
  return viewWorkflow({ ...workflow, ...set }, { definition, missing, published });
}

/** The refusal for a workflow that does not exist, or belongs to another company. */
export function workflowNotFound(id: number | string): WorkflowError {
  return new WorkflowError('WORKFLOW_NOT_FOUND', `There is no workflow ${id}.`);
}

function keyOf(call: DefinitionCall, id: number): RowKey {
  return { id, company: companyOfCall(call) };
}

function incomplete(key: string, errors: ReturnType<typeof findMissing>): WorkflowError {
  return new WorkflowError(
    'WORKFLOW_INCOMPLETE',
    `Workflow "${key}" is incomplete and cannot be published.`,
    {
      errors,
    },
  );
}
