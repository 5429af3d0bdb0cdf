import { compileForm } from './form-schema.js';
import { listPlaces } from './places.js';
import type { Plan, WorkflowDefinition } from './types.js';

/**
 * Compiles a definition into the linear plan that the engine runs; the three hierarchy strategies all become this.
 * The schemas of its forms are compiled when they first judge something, so a plan costs little until then.
 */
export function compile(definition: WorkflowDefinition): Plan {
  const { id, key, names } = definition;
  return {
    workflow: { id, key, names },
    positions: listPlaces(definition).map(({ names: placeNames, stage, pipeline, approvals }, index) => ({
      index,
      names: placeNames,
      stage,
      pipeline,
      approvals,
    })),
    forms: new Map(definition.forms.map((form) => [form.id, compileForm(form)])),
  };
}
