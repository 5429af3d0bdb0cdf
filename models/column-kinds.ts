import { DataTypes } from 'sequelize';
import type { DataType, Model, ModelAttributeColumnOptions } from 'sequelize';
import { toSafeInteger } from './safe-integer.js';

/** A column, as Sequelize is told of it. */
export type ColumnOptions = ModelAttributeColumnOptions & { type: DataType };

/** What a column holds: how a dialect spells it, and how Sequelize reads it. */
export interface ColumnKind<Value> {
  (dialect: string): Pick<ColumnOptions, 'type' | 'get'>;
  /** What rows hold in it: for types alone, nothing has it. */
  readonly value?: Value;
}

/** The id of a row, its own or another's. */
export const rowId: ColumnKind<number> = () => ({ type: DataTypes.BIGINT, get: readId });

/**
 * The id of a user, an object or a key: text of at most 191 characters that distinguishes `Ab` from `aB`.
 *
 * Sequelize has no option for a column's collation, and MySQL's default one ignores case. This one takes `A ` for `A`:
 * the migrations give the columns one that does not, of those that the server has.
 */
export const uid: ColumnKind<string> = (dialect) => ({
  type:
    dialect === 'mysql' ? 'VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : DataTypes.STRING(191),
});

/** Canonical JSON text. A native JSON type would reorder keys, and with them change every hash. */
export const json: ColumnKind<string> = (dialect) => ({
  type: dialect === 'mysql' ? DataTypes.TEXT('long') : DataTypes.TEXT,
});

/** A SHA-256 in lower-case hexadecimal digits. */
export const hash: ColumnKind<string> = () => ({ type: DataTypes.CHAR(64) });

/** A time to the millisecond. */
export const timestamp: ColumnKind<Date> = () => ({ type: DataTypes.DATE(3) });

/** A whole number. */
export const integer: ColumnKind<number> = () => ({ type: DataTypes.INTEGER });

/** Yes or no. */
export const boolean: ColumnKind<boolean> = () => ({ type: DataTypes.BOOLEAN });

/** What people write. */
export const text: ColumnKind<string> = () => ({ type: DataTypes.TEXT });

/** Text of at most so many characters. */
export function string(length: number): ColumnKind<string> {
  return () => ({ type: DataTypes.STRING(length) });
}

/** Sequelize calls a getter with the name of its attribute, though its types do not say so. */
function readId(this: Model, attribute = ''): number | null | undefined {
  const value: unknown = this.getDataValue(attribute);
  return value === null || value === undefined ? value : toSafeInteger(value);
}
