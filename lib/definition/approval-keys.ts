import type Joi from 'joi';
import { lazy } from '../lazy.js';
import { joi } from '../libraries.js';
import { APPROVAL_OPTIONS, type ApprovalCondition, type ApprovalOption } from './approval-options.js';
import { wireKey } from './wire-keys.js';

/** The Joi keys of an approval on the wire: snake_case, defaults filled in, `null` the same as left out. */
export const wireApprovalKeys = lazy(() =>
  buildKeys(wireKey, (option) => {
    const values = (option.wireValues ?? option.values)().empty(null);
    if (option.required === true) return values.required();
    return option.default === undefined ? values : values.default(option.default);
  }),
);

/**
 * The Joi keys of an approval as it is stored: camelCase, with every default written out. One that was stored
 * before an option was added has its default.
 */
export const storedApprovalKeys = lazy(() =>
  buildKeys(
    (name) => name,
    ({ values, required, default: filledIn }) => {
      if (required === true) return values().required();
      return filledIn === undefined ? values() : values().default(filledIn);
    },
  ),
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
  { appliesTo, excludedBy, requiredWith, implied, below }: ApprovalOption,
  spell: (name: string) => string,
  schema: Joi.Schema,
): Joi.Schema {
  const when = ({ option, is }: ApprovalCondition, cases: Omit<Joi.WhenOptions, 'is'>): Joi.Schema =>
    joi()
      .any()
      .empty(null)
      .when(spell(option), { is: matching(is), ...cases });
  const refused = ({ option, is }: ApprovalCondition, only: 'only' | 'not'): Joi.Schema => {
    const word = only === 'only' ? 'applies only where' : 'does not apply where';
    const message = `${word} ${spell(option)} is ${wordOf(is)}`;
    return joi().forbidden().messages({ 'any.unknown': message });
  };
  let restricted = below === undefined ? schema : belowOption(schema, spell(below));
  if (requiredWith !== undefined) {
    const { option, is } = requiredWith;
    const message = `is required where ${spell(option)} is ${wordOf(is)}`;
    const then = schema.required().messages({ 'any.required': message });
    restricted = when(requiredWith, { then, otherwise: schema });
  }
  if (implied !== undefined) {
    const { option, is, value } = implied;
    const message = `must be ${String(value)} where ${spell(option)} is ${wordOf(is)}`;
    const then = joi().valid(value).default(value).messages({ 'any.only': message });
    restricted = schema.when(spell(option), { is: matching(is), then });
  }
  if (excludedBy !== undefined) {
    restricted = when(excludedBy, { then: refused(excludedBy, 'not'), otherwise: restricted });
  }
  if (appliesTo !== undefined) {
    restricted = when(appliesTo, { then: restricted, otherwise: refused(appliesTo, 'only') });
  }
  return restricted;
}

function matching(is: ApprovalCondition['is']): Joi.Schema {
  return is === 'given'
    ? joi().exist()
    : joi()
        .valid(...is)
        .required();
}

/** Each of a list of numbers must be less than another option, where that is a number. */
function belowOption(schema: Joi.Schema, limit: string): Joi.Schema {
  return schema
    .custom((values: readonly number[], { state, error }) => {
      const [siblings] = state.ancestors as readonly Readonly<Record<string, unknown>>[];
      const most = siblings?.[limit];
      return typeof most === 'number' && values.some((value) => value >= most) ? error('any.below') : values;
    })
    .messages({ 'any.below': `must be less than ${limit}` });
}

/** `quorum, majority or percentage`. */
function wordOf(is: ApprovalCondition['is']): string {
  if (is === 'given') return is;
  return new Intl.ListFormat('en', { type: 'disjunction' }).format(is.map(String));
}
