import { compileForm } from './form-schema.js';
import { inheritActions } from './inherit-actions.js';
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
    actions: inheritActions([definition.actions, definition.defaultActions]),
    forms: new Map(definition.forms.map((form) => [form.id, compileForm(form)])),
  };
}

function toPosition(
  { names, stage, pipeline, condition, resubmission, approvals, actions }: Place,
  index: number,
): Position {
  return { index, names, stage, pipeline, condition, resubmission, approvals, actions };
}

function readsObject({ pipeline, condition, approvals, actions }: Place): boolean {
  const conditions = [
    pipeline?.condition ?? null,
    condition,
    ...approvals.map((one) => one.condition ?? null),
  ];
  return (
    actions.size > 0 ||
    conditions.some((text) => text !== null) ||
    approvals.some(({ approvalType }) => approvalType === 'assigned')
  );
}
