import type { DefaultAction } from '../default-actions.js';

/**
 * What is told without anybody having written an action: the lowest level of inheritance.
 *
 * Whoever is asked to approve hears of each seat that becomes theirs. The requester hears once of each decision that
 * moves the request: where it came to, that it came back, or how it ended. `after_approve` is left out, because an
 * approval that moves on or completes is followed by an event that says more, and one that does neither (a vote of
 * many, one of several approvals of a stage) is no news to the requester.
 *
 * @example
 * ```ts
 * createWorkflowEngine({
 *   sequelize,
 *   directory,
 *   actions: { send_email: emailHandler({ transport, from: 'noreply@example.com' }) },
 *   defaultActions: defaultEmailActions,
 * });
 * ```
 */
export const defaultEmailActions: readonly DefaultAction[] = (
  [
    'on_workflow_start',
    'on_step_open',
    'after_move_stage',
    'after_reject',
    'after_resubmission',
    'after_delegate',
    'after_escalate',
    'after_reassign',
    'on_reminder',
    'on_deadline',
    'on_workflow_complete',
    'on_workflow_cancel',
  ] as const
).map((event) => ({ event, handler: 'send_email', parameters: {} }));
