import { ask } from './ask.js';
import type { WorkflowEvent } from './events.js';
import type { Run } from './run.js';
import { SYSTEM_ACTOR } from './types.js';
import type { Flow, FlowActor, FlowUser } from './types.js';

/** What an event says, beside what the run knows anyway. */
type Details = Pick<WorkflowEvent, 'event' | 'position'> &
  Partial<Pick<WorkflowEvent, 'from' | 'target' | 'stepNumber' | 'approvers'>>;

/** A user, as actions are told of one. */
export function personOf({ id, name }: FlowUser): FlowActor {
  return { id, name };
}

/**
 * Raises a workflow event: runs the inline actions that are bound to it, and leaves the others to be queued.
 *
 * @returns whether any ran, and may have changed the object
 */
export function* raise(run: Run, details: Details): Flow<boolean> {
  const { event, position, stepNumber = null } = details;
  const actions = run.actions(event, position);
  if (actions.length === 0 && !run.settings.isObserved) return false;
  const workflowEvent: WorkflowEvent = {
    from: null,
    target: null,
    stepNumber,
    approvalId: stepNumber === null ? null : run.step(stepNumber).approvalId,
    approvers: [],
    ...details,
    cause: run.cause,
    attachment: run.state.attachment,
  };
  const inline = actions.filter(({ execution }) => execution === 'inline');
  const queued = actions.filter(({ execution }) => execution === 'after_commit');
  run.emit({ kind: 'raised', workflowEvent, actions: queued });
  if (inline.length === 0) return false;
  const { failures } = yield* ask({ kind: 'inline_actions', workflowEvent, actions: inline });
  for (const { actionId, handler, message } of failures) {
    run.record({
      event: 'action_failed',
      actor: SYSTEM_ACTOR,
      stepNumber: workflowEvent.stepNumber,
      data: { event, action_id: actionId, handler, error: message },
    });
  }
  return true;
}
