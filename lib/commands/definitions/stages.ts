import type { StageRow } from '../../../models/index.js';
import type { ParsedApproval } from '../../definition/approval-schema.js';
import { findColorProblem } from '../../definition/color.js';
import { canonicalText } from '../../definition/fingerprint.js';
import type { NamesChange } from '../../definition/names.js';
import { mergeNames } from '../../definition/names.js';
import type { SettingsChange } from '../../definition/settings.js';
import { placeSettings } from '../../definition/settings.js';
import type { PlaceSettings } from '../../definition/types.js';
import { WorkflowError } from '../../errors.js';
import { inDefinition } from '../../identity.js';
import { readNamesColumn } from '../../store/definition-store.js';
import type { CommandContext } from '../context.js';
import { replaceApprovals } from './approvals.js';
import type { ApprovalInput } from './approval-input.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import { editWorkflow } from './edit-workflow.js';
import { findPipeline } from './pipelines.js';
import { requireRoomForStage, sizeOf } from './require-room.js';
import { requireStrategy } from './require-strategy.js';
import type { WorkflowView } from './workflow-view.js';

/** What an edit of a stage changes; what it leaves out stays. */
export interface StageChange<Approval = ApprovalInput> extends SettingsChange<PlaceSettings> {
  readonly names?: NamesChange | undefined;
  readonly order?: number | undefined;
  readonly color?: string | null | undefined;
  /** Replaces all approvals of the stage. One that repeats its `id`, or its place in the list, keeps its rotation. */
  readonly approvals?: readonly Approval[] | undefined;
}

/** A new stage, with its approvals as code writes them. */
export type StageInput<Approval = ApprovalInput> = StageChange<Approval> & { readonly names: NamesChange };

/** Adds a stage to a pipeline. @throws WorkflowError `PIPELINE_NOT_FOUND`, `INVALID_DEFINITION`, `UNKNOWN_FORM` */
export async function addStage(
  context: CommandContext,
  call: DefinitionCall,
  { pipelineId, stage }: { readonly pipelineId: number; readonly stage: StageInput<ParsedApproval> },
): Promise<WorkflowView> {
  const { stages } = context.definitions;
  const { workflowId, company } = await findPipeline(context, call, pipelineId);
  return editWorkflow(context, call, {
    workflowId,
    edit: async ({ hierarchyStrategy }, transaction) => {
      requireStrategy(hierarchyStrategy, 1, 'stages');
      requireRoomForStage(await sizeOf(context, workflowId, transaction));
      const now = context.clock.now();
      const order = stage.order ?? (await stages.nextOrder(pipelineId, transaction));
      const values = {
        company,
        workflowId,
        pipelineId,
        names: canonicalText(mergeNames({}, stage.names)),
        order,
        color: requireColor(stage.color ?? null),
        settings: placeSettings.change(null, stage, 'stage_info.'),
        createdAt: now,
        updatedAt: now,
      };
      const stageId = await stages.insert(values, transaction);
      const place = { workflowId, company, pipelineId: null, stageId };
      const approvals = stage.approvals ?? [];
      await replaceApprovals(context, { place, approvals, path: 'stage_info.approvals' }, transaction);
    },
  });
}

/**
 * Changes a stage and replaces its approvals. Running attachments never see it.
 *
 * @throws WorkflowError `STAGE_NOT_FOUND`, `INVALID_DEFINITION`, `UNKNOWN_FORM`
 */
export async function updateStage(
  context: CommandContext,
  call: DefinitionCall,
  { id, change }: { readonly id: number; readonly change: StageChange<ParsedApproval> },
): Promise<WorkflowView> {
  const row = await findStage(context, call, id);
  const { workflowId, company } = row;
  return editWorkflow(context, call, {
    workflowId,
    edit: async (_workflow, transaction) => {
      const { names, order, color, approvals } = change;
      const set = {
        ...(order === undefined ? {} : { order }),
        ...(color === undefined ? {} : { color: requireColor(color) }),
        ...(names === undefined
          ? {}
          : { names: canonicalText(mergeNames(readNamesColumn(row.names), names)) }),
        settings: placeSettings.change(row.settings, change, 'stage_info.'),
        updatedAt: context.clock.now(),
      };
      await context.definitions.stages.update(id, set, transaction);
      if (approvals === undefined) return;
      const place = { workflowId, company, pipelineId: null, stageId: id };
      await replaceApprovals(context, { place, approvals, path: 'stage_info.approvals' }, transaction);
    },
  });
}

/** Deletes a stage; running attachments keep theirs. @throws WorkflowError `STAGE_NOT_FOUND` */
export async function deleteStage(
  context: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<WorkflowView> {
  const { workflowId } = await findStage(context, call, id);
  return editWorkflow(context, call, {
    workflowId,
    edit: (_workflow, transaction) => context.definitions.stages.delete(id, transaction),
  });
}

function requireColor(color: string | null): string | null {
  const problem = findColorProblem(color);
  if (problem === null) return color;
  throw inDefinition('stage_info.color')(problem);
}

/** The stored stage. @throws WorkflowError `STAGE_NOT_FOUND` */
export async function findStage(
  { definitions, transactions }: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<StageRow> {
  const key = { id, company: companyOfCall(call) };
  const row = await definitions.stages.find(key, transactions.joined(call.transaction));
  if (row === null) throw new WorkflowError('STAGE_NOT_FOUND', `There is no stage ${id}.`);
  return row;
}
