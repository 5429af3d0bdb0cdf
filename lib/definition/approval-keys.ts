import Joi from 'joi';
import { APPROVAL_OPTIONS, type ApprovalOption } from './approval-options.js';
import { wireKey } from './wire-keys.js';

/** The Joi keys of an approval on the wire: snake_case, defaults filled in, `null` the same as left out. */
export const WIRE_APPROVAL_KEYS: Joi.SchemaMap = buildKeys(wireKey, (option) => {
  const values = option.values.empty(null);
  if (option.required === true) return values.required();
  return option.default === undefined ? values : values.default(option.default);
});

/** The Joi keys of an approval as a version stores it: camelCase, with every default written out. */
export const STORED_APPROVAL_KEYS: Joi.SchemaMap = buildKeys(
  (name) => name,
  ({ values, required, default: filledIn }) =>
    required === true || filledIn !== undefined ? values.required() : values,
);

function buildKeys(
  spell: (name: string) => string,
  schemaOf: (option: ApprovalOption) => Joi.Schema,
): Joi.SchemaMap {
  return Object.fromEntries(
    Object.entries(APPROVAL_OPTIONS).map(([name, option]) => [
      spell(name),
      restrict(option, spell, schemaOf(option)),
    ]),
  );
}

function restrict(
  { appliesTo, requiredWith, implied }: ApprovalOption,
  spell: (name: string) => string,
  schema: Joi.Schema,
): Joi.Schema {
  if (appliesTo !== undefined) {
    const option = spell(appliesTo.option);
    const message = `applies only where ${option} is ${appliesTo.is}`;
    const otherwise = Joi.forbidden().messages({ 'any.unknown': message });
    return Joi.any().empty(null).when(option, { is: appliesTo.is, then: schema, otherwise });
  }
  if (requiredWith !== undefined) {
    return schema.when(spell(requiredWith.option), { is: requiredWith.is, then: Joi.required() });
  }
  if (implied !== undefined) {
    const option = spell(implied.option);
    const message = `must be ${String(implied.value)} where ${option} is ${implied.is}`;
    const then = Joi.valid(implied.value).default(implied.value).messages({ 'any.only': message });
    return schema.when(option, { is: implied.is, then });
  }
  return schema;
}
