import type Joi from 'joi';
import { lazy } from '../lazy.js';
import { joi } from '../libraries.js';
import { storedApprovalKeys } from './approval-keys.js';
import { rowId } from './approval-options.js';
import {
  ACTION_EVENTS,
  ACTION_EXECUTIONS,
  FAILURE_POLICIES,
  HIERARCHY_STRATEGIES,
  RECALLS,
  REPEATED_APPROVERS,
  RESUBMISSIONS,
  type ActionConfig,
  type FormDefinition,
  type PipelineDefinition,
  type PlaceSettings,
  type StageDefinition,
  type WorkflowDefinition,
  type WorkflowSettings,
} from './types.js';
import { withJoi } from './with-joi.js';

/** A schema for each key of a type: one that is added to the type must be added here. */
type SchemaOf<Value> = Readonly<Record<keyof Value, Joi.Schema>>;

/** A form, as a version keeps it. */
export interface StoredForm extends FormDefinition {
  /** The JSON text of its schema with its keys as they were written, where they are not sorted. */
  readonly schemaText?: string;
}

/** A definition, as a version keeps it. */
export interface StoredDefinition extends WorkflowDefinition {
  readonly forms: readonly StoredForm[];
}

const id = lazy(() => rowId().required());
const names = withJoi((Joi) => Joi.object().pattern(Joi.string(), Joi.string()).required());
const textOrNull = withJoi((Joi) => Joi.string().allow(null, '').required());

function listOf(keys: Joi.SchemaMap): Joi.ArraySchema {
  return joi().array().items(joi().object(keys)).required();
}

const approvals = lazy(() => listOf({ id: id(), ...storedApprovalKeys() }));

/** A version that was frozen before there were actions has none. */
const actions = withJoi((Joi) => {
  const keys = {
    id: id(),
    event: Joi.valid(...ACTION_EVENTS).required(),
    handler: Joi.string().required(),
    parameters: Joi.object().unknown().required(),
    execution: Joi.valid(...ACTION_EXECUTIONS).required(),
    failurePolicy: Joi.valid(...FAILURE_POLICIES, null).required(),
    condition: Joi.string().allow(null).required(),
  } satisfies SchemaOf<ActionConfig>;
  return Joi.array().items(Joi.object(keys)).default([]);
});

/** What a stage or a pipeline is where it does not say otherwise. */
export const DEFAULT_PLACE_SETTINGS: PlaceSettings = { condition: null, resubmission: null };

const placeKeys = withJoi(
  (Joi) =>
    ({
      condition: Joi.string().allow(null).default(DEFAULT_PLACE_SETTINGS.condition),
      resubmission: Joi.valid(...RESUBMISSIONS, null).default(DEFAULT_PLACE_SETTINGS.resubmission),
    }) satisfies SchemaOf<PlaceSettings>,
);

const stageKeys = lazy(
  () =>
    ({
      id: id(),
      names: names(),
      color: textOrNull(),
      ...placeKeys(),
      approvals: approvals(),
      actions: actions(),
    }) satisfies SchemaOf<StageDefinition>,
);

const pipelineKeys = lazy(
  () =>
    ({
      id: id(),
      names: names(),
      departmentId: textOrNull(),
      ...placeKeys(),
      approvals: approvals(),
      stages: listOf(stageKeys()),
      actions: actions(),
    }) satisfies SchemaOf<PipelineDefinition>,
);

const formKeys = withJoi(
  (Joi) =>
    ({
      id: id(),
      names: names(),
      schema: Joi.object().unknown().required(),
      schemaText: Joi.string(),
    }) satisfies SchemaOf<StoredForm>,
);

/** What a workflow is where it does not say otherwise. */
export const DEFAULT_WORKFLOW_SETTINGS: WorkflowSettings = {
  resubmission: 'immediate',
  allowEmptyCompletion: false,
  recall: 'undecided',
  repeatedApprover: 'allow',
};

const workflowSettingKeys = withJoi((Joi) => {
  const { resubmission, allowEmptyCompletion, recall, repeatedApprover } = DEFAULT_WORKFLOW_SETTINGS;
  return {
    resubmission: Joi.valid(...RESUBMISSIONS).default(resubmission),
    allowEmptyCompletion: Joi.boolean().default(allowEmptyCompletion),
    recall: Joi.valid(...RECALLS).default(recall),
    repeatedApprover: Joi.valid(...REPEATED_APPROVERS).default(repeatedApprover),
  } satisfies SchemaOf<WorkflowSettings>;
});

/** A frozen definition: what a stored snapshot must be before it is believed. */
export const definitionSchema = withJoi((Joi) =>
  Joi.object<StoredDefinition>({
    id: id(),
    key: Joi.string().required(),
    names: names(),
    hierarchyStrategy: Joi.valid(...HIERARCHY_STRATEGIES).required(),
    ...workflowSettingKeys(),
    approvals: approvals(),
    pipelines: listOf(pipelineKeys()),
    forms: listOf(formKeys()),
    actions: actions(),
    defaultActions: actions(),
  } satisfies SchemaOf<WorkflowDefinition>).required(),
);
