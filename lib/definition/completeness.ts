import type { FieldError } from '../errors.js';
import { pickName } from './names.js';
import { listPlaces, type Place } from './places.js';
import type { Names, WorkflowDefinition } from './types.js';

/**
 * Finds what a workflow still needs before it can be published; empty where it is complete. A workflow is complete
 * when it has at least one position, every position has at least one approval, and every form that one requires
 * exists. Each message names the missing thing and the request that adds it.
 */
export function findMissing(definition: WorkflowDefinition): readonly FieldError[] {
  const places = listPlaces(definition);
  return [
    ...findMissingPipelines(definition),
    ...findMissingStages(definition),
    ...places.flatMap((place) => findMissingApprovals(definition, place)),
    ...places.flatMap((place) => findMissingForms(definition, place)),
  ];
}

function findMissingPipelines({ id, hierarchyStrategy, names, pipelines }: WorkflowDefinition): FieldError[] {
  if (hierarchyStrategy === 3 || pipelines.length > 0) return [];
  const message = `Workflow ${quote(names)} has no pipeline. Add one with POST /workflows/${id}/pipelines.`;
  return [{ path: 'pipelines', message }];
}

function findMissingStages({ hierarchyStrategy, pipelines }: WorkflowDefinition): FieldError[] {
  if (hierarchyStrategy !== 1) return [];
  return pipelines.flatMap(({ id, names, stages }, index) => {
    const message = `Pipeline ${quote(names)} has no stage. Add one with POST /pipelines/${id}/stages.`;
    return stages.length > 0 ? [] : [{ path: `pipelines.${index}.stages`, message }];
  });
}

function findMissingApprovals(definition: WorkflowDefinition, place: Place): FieldError[] {
  if (place.approvals.length > 0) return [];
  const message = `${describe(definition, place)} has no approval. Add one with ${editRequest(definition, place)}.`;
  return [{ path: place.path, message }];
}

function findMissingForms(definition: WorkflowDefinition, place: Place): FieldError[] {
  const existing = new Set(definition.forms.map((form) => form.id));
  return place.approvals.flatMap(({ requiredForm }, index) => {
    if (requiredForm === undefined || existing.has(requiredForm)) return [];
    const message =
      `${describe(definition, place)} requires form ${requiredForm}, which does not exist. ` +
      `Create a form with POST /forms and name it with ${editRequest(definition, place)}.`;
    return [{ path: `${place.path}.${index}.required_form`, message }];
  });
}

function describe({ names }: WorkflowDefinition, { stage, pipeline }: Place): string {
  if (pipeline === null) return `Workflow ${quote(names)}`;
  if (stage === null) return `Pipeline ${quote(pipeline.names)}`;
  return `Stage ${quote(stage.names)} of pipeline ${quote(pipeline.names)}`;
}

function editRequest({ id }: WorkflowDefinition, { stage, pipeline }: Place): string {
  if (pipeline === null) return `PATCH /workflows/${id}`;
  return stage === null ? `PATCH /pipelines/${pipeline.id}` : `PATCH /stages/${stage.id}`;
}

function quote(names: Names): string {
  return `"${pickName(names, ['en'])}"`;
}
