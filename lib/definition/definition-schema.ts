import Joi from 'joi';
import { STORED_APPROVAL_KEYS } from './approval-keys.js';
import { rowId } from './approval-options.js';
import {
  HIERARCHY_STRATEGIES,
  type FormDefinition,
  type PipelineDefinition,
  type StageDefinition,
  type WorkflowDefinition,
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

const stageKeys = { id, names, color: textOrNull, approvals } satisfies SchemaOf<StageDefinition>;

const pipelineKeys = {
  id,
  names,
  departmentId: textOrNull,
  approvals,
  stages: listOf(stageKeys),
} satisfies SchemaOf<PipelineDefinition>;

const formKeys = {
  id,
  names,
  schema: Joi.object().unknown().required(),
} satisfies SchemaOf<FormDefinition>;

/** A frozen definition: what a stored snapshot must be before it is believed. */
export const definitionSchema = Joi.object<WorkflowDefinition>({
  id,
  key: Joi.string().required(),
  names,
  hierarchyStrategy: Joi.valid(...HIERARCHY_STRATEGIES).required(),
  approvals,
  pipelines: listOf(pipelineKeys),
  forms: listOf(formKeys),
} satisfies SchemaOf<WorkflowDefinition>).required();
