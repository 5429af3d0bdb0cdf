import { presentApproval } from '../../lib/definition/approval-schema.js';
import { pickName, writeNames } from '../../lib/definition/names.js';
import { placeSettings, workflowSettings } from '../../lib/definition/settings.js';
import { toWire } from '../../lib/definition/wire-keys.js';
import type { Names, PipelineDefinition, StageDefinition } from '../../lib/definition/types.js';
import { WorkflowError } from '../../lib/errors.js';
import type {
  VersionView,
  WorkflowSummary,
  WorkflowView,
} from '../../lib/commands/definitions/workflow-view.js';

type Languages = readonly string[];

/** A workflow without its tree. */
export function presentWorkflowSummary(workflow: WorkflowSummary, languages: Languages): object {
  return {
    id: workflow.id,
    key: workflow.key,
    company: workflow.company,
    ...presentNames(workflow.names, languages),
    hierarchy_strategy: workflow.hierarchyStrategy,
    status: workflow.status,
    is_active: workflow.isActive,
    is_complete: workflow.isComplete,
    published_version: workflow.publishedVersion?.number ?? null,
    published_version_id: workflow.publishedVersion?.id ?? null,
    has_unpublished_changes: workflow.hasUnpublishedChanges,
    created_at: workflow.createdAt,
    updated_at: workflow.updatedAt,
  };
}

/** A workflow with its tree. */
export function presentWorkflow(workflow: WorkflowView, languages: Languages): object {
  const { approvals, pipelines, hierarchyStrategy } = workflow.definition;
  return {
    ...presentWorkflowSummary(workflow, languages),
    ...toWire(workflowSettings.pick(workflow.definition)),
    missing: workflow.missing,
    ...(hierarchyStrategy === 3 ? { approvals: approvals.map(presentApproval) } : {}),
    pipelines: pipelines.map((_pipeline, index) => presentPipelineAt(workflow, index, languages)),
  };
}

/** One pipeline of a workflow. */
export function presentPipeline(workflow: WorkflowView, id: number, languages: Languages): object {
  const index = workflow.definition.pipelines.findIndex((pipeline) => pipeline.id === id);
  return presentPipelineAt(workflow, index, languages);
}

/** The pipeline that was added last. */
export function presentNewestPipeline(workflow: WorkflowView, languages: Languages): object {
  return presentPipeline(workflow, newest(workflow.definition.pipelines), languages);
}

/** One stage of a workflow. */
export function presentStage(workflow: WorkflowView, id: number, languages: Languages): object {
  for (const pipeline of workflow.definition.pipelines) {
    const index = pipeline.stages.findIndex((stage) => stage.id === id);
    const stage = pipeline.stages[index];
    if (stage === undefined) continue;
    return {
      ...presentStageOf(stage, index, languages),
      pipeline_id: pipeline.id,
      workflow_id: workflow.id,
      workflow_is_complete: workflow.isComplete,
      has_unpublished_changes: workflow.hasUnpublishedChanges,
    };
  }
  throw new WorkflowError('STAGE_NOT_FOUND', `There is no stage ${id}.`);
}

/** The stage that was added last. */
export function presentNewestStage(workflow: WorkflowView, languages: Languages): object {
  const stages = workflow.definition.pipelines.flatMap((pipeline) => pipeline.stages);
  return presentStage(workflow, newest(stages), languages);
}

/** A version without its content. */
export function presentVersion({ id, number, hash, createdBy, createdAt }: VersionView): object {
  return { id, number, hash, created_by: createdBy, created_at: createdAt };
}

/** Names in every language, and the one that suits the reader. */
export function presentNames(names: Names, languages: Languages): object {
  return { name: pickName(names, languages), ...writeNames(names) };
}

function presentPipelineAt(workflow: WorkflowView, index: number, languages: Languages): object {
  const pipeline: PipelineDefinition | undefined = workflow.definition.pipelines[index];
  if (pipeline === undefined) throw new WorkflowError('PIPELINE_NOT_FOUND', 'There is no such pipeline.');
  const { hierarchyStrategy } = workflow.definition;
  return {
    id: pipeline.id,
    workflow_id: workflow.id,
    ...presentNames(pipeline.names, languages),
    order: index + 1,
    department_id: pipeline.departmentId,
    ...toWire(placeSettings.pick(pipeline)),
    number_of_stages: pipeline.stages.length,
    ...(hierarchyStrategy === 2 ? { approvals: pipeline.approvals.map(presentApproval) } : {}),
    stages: pipeline.stages.map((stage, stageIndex) => presentStageOf(stage, stageIndex, languages)),
  };
}

function presentStageOf(stage: StageDefinition, index: number, languages: Languages): object {
  const { id, names, color, approvals } = stage;
  return {
    id,
    ...presentNames(names, languages),
    order: index + 1,
    stage_info: { color, ...toWire(placeSettings.pick(stage)), approvals: approvals.map(presentApproval) },
  };
}

function newest(rows: readonly { readonly id: number }[]): number {
  return Math.max(...rows.map(({ id }) => id));
}
