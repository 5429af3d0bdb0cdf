import type Joi from 'joi';
import type { FieldError } from '../errors.js';
import { WorkflowError } from '../errors.js';
import { lazy } from '../lazy.js';
import { joi } from '../libraries.js';
import type { ActionExecution, ActionSettings, FailurePolicy } from './action-types.js';
import { ACTION_EVENTS, ACTION_EXECUTIONS, FAILURE_POLICIES } from './action-types.js';
import { rowId, word } from './approval-options.js';
import { conditionText } from './condition-text.js';
import { canonicalText } from './fingerprint.js';
import { fieldErrors, JOI_OPTIONS } from './joi-errors.js';
import { findUnfit } from './json-value.js';
import { summarize } from './summary.js';
import { fromWire, toWire } from './wire-keys.js';
import { withJoi } from './with-joi.js';

/** Parameters say how something is done. More than this is what it is done with, and belongs to the object. */
export const MAXIMUM_PARAMETERS = 16 * 1024;

/** Deeper than any handler's parameters nest. */
const MAXIMUM_DEPTH = 16;

/** The one place where an action is bound; without any it is a default of its company. */
export type ActionPlace =
  | { readonly workflowId: number; readonly pipelineId?: null; readonly stageId?: null }
  | { readonly pipelineId: number; readonly workflowId?: null; readonly stageId?: null }
  | { readonly stageId: number; readonly workflowId?: null; readonly pipelineId?: null }
  | { readonly workflowId?: null; readonly pipelineId?: null; readonly stageId?: null };

/** What is stored of an action, beside where it is bound. */
export interface ActionValues extends ActionSettings {
  /** From 1: the order in which the actions of one place run. */
  readonly order: number;
  /** Only active ones are frozen with a version. */
  readonly isActive: boolean;
}

/** A new action that was read from the wire, with its defaults; without an order it comes after the last one. */
export type NewAction = ActionPlace & Omit<ActionValues, 'order'> & { readonly order?: number };

/** What an edit changes; what it leaves out stays. */
export type ActionValuesChange = Partial<ActionValues>;

/** What is meant where a new action does not say. */
export const ACTION_DEFAULTS = {
  parameters: {},
  execution: 'after_commit',
  failurePolicy: null,
  condition: null,
  isActive: true,
} satisfies Partial<ActionValues>;

const parameters = withJoi((Joi) =>
  Joi.object()
    .strict()
    .custom((value: object, { error }) =>
      Buffer.byteLength(canonicalText(value)) > MAXIMUM_PARAMETERS ? error('parameters.size') : value,
    )
    .messages({ 'parameters.size': `must be at most ${MAXIMUM_PARAMETERS} bytes of JSON` }),
);

const values = withJoi((Joi) => ({
  event_type: word(ACTION_EVENTS),
  handler: Joi.string().max(191),
  parameters: parameters(),
  order: Joi.number().strict().integer().min(1).max(1_000_000),
  is_active: Joi.boolean().strict(),
  execution: word(ACTION_EXECUTIONS),
  failure_policy: word(FAILURE_POLICIES).allow(null),
  // It has a column of its own, and PostgreSQL stores no NUL in one.
  condition: conditionText()
    .pattern(/^[^\u0000]*$/)
    .allow(null)
    .messages({ 'string.pattern.base': 'must not hold a NUL character' }),
}));

/** What a change says about an action, on the wire. */
export const actionChangeSchema = withJoi((Joi) => Joi.object<object>(values()));

/** A new action on the wire. */
export const newActionSchema = lazy(() =>
  actionChangeSchema().keys({
    event_type: values().event_type.required(),
    handler: values().handler.required(),
    workflow_id: rowId().empty(null),
    pipeline_id: unless('workflow_id'),
    stage_id: unless('workflow_id', 'pipeline_id'),
  }),
);

/**
 * Reads a new action from the wire. Whether its place and its handler exist is for the engine to know.
 *
 * @throws WorkflowError `INVALID_DEFINITION` with every error and its path
 */
export function parseNewAction(value: unknown): NewAction {
  const given = read(newActionSchema(), value) as NewAction;
  const action = { ...ACTION_DEFAULTS, ...given };
  return asJudged({ ...action, failurePolicy: policyOf(action.execution, null, given.failurePolicy) });
}

/** Reads what an edit changes. @throws WorkflowError `INVALID_DEFINITION` with every error and its path */
export function parseActionChange(value: unknown): ActionValuesChange {
  return asJudged(read(actionChangeSchema(), value));
}

/**
 * What an action is after an edit. One that becomes inline goes on after a failure, unless the edit says otherwise;
 * one that is inline no longer has no failure policy.
 *
 * @throws WorkflowError `INVALID_DEFINITION` for a failure policy where it does not apply
 */
export function changeAction(stored: ActionValues, change: ActionValuesChange): ActionValues {
  const changed = { ...stored, ...change };
  return {
    ...changed,
    failurePolicy: policyOf(changed.execution, stored.failurePolicy, change.failurePolicy),
  };
}

/** What was read from the wire here: where code hands it on as it is, it is not judged again. */
const judged = new WeakSet<object>();

function asJudged<Value extends object>(value: Value): Value {
  judged.add(value);
  return value;
}

/** Judges a new action as code writes it. @throws WorkflowError `INVALID_DEFINITION` with every error and its path */
export function judgeNewAction(action: object): NewAction {
  return judged.has(action) ? (action as NewAction) : parseNewAction(toWireAction(action));
}

/** Judges a change as code writes it. @throws WorkflowError `INVALID_DEFINITION` with every error and its path */
export function judgeActionChange(change: object): ActionValuesChange {
  return judged.has(change) ? change : parseActionChange(toWireAction(change));
}

/** An action as code writes it, in the spelling of the wire. */
export function toWireAction({ event, ...others }: { readonly event?: unknown }): object {
  return { ...toWire(others), event_type: event };
}

/** A policy of `null` gives the default back, where there is one. */
function policyOf(
  execution: ActionExecution,
  stored: FailurePolicy | null,
  given: FailurePolicy | null | undefined,
): FailurePolicy | null {
  if (execution === 'inline') return (given === undefined ? stored : given) ?? 'continue';
  if (given === undefined || given === null) return null;
  throw refusal([{ path: 'failure_policy', message: 'applies only where execution is inline' }]);
}

/** What a schema lets through, as code calls it. */
function read(schema: Joi.ObjectSchema<object>, value: unknown): object {
  const unfit = findUnfit(value, '', MAXIMUM_DEPTH);
  if (unfit !== undefined) throw refusal([unfit]);
  const result = schema.validate(value, JOI_OPTIONS);
  if (result.error !== undefined) throw refusal(fieldErrors(result.error, ''));
  const { event_type: event, ...others } = result.value as Readonly<Record<string, unknown>>;
  const given = Object.entries({ event, ...others }).filter(([, member]) => member !== undefined);
  return fromWire(Object.fromEntries(given));
}

/** The id of a place, where none of the others is named. */
function unless(...others: readonly string[]): Joi.Schema {
  const message = 'is a second place: name the workflow, the pipeline or the stage';
  const taken = joi().forbidden().messages({ 'any.unknown': message });
  return others.reduce<Joi.Schema>(
    (schema, other) => schema.when(other, { is: joi().number().required(), then: taken }),
    rowId().empty(null),
  );
}

function refusal(errors: readonly FieldError[]): WorkflowError {
  return new WorkflowError('INVALID_DEFINITION', `The action is not valid: ${summarize(errors)}.`, {
    errors,
  });
}
