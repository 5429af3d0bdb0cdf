import { inheritActions } from './inherit-actions.js';
import type { HierarchyStrategy, PipelineDefinition, Position, WorkflowDefinition } from './types.js';

/** Where a workflow of any hierarchy strategy holds approvals. */
export interface Place extends Omit<Position, 'index'> {
  /** The dotted path of the approvals within the definition: `pipelines.0.stages.1.approvals`. */
  readonly path: string;
}

/** How each hierarchy strategy lists its places, in order. */
const LISTINGS: Readonly<Record<HierarchyStrategy, (definition: WorkflowDefinition) => readonly Place[]>> = {
  1: ({ pipelines, resubmission, actions, defaultActions }) =>
    pipelines.flatMap((pipeline, index) =>
      pipeline.stages.map((stage, stageIndex) => ({
        path: `pipelines.${index}.stages.${stageIndex}.approvals`,
        names: stage.names,
        stage: { id: stage.id, names: stage.names, color: stage.color },
        pipeline: pipelineOf(pipeline),
        condition: stage.condition,
        resubmission: stage.resubmission ?? pipeline.resubmission ?? resubmission,
        approvals: stage.approvals,
        actions: inheritActions([stage.actions, pipeline.actions, actions, defaultActions]),
      })),
    ),
  2: ({ pipelines, resubmission, actions, defaultActions }) =>
    pipelines.map((pipeline, index) => ({
      path: `pipelines.${index}.approvals`,
      names: pipeline.names,
      stage: null,
      pipeline: pipelineOf(pipeline),
      condition: null,
      resubmission: pipeline.resubmission ?? resubmission,
      approvals: pipeline.approvals,
      actions: inheritActions([pipeline.actions, actions, defaultActions]),
    })),
  3: ({ names, approvals, resubmission, actions, defaultActions }) => [
    {
      path: 'approvals',
      names,
      stage: null,
      pipeline: null,
      condition: null,
      resubmission,
      approvals,
      actions: inheritActions([actions, defaultActions]),
    },
  ],
};

/** Every place of a workflow at which something is approved, in the order in which an attachment passes them. */
export function listPlaces(definition: WorkflowDefinition): readonly Place[] {
  return LISTINGS[definition.hierarchyStrategy](definition);
}

function pipelineOf({ id, names, departmentId, condition }: PipelineDefinition): Position['pipeline'] {
  return { id, names, departmentId, condition };
}
