/** What a workflow does when something happens. Pure data. */

export const ACTION_EVENTS = [
  'on_workflow_start',
  'on_step_open',
  'after_approve',
  'after_move_pipeline',
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
] as const;
/** What actions are bound to. */
export type ActionEvent = (typeof ACTION_EVENTS)[number];

export const ACTION_EXECUTIONS = ['after_commit', 'inline'] as const;
/** When an action runs: delivered after the transaction has committed, or inside it. */
export type ActionExecution = (typeof ACTION_EXECUTIONS)[number];

export const FAILURE_POLICIES = ['continue', 'stop', 'raise'] as const;
/**
 * What the failure of an inline action does: it is recorded (`continue`), and those after it are left out as well
 * (`stop`), or the whole transaction is refused (`raise`).
 */
export type FailurePolicy = (typeof FAILURE_POLICIES)[number];

/** What is bound to an event. */
export interface ActionSettings {
  readonly event: ActionEvent;
  /** The name under which the host registered it. */
  readonly handler: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly execution: ActionExecution;
  /** `null` for what is delivered after commit, which is tried again. */
  readonly failurePolicy: FailurePolicy | null;
  /** A CEL expression; where it is false the action is left out. */
  readonly condition: string | null;
}

/** An action as a version freezes it. Inactive ones are not part of a version. */
export type ActionConfig = ActionSettings & {
  /** `null` for one that comes with the engine, which is part of no version. */
  readonly id: number | null;
};

/** What runs for each event, in order. */
export type ActionsByEvent = ReadonlyMap<ActionEvent, readonly ActionConfig[]>;
