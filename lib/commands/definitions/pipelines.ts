import type { Transaction } from 'sequelize';
import type { PipelineRow } from '../../../models/index.js';
import type { ParsedApproval } from '../../definition/approval-schema.js';
import { canonicalText } from '../../definition/fingerprint.js';
import type { NamesChange } from '../../definition/names.js';
import { mergeNames, stageNames } from '../../definition/names.js';
import type { SettingsChange } from '../../definition/settings.js';
import { placeSettings } from '../../definition/settings.js';
import type { HierarchyStrategy, PlaceSettings } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { inDefinition, requireId } from '../../identity.js';
import { readNamesColumn } from '../../store/definition-store.js';
import type { CommandContext } from '../context.js';
import { replaceApprovals } from './approvals.js';
import type { ApprovalInput } from './approval-input.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import { editWorkflow } from './edit-workflow.js';
import { requireRoomForPipelines, sizeOf } from './require-room.js';
import { requireStrategy } from './require-strategy.js';
import type { WorkflowView } from './workflow-view.js';

/** A new pipeline, with its approvals as code writes them. */
export interface PipelineInput<Approval = ApprovalInput> extends SettingsChange<PlaceSettings> {
  readonly names: NamesChange;
  /** Stages to create: `Stage 1`, `Stage 2`, … For hierarchy strategy 1. @defaultValue 0 */
  readonly numberOfStages?: number | undefined;
  readonly departmentId?: string | null | undefined;
  /** @defaultValue after the last one */
  readonly order?: number | undefined;
  /** For hierarchy strategy 2. */
  readonly approvals?: readonly Approval[] | undefined;
}

/** What an edit changes; what it leaves out stays. */
export type PipelineChange<Approval = ApprovalInput> = Partial<
  Omit<PipelineInput<Approval>, 'numberOfStages'>
>;

/** A new pipeline whose approvals were checked. */
export type NewPipeline = PipelineInput<ParsedApproval>;

interface Owner {
  readonly id: number;
  readonly company: string;
  readonly hierarchyStrategy: HierarchyStrategy;
}

/** Adds a pipeline to a workflow. @throws WorkflowError `WORKFLOW_NOT_FOUND`, `INVALID_DEFINITION`, `UNKNOWN_FORM` */
export async function addPipeline(
  context: CommandContext,
  call: DefinitionCall,
  { workflowId, pipeline }: { readonly workflowId: number; readonly pipeline: NewPipeline },
): Promise<WorkflowView> {
  const { pipelines } = context.definitions;
  return editWorkflow(context, call, {
    workflowId,
    edit: async (workflow, transaction) => {
      const size = await sizeOf(context, workflowId, transaction);
      requireRoomForPipelines([{ ...pipeline, path: '' }], size);
      const order = pipeline.order ?? (await pipelines.nextOrder(workflowId, transaction));
      const placed = { ...pipeline, order, path: '' };
      await insertPipelines(context, { workflow, pipelines: [placed] }, transaction);
    },
  });
}

/** Changes a pipeline. @throws WorkflowError `PIPELINE_NOT_FOUND`, `INVALID_DEFINITION`, `UNKNOWN_FORM` */
export async function updatePipeline(
  context: CommandContext,
  call: DefinitionCall,
  { id, change }: { readonly id: number; readonly change: PipelineChange<ParsedApproval> },
): Promise<WorkflowView> {
  const row = await findPipeline(context, call, id);
  return editWorkflow(context, call, {
    workflowId: row.workflowId,
    edit: async (workflow, transaction) => {
      const { names, order, departmentId, approvals } = change;
      const set = {
        ...(order === undefined ? {} : { order }),
        ...(departmentId === undefined ? {} : { departmentId: requireDepartment(departmentId, '') }),
        ...(names === undefined
          ? {}
          : { names: canonicalText(mergeNames(readNamesColumn(row.names), names)) }),
        settings: placeSettings.change(row.settings, change, ''),
        updatedAt: context.clock.now(),
      };
      await context.definitions.pipelines.update(id, set, transaction);
      await setApprovals(context, { workflow, pipelineId: id, approvals, path: '' }, transaction);
    },
  });
}

