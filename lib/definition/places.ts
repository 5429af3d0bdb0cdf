import type {
  HierarchyStrategy,
  PipelineDefinition,
  Position,
  StageDefinition,
  WorkflowDefinition,
} from './types.js';

/** Where a workflow of any hierarchy strategy holds approvals. */
export interface Place extends Omit<Position, 'index'> {
  /** The dotted path of the approvals within the definition: `pipelines.0.stages.1.approvals`. */
  readonly path: string;
}

/** How each hierarchy strategy lists its places, in order. */
const LISTINGS: Readonly<Record<HierarchyStrategy, (definition: WorkflowDefinition) => readonly Place[]>> = {
  1: ({ pipelines }) =>
    pipelines.flatMap((pipeline, index) =>
      pipeline.stages.map((stage, stageIndex) => stagePlace(pipeline, index, stage, stageIndex)),
    ),
  2: ({ pipelines }) => pipelines.map(pipelinePlace),
  3: ({ names, approvals }) => [{ path: 'approvals', names, stage: null, pipeline: null, approvals }],
};

/** Every place of a workflow at which something is approved, in the order in which an attachment passes them. */
export function listPlaces(definition: WorkflowDefinition): readonly Place[] {
  return LISTINGS[definition.hierarchyStrategy](definition);
}

function stagePlace(
  pipeline: PipelineDefinition,
  pipelineIndex: number,
  { id, names, color, approvals }: StageDefinition,
  index: number,
): Place {
  return {
    path: `pipelines.${pipelineIndex}.stages.${index}.approvals`,
    names,
    stage: { id, names, color },
    pipeline: pipelineOf(pipeline),
    approvals,
  };
}

function pipelinePlace(pipeline: PipelineDefinition, index: number): Place {
  const { names, approvals } = pipeline;
  return {
    path: `pipelines.${index}.approvals`,
    names,
    stage: null,
    pipeline: pipelineOf(pipeline),
    approvals,
  };
}

function pipelineOf({ id, names, departmentId }: PipelineDefinition): Position['pipeline'] {
  return { id, names, departmentId };
}
