import { ACTION_EVENTS, ACTION_EXECUTIONS, FAILURE_POLICIES } from '../definition/action-types.js';
import { findConditionProblem } from '../definition/condition.js';
import { inheritActions } from '../definition/inherit-actions.js';
import type { ActionEvent, ActionExecution, ActionsByEvent, FailurePolicy } from '../definition/types.js';
import type { ActionParameters } from './handler.js';
import type { KnownKeys } from '../known-options.js';
import { refused, requireKnown } from '../known-options.js';

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
  const level = actions.map((action, index) => {
    checkDefaultAction(action, `defaultActions.${index}`);
    const { event, handler, parameters = {}, execution = 'after_commit', condition = null } = action;
    const failurePolicy = execution === 'inline' ? (action.failurePolicy ?? 'continue') : null;
    return { id: null, event, handler, parameters, execution, failurePolicy, condition };
  });
  return inheritActions([level]);
}

const OPTIONS: KnownKeys<DefaultAction> = {
  event: true,
  handler: true,
  parameters: true,
  execution: true,
  failurePolicy: true,
  condition: true,
};

/** JavaScript hosts have no compiler to tell them, and what is bound to no event would never run. */
function checkDefaultAction(action: DefaultAction, path: string): void {
  const asked = { caller: 'createWorkflowEngine', path, code: 'INVALID_CONFIGURATION' } as const;
  requireKnown(action, OPTIONS, asked);
  const choices = { event: ACTION_EVENTS, execution: ACTION_EXECUTIONS, failurePolicy: FAILURE_POLICIES };
  for (const [name, known] of Object.entries<readonly string[]>(choices)) {
    const value: unknown = action[name as keyof typeof choices];
    const isLeftOut = value === undefined && name !== 'event';
    if (isLeftOut || known.some((one) => one === value)) continue;
    throw refused(asked, name, `must be one of: ${known.join(', ')}`);
  }
  const { handler, condition }: { handler: unknown; condition?: unknown } = action;
  if (typeof handler !== 'string') throw refused(asked, 'handler', 'must be the name of a handler');
  if (condition === undefined) return;
  const problem = typeof condition === 'string' ? findConditionProblem(condition) : 'must be text';
  if (problem !== null) throw refused(asked, 'condition', problem);
}
