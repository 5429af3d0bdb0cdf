import type Joi from 'joi';
import type { ActionEvent } from '../../lib/definition/types.js';
import { ACTION_EVENTS } from '../../lib/definition/types.js';
import { withJoi } from '../../lib/definition/with-joi.js';
import { joi } from '../../lib/libraries.js';
import type { ListQuery } from './common.js';
import { listFields, rowId } from './common.js';

// What an action says has a schema of its own, in the definition: here it is only let through.
const values = withJoi((Joi) => ({
  event_type: Joi.any(),
  handler: Joi.any(),
  parameters: Joi.any(),
  order: Joi.any(),
  is_active: Joi.any(),
  execution: Joi.any(),
  failure_policy: Joi.any(),
  condition: Joi.any(),
}));

export const newAction = withJoi((Joi) =>
  Joi.object<object>({
    ...values(),
    workflow_id: Joi.any(),
    pipeline_id: Joi.any(),
    stage_id: Joi.any(),
  }),
);

export const actionChange = withJoi((Joi) => Joi.object<object>(values()).min(1));

/** What the list of actions takes. */
export interface ActionQuery extends ListQuery {
  readonly workflow_id?: number;
  readonly pipeline_id?: number;
  readonly stage_id?: number;
  readonly event_type?: ActionEvent;
  /** Only the defaults of the company, or only the others. */
  readonly default?: boolean;
}

export const actionQuery = withJoi((Joi) =>
  Joi.object<ActionQuery>({
    ...listFields(),
    workflow_id: rowId(),
    pipeline_id: rowId(),
    stage_id: rowId(),
    event_type: oneOf(ACTION_EVENTS),
    default: Joi.boolean(),
  }),
);

function oneOf(words: readonly string[]): Joi.StringSchema {
  return joi()
    .string()
    .lowercase()
    .valid(...words);
}
