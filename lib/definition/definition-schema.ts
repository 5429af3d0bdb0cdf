import Joi from 'joi';
import { STORED_APPROVAL_KEYS } from './approval-keys.js';
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

/** A schema for each key of a type: one that is added to the type must be added here. */
type SchemaOf<Value> = Readonly<Record<keyof Value, Joi.Schema>>;

const id = rowId.required();
const names = Joi.object().pattern(Joi.string(), Joi.string()).required();
const textOrNull = Joi.string().allow(null, '').required();

function listOf(keys: Joi.SchemaMap): Joi.ArraySchema {
  return Joi.array().items(Joi.object(keys)).required();
}

const approvals = listOf({ id, ...STORED_APPROVAL_KEYS });

const actionKeys = {
  id,
  event: Joi.valid(...ACTION_EVENTS).required(),
  handler: Joi.string().required(),
  parameters: Joi.object().unknown().required(),
  execution: Joi.valid(...ACTION_EXECUTIONS).required(),
  failurePolicy: Joi.valid(...FAILURE_POLICIES, null).required(),
  condition: Joi.string().allow(null).required(),
} satisfies SchemaOf<ActionConfig>;

/** A version that was frozen before there were actions has none. */
const actions = Joi.array().items(Joi.object(actionKeys)).default([]);

/** What a stage or a pipeline is where it does not say otherwise. */
export const DEFAULT_PLACE_SETTINGS: PlaceSettings = { condition: null, resubmission: null };

const placeKeys = {
  condition: Joi.string().allow(null).default(DEFAULT_PLACE_SETTINGS.condition),
  resubmission: Joi.valid(...RESUBMISSIONS, null).default(DEFAULT_PLACE_SETTINGS.resubmission),
} satisfies SchemaOf<PlaceSettings>;

const stageKeys = {
  id,
  names,
  color: textOrNull,
  ...placeKeys,
  approvals,
  actions,
} satisfies SchemaOf<StageDefinition>;

const pipelineKeys = {
  id,
  names,
  departmentId: textOrNull,
  ...placeKeys,
  approvals,
  stages: listOf(stageKeys),
  actions,
} satisfies SchemaOf<PipelineDefinition>;

const formKeys = {
  id,
  names,
  schema: Joi.object().unknown().required(),
} satisfies SchemaOf<FormDefinition>;

/** What a workflow is where it does not say otherwise. */
export const DEFAULT_WORKFLOW_SETTINGS: WorkflowSettings = {
  resubmission: 'immediate',
  allowEmptyCompletion: false,
  recall: 'undecided',
  repeatedApprover: 'allow',
};

const workflowSettingKeys = {
  resubmission: Joi.valid(...RESUBMISSIONS).default(DEFAULT_WORKFLOW_SETTINGS.resubmission),
  allowEmptyCompletion: Joi.boolean().default(DEFAULT_WORKFLOW_SETTINGS.allowEmptyCompletion),
  recall: Joi.valid(...RECALLS).default(DEFAULT_WORKFLOW_SETTINGS.recall),
  repeatedApprover: Joi.valid(...REPEATED_APPROVERS).default(DEFAULT_WORKFLOW_SETTINGS.repeatedApprover),
} satisfies SchemaOf<WorkflowSettings>;

/** A frozen definition: what a stored snapshot must be before it is believed. */
export const definitionSchema = Joi.object<WorkflowDefinition>({
  id,
  key: Joi.string().required(),
  names,
  hierarchyStrategy: Joi.valid(...HIERARCHY_STRATEGIES).required(),
  ...workflowSettingKeys,
  approvals,
  pipelines: listOf(pipelineKeys),
  forms: listOf(formKeys),
  actions,
  defaultActions: actions,
} satisfies SchemaOf<WorkflowDefinition>).required();
