import type Joi from 'joi';
import type { DecisionAction } from '../commands/decision-actions.js';
import { DECISION_ACTIONS } from '../commands/decision-actions.js';
import { withJoi } from '../definition/with-joi.js';
import type { Input, ValueOf } from './field.js';
import { about, nullable } from './field.js';
import type { InputMembers, ObjectInput, Optional } from './object.js';
import { object, optional } from './object.js';
import { anyJson, constant, hostId, optionalReason, rowId, text } from './values.js';

const userId = about('Who decides for the seat from now on: an active user who has not held it.', hostId);
const stageId = about('This or an earlier stage; `null`, or left out: this one.', nullable(rowId));

const OWN = { reason: optional(optionalReason) };
const SEAT = {
  ...OWN,
  formData: optional(about('The data of the form that the step requires.', anyJson)),
  stepId: optional(about('Needed where the user holds several open seats.', rowId)),
  assignmentId: optional(about('Like `step_id`, for one seat.', rowId)),
};
const EXPLAINED = { ...SEAT, reason: optional(about('Required: why.', optionalReason)) };

/** What may be said with each action. A requester recalls and resubmits the whole, not a seat. */
export const DECISIONS = {
  approved: SEAT,
  rejected: EXPLAINED,
  needs_resubmission: { ...EXPLAINED, stageId: optional(stageId) },
  delegated: { ...SEAT, userId },
  escalated: SEAT,
  resubmitted: OWN,
  recalled: OWN,
} as const satisfies Readonly<Record<DecisionAction, InputMembers>>;

/** Every member, each judged by the action beside it. A word that is no action is refused only when it is decided. */
const judgedByAction = object(null, {
  action: text({ most: 64, isLowered: true }),
  ...OWN,
  formData: forSeats(anyJson),
  userId: dependent(hostId, (schema, Joi) =>
    schema.when('action', { is: 'delegated', then: Joi.required(), otherwise: Joi.forbidden() }),
  ),
  stageId: dependent(stageId, (schema, Joi) =>
    schema.when('action', { not: 'needs_resubmission', then: Joi.forbidden() }),
  ),
  stepId: forSeats(rowId),
  assignmentId: forSeats(rowId),
});

/** A decision: its action is in lower case, and not yet known to be one. */
export const decision: ObjectInput<ValueOf<typeof judgedByAction>> = {
  ...judgedByAction,
  json: (schemas) =>
    schemas.refer('Decision', () => ({
      oneOf: DECISION_ACTIONS.map((action) =>
        object(null, { action: constant(action), ...DECISIONS[action] }).json(schemas),
      ),
    })),
};
export type Decision = ValueOf<typeof decision>;

function forSeats<Value>(member: Input<Value>): Optional<Value> {
  return dependent(member, (schema, Joi) =>
    schema.when('action', { is: Joi.valid('resubmitted', 'recalled'), then: Joi.forbidden() }),
  );
}

function dependent<Value>(
  member: Input<Value>,
  require: (schema: Joi.Schema, library: Joi.Root) => Joi.Schema,
): Optional<Value> {
  return optional({ ...member, schema: withJoi((Joi) => require(member.schema(), Joi)) });
}
