import type { FindAttributeOptions, Model, ModelStatic } from 'sequelize';
import { exactColumns, exactValue, typeName } from '../directory/exact-columns.js';

/** What a query must select, so that {@link attributesOf} can read all of a row. */
export function wholeRow(model: ModelStatic<Model>): FindAttributeOptions {
  return { include: exactColumns(model, Object.keys(model.getAttributes())) };
}

/**
 * The attributes of an object as plain data: what its columns hold, without getters and virtual attributes.
 *
 * A DECIMAL column arrives as text from every driver, and a BIGINT one from PostgreSQL: both become numbers where a
 * number can hold them, so that `object.amount >= 50000` means what it says.
 */
export function attributesOf(instance: Model): Readonly<Record<string, unknown>> {
  const { rawAttributes } = instance.constructor as unknown as {
    rawAttributes: Readonly<Record<string, { readonly type: unknown }>>;
  };
  const values = instance.dataValues as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => name in rawAttributes)
      .map(([name, value]) => {
        return [name, toNumber(exactValue(value, name, values), typeName(rawAttributes[name]?.type))];
      }),
  );
}

function toNumber(value: unknown, type: string): unknown {
  if (typeof value !== 'string' || !/^(DECIMAL|BIGINT)/i.test(type)) return value;
  const number = Number(value);
  const isExact = !/^BIGINT/i.test(type) || Number.isSafeInteger(number);
  return value.trim() !== '' && Number.isFinite(number) && isExact ? number : value;
}
