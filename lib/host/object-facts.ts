import type { Model, ModelStatic } from 'sequelize';
import { exactValue } from '../directory/exact-columns.js';
import { hasLostDigits } from '../directory/exact-integer.js';
import { inCall, requireCompany, requireId } from '../identity.js';
import type { ObjectFacts, UserId } from '../types.js';
import { lostDigits } from './key-column.js';
import type { RegisterModelOptions } from './register-options.js';

/**
 * What the engine must know of an instance.
 *
 * @throws WorkflowError `INVALID_REQUEST` naming the attribute that holds neither a user's id nor a company;
 * `INVALID_CONFIGURATION` where an id has lost digits
 */
export function factsOf(
  instance: Model,
  { requesterField, companyField }: RegisterModelOptions,
): ObjectFacts {
  const { name } = instance.constructor;
  return {
    ...(requesterField === undefined
      ? {}
      : { requesterId: userIdOf(exactIn(instance, requesterField), `${name}.${requesterField}`) }),
    ...(companyField === undefined
      ? {}
      : { company: requireCompany(exactIn(instance, companyField), inCall(`${name}.${companyField}`)) }),
  };
}

/** A column that must hold something holds empty text for nobody. */
function userIdOf(value: unknown, path: string): UserId | null {
  return value === null || value === undefined || value === '' ? null : requireId(value, inCall(path));
}

/** The attributes that hold it. */
export function factFields({ requesterField, companyField }: RegisterModelOptions): string[] {
  return [requesterField, companyField].filter((name) => name !== undefined);
}

function exactIn(instance: Model, field: string): unknown {
  const row = instance.dataValues as Readonly<Record<string, unknown>>;
  const value = exactValue(instance.get(field), field, row);
  if (hasLostDigits(value)) throw lostDigits(instance.constructor as ModelStatic<Model>, field);
  return value;
}
