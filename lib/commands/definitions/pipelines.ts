import type { Transaction } from 'sequelize';
import type { PipelineRow } from '../../../models/index.js';
import { readRow } from '../../../models/read-row.js';
import type { ParsedApproval } from '../../definition/approval-schema.js';
import { canonicalText } from '../../definition/fingerprint.js';
import type { NamesChange } from '../../definition/names.js';
import { mergeNames, stageNames } from '../../definition/names.js';
import type { SettingsChange } from '../../definition/settings.js';
import { placeSettings } from '../../definition/settings.js';
import type { HierarchyStrategy, PlaceSettings } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { readNamesColumn } from '../../store/definition-store.js';
import { idOf } from '../../store/rows.js';
import type { CommandContext } from '../context.js';
import { replaceApprovals } from './approvals.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import { editWorkflow } from './edit-workflow.js';
import { requireStrategy } from './require-strategy.js';
import type { WorkflowView } from './workflow-view.js';

/** A new pipeline. */
export interface NewPipeline extends SettingsChange<PlaceSettings> {
  readonly names: NamesChange;
  /** Stages to create: `Stage 1`, `Stage 2`, … For hierarchy strategy 1. @defaultValue 0 */
  readonly numberOfStages?: number | undefined;
  readonly departmentId?: string | null | undefined;
  /** @defaultValue after the last one */
  readonly order?: number | undefined;
  /** For hierarchy strategy 2. */
  readonly approvals?: readonly ParsedApproval[] | undefined;
}

/** What an edit changes; what it leaves out stays. */
export type PipelineChange = Partial<Omit<NewPipeline, 'numberOfStages'>>;

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
  return editWorkflow(context, call, {
    workflowId,
    edit: async (workflow, transaction) => {
      await insertPipeline(context, { workflow, pipeline, path: '' }, transaction);
    },
  });
}

/** Changes a pipeline. @throws WorkflowError `PIPELINE_NOT_FOUND`, `INVALID_DEFINITION`, `UNKNOWN_FORM` */
export async function updatePipeline(
  context: CommandContext,
  call: DefinitionCall,
  { id, change }: { readonly id: number; readonly change: PipelineChange },
): Promise<WorkflowView> {
  const row = await findPipeline(context, call, id);
  return editWorkflow(context, call, {
    workflowId: row.workflowId,
    edit: async (workflow, transaction) => {
      const { names, order, departmentId, approvals } = change;
      const set = {
        ...(order === undefined ? {} : { order }),
        ...(departmentId === undefined ? {} : { departmentId }),
        ...(names === undefined
          ? {}
          : { names: canonicalText(mergeNames(readNamesColumn(row.names), names)) }),
        settings: placeSettings.change(row.settings, change, ''),
        updatedAt: context.clock.now(),
      };
      await context.database.models.Pipeline.update(set, { where: { id }, transaction });
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
    edit: async (_workflow, transaction) => {
      await context.database.models.Pipeline.destroy({ where: { id }, transaction });
    },
  });
}

/** Inserts a pipeline into a workflow that is locked, or has just been inserted. */
export async function insertPipeline(
  context: CommandContext,
  {
    workflow,
    pipeline,
    path,
  }: { readonly workflow: Owner; readonly pipeline: NewPipeline; readonly path: string },
  transaction: Transaction,
): Promise<void> {
  const { Pipeline, Stage } = context.database.models;
  const { numberOfStages = 0, departmentId = null, approvals } = pipeline;
  if (numberOfStages > 0) requireStrategy(workflow.hierarchyStrategy, 1, `${path}number_of_stages`);
  const now = context.clock.now();
  const common = { company: workflow.company, workflowId: workflow.id, createdAt: now, updatedAt: now };
  const order = pipeline.order ?? (await nextOrder(Pipeline, { workflowId: workflow.id }, transaction));
  const names = canonicalText(mergeNames({}, pipeline.names, path));
  const settings = placeSettings.change(null, pipeline, path);
  const values = { ...common, names, order, departmentId, settings };
  const created = await Pipeline.create(values, { transaction });
  const pipelineId = idOf(created);
  const stages = Array.from({ length: numberOfStages }, (_, index) => ({
    ...common,
    pipelineId,
    names: canonicalText(stageNames(index + 1)),
    order: index + 1,
  }));
  if (stages.length > 0) await Stage.bulkCreate(stages, { transaction });
  await setApprovals(context, { workflow, pipelineId, approvals, path }, transaction);
}

/** The order after the last sibling. */
export async function nextOrder(
  model: { max(field: string, options: object): Promise<unknown> },
  where: object,
  transaction: Transaction,
): Promise<number> {
  return Number((await model.max('order', { where, transaction })) ?? 0) + 1;
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
  { database: { models }, transactions }: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<PipelineRow> {
  const transaction = transactions.joined(call.transaction);
  const raw = await models.Pipeline.findOne({
    where: { id, company: companyOfCall(call) },
    raw: true,
    transaction,
  });
  if (raw === null) throw new WorkflowError('PIPELINE_NOT_FOUND', `There is no pipeline ${id}.`);
  return readRow(models.Pipeline, raw);
}
