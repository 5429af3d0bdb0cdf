import type { HandlerView } from '../../lib/commands/definitions/action-definitions.js';
import type { ActionView } from '../../lib/commands/definitions/action-view.js';

/** A handler, as those who choose one see it. */
export function presentHandler(handler: HandlerView): object {
  return {
    name: handler.name,
    description: handler.description,
    parameters: handler.parameters,
    only_after_commit: handler.onlyAfterCommit,
  };
}

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
