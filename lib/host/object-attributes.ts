import type { Model } from 'sequelize';

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
      .map(([name, value]) => [name, toNumber(value, String(rawAttributes[name]?.type))]),
  );
}

function toNumber(value: unknown, type: string): unknown {
  if (typeof value !== 'string' || !/^(DECIMAL|BIGINT)/i.test(type)) return value;
  const number = Number(value);
  const isExact = !/^BIGINT/i.test(type) || Number.isSafeInteger(number);
  return value.trim() !== '' && Number.isFinite(number) && isExact ? number : value;
}
