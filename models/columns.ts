import { DataTypes } from 'sequelize';
import type { AbstractDataType, DataType, Model, ModelAttributeColumnOptions, Sequelize } from 'sequelize';
import { toSafeInteger } from './safe-integer.js';

/** The column types of all tables, spelled for one dialect. */
export interface ColumnTypes {
  /** A row's own id, or another row's. */
  readonly id: DataType;
  /** The id of a user, an object or a key: text of at most 191 characters that distinguishes `Ab` from `aB`. */
  readonly uid: DataType;
  /** Canonical JSON text. A native JSON type would reorder keys, and with them change every hash. */
  readonly json: DataType;
  /** A SHA-256 in lower-case hexadecimal digits. */
  readonly hash: DataType;
  /** A time to the millisecond. */
  readonly timestamp: DataType;
  readonly integer: DataType;
  readonly boolean: DataType;
  readonly text: DataType;
  readonly string: (length: number) => AbstractDataType;
}

/** The column types for the dialect of this Sequelize. */
export function columnTypes(sequelize: Sequelize): ColumnTypes {
  const isMysql = sequelize.getDialect() === 'mysql';
  return {
    id: DataTypes.BIGINT,
    // Sequelize has no option for a column's collation, and MySQL's default one ignores case. This one takes `A ` for
    // `A`: the migrations give the columns one that does not, of those that the server has.
    uid: isMysql ? 'VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : DataTypes.STRING(191),
    json: isMysql ? DataTypes.TEXT('long') : DataTypes.TEXT,
    hash: DataTypes.CHAR(64),
    timestamp: DataTypes.DATE(3),
    integer: DataTypes.INTEGER,
    boolean: DataTypes.BOOLEAN,
    text: DataTypes.TEXT,
    string: (length) => DataTypes.STRING(length),
  };
}

/** A column of an attribute; always a fresh object, because Sequelize writes into what it is given. */
export type Column = ModelAttributeColumnOptions & { type: DataType };

/** A column that every row fills. */
export function required(type: DataType): Column {
  return { type, allowNull: false };
}

/** A column that may be empty. */
export function optional(type: DataType): Column {
  return { type, allowNull: true };
}

/** The primary key. */
export function idColumn(columns: ColumnTypes): Column {
  return { ...requiredId(columns), primaryKey: true, autoIncrement: true };
}

/** The id of another row. */
export function requiredId(columns: ColumnTypes): Column {
  return { ...required(columns.id), get: readId };
}

/** The id of another row, or `null`. */
export function optionalId(columns: ColumnTypes): Column {
  return { ...optional(columns.id), get: readId };
}

/** Whose row it is: `''` where the host has no companies. */
export function companyColumn(columns: ColumnTypes): Column {
  return { type: columns.uid, allowNull: false, defaultValue: '' };
}

/** Sequelize calls a getter with the name of its attribute, though its types do not say so. */
function readId(this: Model, attribute = ''): number | null | undefined {
  const value: unknown = this.getDataValue(attribute);
  return value === null || value === undefined ? value : toSafeInteger(value);
}
