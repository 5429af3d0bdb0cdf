import { inheritActions } from '../definition/inherit-actions.js';
import type { ActionEvent, ActionExecution, ActionsByEvent, FailurePolicy } from '../definition/types.js';
import type { ActionParameters } from './handler.js';

/** An action that comes with the engine, for every workflow that has nothing else for its event. */
export interface DefaultAction {
  readonly event: ActionEvent;
  /** The name of a registered handler. */
  readonly handler: string;
  /** @defaultValue none */
  readonly parameters?: ActionParameters;
  /** @defaultValue `'after_commit'` */
  readonly execution?: ActionExecution;
  /** For inline ones. @defaultValue `'continue'` */
  readonly failurePolicy?: FailurePolicy;
  /** A CEL expression; where it is false the action is left out. */
  readonly condition?: string;
}

/** Default actions as the flow knows them: they belong to no version. */
export function compileDefaultActions(actions: readonly DefaultAction[]): ActionsByEvent {
  const level = actions.map((action) => {
    const { event, handler, parameters = {}, execution = 'after_commit', condition = null } = action;
    const failurePolicy = execution === 'inline' ? (action.failurePolicy ?? 'continue') : null;
    return { id: null, event, handler, parameters, execution, failurePolicy, condition };
  });
  return inheritActions([level]);
}
