import { compileForm } from './form-schema.js';
import { listPlaces } from './places.js';
import type { Place } from './places.js';
import type { Plan, Position, WorkflowDefinition } from './types.js';

/**
 * Compiles a definition into the linear plan that the engine runs; the three hierarchy strategies all become this.
 * The schemas of its forms are compiled when they first judge something, so a plan costs little until then.
 */
export function compile(definition: WorkflowDefinition): Plan {
  const { id, key, names, resubmission, allowEmptyCompletion, recall, repeatedApprover } = definition;
  const places = listPlaces(definition);
  return {
    workflow: { id, key, names },
    settings: { resubmission, allowEmptyCompletion, recall, repeatedApprover },
    positions: places.map(toPosition),
    readsObject: places.some(readsObject),
    forms: new Map(definition.forms.map((form) => [form.id, compileForm(form)])),
  };
}

function toPosition(
  { names, stage, pipeline, condition, resubmission, approvals }: Place,
  index: number,
): Position {
  return { index, names, stage, pipeline, condition, resubmission, approvals };
}

function readsObject({ pipeline, condition, approvals }: Place): boolean {
  const conditions = [
    pipeline?.condition ?? null,
    condition,
    ...approvals.map((one) => one.condition ?? null),
  ];
  return (
    conditions.some((text) => text !== null) ||
    approvals.some(({ approvalType }) => approvalType === 'assigned')
  );
}
