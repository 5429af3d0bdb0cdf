import type { ActionView } from '../../lib/commands/definitions/action-view.js';

/** An action. */
export function presentAction(action: ActionView): object {
  return {
    id: action.id,
    workflow_id: action.workflowId,
    pipeline_id: action.pipelineId,
    stage_id: action.stageId,
    event_type: action.event,
    handler: action.handler,
    parameters: action.parameters,
    order: action.order,
    is_active: action.isActive,
    execution: action.execution,
    failure_policy: action.failurePolicy,
    condition: action.condition,
    created_at: action.createdAt,
    updated_at: action.updatedAt,
  };
}