/** Deletes a pipeline with its stages; running attachments keep theirs. @throws WorkflowError `PIPELINE_NOT_FOUND` */
export async function deletePipeline(
  context: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<WorkflowView> {
  const { workflowId } = await findPipeline(context, call, id);
  return editWorkflow(context, call, {
    workflowId,
    edit: (_workflow, transaction) => context.definitions.pipelines.delete(id, transaction),
  });
}

/** A pipeline with its place among the others, and what stands before its fields in the request: `pipelines.0.`. */
export type PlacedPipeline = NewPipeline & { readonly order: number; readonly path: string };

/** Inserts pipelines into a workflow that is locked, or has just been inserted, and that has room for them. */
export async function insertPipelines(
  context: CommandContext,
  { workflow, pipelines }: { readonly workflow: Owner; readonly pipelines: readonly PlacedPipeline[] },
  transaction: Transaction,
): Promise<void> {
  const { definitions } = context;
  const now = context.clock.now();
  const { id: workflowId, company } = workflow;
  const common = { company, workflowId, createdAt: now, updatedAt: now };
  const rows = pipelines.map((pipeline) => ({ ...common, ...pipelineValues(workflow, pipeline) }));
  const ids = await definitions.pipelines.insertAll(workflowId, rows, transaction);
  const inserted = pipelines.map((pipeline, index) => ({ ...pipeline, pipelineId: ids[index] ?? 0 }));
  const stages = inserted.flatMap(({ pipelineId, numberOfStages = 0 }) =>
    Array.from({ length: numberOfStages }, (_, index) => ({
      ...common,
      pipelineId,
      names: canonicalText(stageNames(index + 1)),
      order: index + 1,
    })),
  );
  await definitions.stages.insertAll(stages, transaction);
  for (const { pipelineId, approvals, path } of inserted) {
    await setApprovals(context, { workflow, pipelineId, approvals, path }, transaction);
  }
}

function pipelineValues(
  { hierarchyStrategy }: Owner,
  pipeline: PlacedPipeline,
): Pick<PipelineRow, 'names' | 'order' | 'departmentId' | 'settings'> {
  const { numberOfStages = 0, departmentId = null, order, path } = pipeline;
  if (numberOfStages > 0) requireStrategy(hierarchyStrategy, 1, `${path}number_of_stages`);
  const names = canonicalText(mergeNames({}, pipeline.names, path));
  const settings = placeSettings.change(null, pipeline, path);
  return { names, order, departmentId: requireDepartment(departmentId, path), settings };
}

/** A department is named like a user: text that fits its column. */
function requireDepartment(departmentId: string | null, path: string): string | null {
  return departmentId === null ? null : String(requireId(departmentId, inDefinition(`${path}department_id`)));
}

interface PipelineApprovals {
  readonly workflow: Owner;
  readonly pipelineId: number;
  readonly approvals: readonly ParsedApproval[] | undefined;
  readonly path: string;
}

async function setApprovals(
  context: CommandContext,
  { workflow, pipelineId, approvals, path }: PipelineApprovals,
  transaction: Transaction,
): Promise<void> {
  if (approvals === undefined) return;
  requireStrategy(workflow.hierarchyStrategy, 2, `${path}approvals`);
  const place = { workflowId: workflow.id, company: workflow.company, pipelineId, stageId: null };
  await replaceApprovals(context, { place, approvals, path: `${path}approvals` }, transaction);
}

/** The stored pipeline. @throws WorkflowError `PIPELINE_NOT_FOUND` */
export async function findPipeline(
  { definitions, transactions }: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<PipelineRow> {
  const key = { id, company: companyOfCall(call) };
  const row = await definitions.pipelines.find(key, transactions.joined(call.transaction));
  if (row === null) throw new WorkflowError('PIPELINE_NOT_FOUND', `There is no pipeline ${id}.`);
  return row;
}
