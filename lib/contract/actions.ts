import type { ObjectSchema } from 'joi';
import type { HandlerView } from '../commands/definitions/action-view.js';
import type { ActionView } from '../commands/definitions/action-view.js';
import type { ActionValuesChange, NewAction } from '../definition/action-schema.js';
import {
  ACTION_DEFAULTS,
  actionChangeSchema,
  MAXIMUM_PARAMETERS,
  newActionSchema,
  parseActionChange,
  parseNewAction,
} from '../definition/action-schema.js';
import { ACTION_EVENTS, ACTION_EXECUTIONS, FAILURE_POLICIES } from '../definition/types.js';
import type { Lazy } from '../lazy.js';
import { lazy } from '../lazy.js';
import { joi } from '../libraries.js';
import { answer, keyed } from './answer.js';
import type { JsonSchema } from './field.js';
import { about, nullableOutput, orNull } from './field.js';
import { jsonOf } from './json-of.js';
import type { ObjectInput } from './object.js';
import { object, optional, spelled } from './object.js';
import { page } from './paging.js';
import { count, shownFlag, shownObject, shownText, shownTime, shownWord } from './shown.js';
import { flag, rowId, word } from './values.js';

/** What the definition says of a member, and what is said of it here. */
type Members = Readonly<Record<string, JsonSchema>>;

const DESCRIPTIONS: Members = {
  handler: { description: 'The name of one of `GET /action_handlers`.' },
  parameters: {
    description: `What the handler is called with, as its own schema says: at most ${MAXIMUM_PARAMETERS} bytes of JSON.`,
  },
  failure_policy: { description: 'For inline ones only, which have `continue` where nothing is said.' },
  condition: { description: 'A CEL expression; where it is false the action is left out.' },
};

const { execution, isActive, condition, parameters } = ACTION_DEFAULTS;

const PLACE = { description: 'Where it is bound, if not to another place. Without any it is a default.' };

const OF_NEW: Members = {
  ...DESCRIPTIONS,
  parameters: { ...DESCRIPTIONS.parameters, default: parameters },
  condition: { ...DESCRIPTIONS.condition, default: condition },
  execution: { default: execution },
  is_active: { default: isActive },
  order: { description: 'From 1: its turn at its place. Left out, after the last one.' },
};

const PLACE_KEYS = ['workflow_id', 'pipeline_id', 'stage_id'];

/** It is bound to one place at most, and what fails after commit is tried again. */
const RULES: readonly JsonSchema[] = [
  {
    if: { required: ['execution'], properties: { execution: { const: 'inline' } } },
    else: { properties: { failure_policy: { type: 'null' } } },
  },
  ...PLACE_KEYS.slice(0, -1).map((key, index) => ({
    if: { required: [key], properties: { [key]: { type: 'integer' } } },
    then: {
      properties: Object.fromEntries(PLACE_KEYS.slice(index + 1).map((other) => [other, { type: 'null' }])),
    },
  })),
];

/** A new action. @throws WorkflowError `INVALID_DEFINITION` with every error and its path */
export const newAction: ObjectInput<NewAction> = {
  schema: letThrough(newActionSchema),
  json: (schemas) =>
    schemas.refer('NewAction', () => {
      const json = describe(newActionSchema, OF_NEW);
      const places = PLACE_KEYS.map((key) => [key, { ...orNull(rowId.json(schemas)), ...PLACE }] as const);
      return { ...json, properties: { ...propertiesOf(json), ...Object.fromEntries(places) }, allOf: RULES };
    }),
  parse: parseNewAction,
};

/** What a change says about an action. @throws WorkflowError `INVALID_DEFINITION` with every error and its path */
export const actionChange: ObjectInput<ActionValuesChange> = {
  schema: lazy(() => letThrough(actionChangeSchema)().min(1)),
  json: (schemas) =>
    schemas.refer('ActionChange', () => ({
      ...describe(actionChangeSchema, DESCRIPTIONS),
      minProperties: 1,
    })),
  parse: parseActionChange,
};

/** Which actions are listed. */
export const actionQuery = object(null, {
  page,
  workflowId: optional(about('Those of this workflow, of its pipelines and of its stages.', rowId)),
  pipelineId: optional(about('Those bound to this pipeline itself.', rowId)),
  stageId: optional(about('Those bound to this stage.', rowId)),
  event: spelled('event_type', optional(word(ACTION_EVENTS))),
  isDefault: spelled(
    'default',
    optional(about('Only the defaults of the company, or only the others.', flag)),
  ),
});

/** An action. */
export const action = answer<ActionView>('Action', {
  id: count,
  workflowId: nullableOutput(count),
  pipelineId: nullableOutput(count),
  stageId: nullableOutput(count),
  event: keyed('event_type', shownWord(ACTION_EVENTS)),
  handler: shownText,
  parameters: shownObject,
  order: count,
  isActive: shownFlag,
  execution: shownWord(ACTION_EXECUTIONS),
  failurePolicy: nullableOutput(shownWord(FAILURE_POLICIES)),
  condition: nullableOutput(shownText),
  createdAt: shownTime,
  updatedAt: shownTime,
});

/** A handler, as those who choose one see it. */
export const handler = answer<HandlerView>('ActionHandler', {
  name: shownText,
  description: nullableOutput(shownText),
  parameters: nullableOutput(shownObject),
  onlyAfterCommit: shownFlag,
});

/** The same keys, of which only the definition says what they hold. */
function letThrough(schema: Lazy<ObjectSchema>): Lazy<ObjectSchema> {
  return lazy(() => {
    const keys = Object.keys(propertiesOf(jsonOf(schema())));
    return joi().object(Object.fromEntries(keys.map((key) => [key, joi().any()])));
  });
}

function describe(schema: Lazy<ObjectSchema>, members: Members): JsonSchema {
  const json = jsonOf(schema());
  const described = Object.entries(propertiesOf(json)).map(([key, value]) => [
    key,
    { ...value, ...members[key] },
  ]);
  return { ...json, properties: Object.fromEntries(described) as Members };
}

function propertiesOf({ properties }: JsonSchema): Members {
  return properties as Members;
}
