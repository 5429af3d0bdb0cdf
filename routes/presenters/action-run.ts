import { webhookPayload } from '../../lib/actions/handlers/webhook/payload.js';
import type { ActionRunSummary, ActionRunView } from '../../lib/commands/action-runs/action-run-view.js';

/** A run, as lists show it. */
export function presentActionRun(run: ActionRunSummary): object {
  return {
    id: run.id,
    attachment_id: run.attachmentId,
    action_id: run.actionId,
    event_type: run.event,
    handler: run.handler,
    status: run.status,
    attempts: run.attempts,
    due_at: run.dueAt,
    last_error: run.lastError,
    is_out_of_order: run.isOutOfOrder,
    idempotency_key: run.idempotencyKey,
    created_at: run.createdAt,
    finished_at: run.finishedAt,
  };
}

/** A run with what its handler is called with: the facts are spelled as a webhook would be told them. */
export function presentWholeActionRun(run: ActionRunView): object {
  const facts = webhookPayload(run.facts, { include_object: true });
  return { ...presentActionRun(run), parameters: run.parameters, facts };
}
