import { withJoi } from '../definition/with-joi.js';
import type { Actor } from '../types.js';
import type { Field } from './field.js';
import { plain } from './field.js';
import { optional } from './object.js';
import { anyJson } from './values.js';

const transaction = optional(anyJson);

/** Who acts, and in which transaction, as code says it. */
export const byActor = { actor: whoActs<Actor>('must be who acts, such as { id: 1 }', isActor), transaction };

/** The same where the system may act too. */
export const byActorOrSystem = {
  actor: whoActs<Actor | null>(
    'must be who acts, such as { id: 1 }, or null for the system',
    (given) => given === null || isActor(given),
  ),
  company: optional(anyJson),
  transaction,
};

function whoActs<Value>(message: string, isOne: (given: unknown) => boolean): Field<Value> {
  // To Joi a brace begins an expression.
  const worded = message.replaceAll('{', '\\{');
  const messages = { 'any.required': worded, 'any.invalid': worded };
  return plain(
    withJoi((Joi) =>
      Joi.any()
        .custom((given: unknown, { error }) => (isOne(given) ? given : error('any.invalid')))
        .messages(messages),
    ),
  );
}

/** Whether somebody is named; what an id may be is judged where it is used. */
function isActor(actor: unknown): boolean {
  if (typeof actor !== 'object' || actor === null) return false;
  const { id } = actor as { readonly id?: unknown };
  return id !== undefined && id !== null && id !== '';
}
