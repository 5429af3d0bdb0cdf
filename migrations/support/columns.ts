import { DataTypes } from 'sequelize';
import type { AbstractDataType, DataType, ModelAttributeColumnOptions } from 'sequelize';
import type { MigrationDatabase } from './define-migration.js';

type Column = ModelAttributeColumnOptions & { type: DataType };
type Reference = Pick<ModelAttributeColumnOptions, 'references' | 'onDelete' | 'onUpdate'>;

/** The column types that migrations are written in. */
export interface Columns {
  readonly bigint: DataType;
  /** Text of at most 191 characters that distinguishes `Ab` from `aB`; on MySQL `A ` from `A` by a migration more. */
  readonly uid: DataType;
  /** Canonical JSON text. */
  readonly json: DataType;
  readonly hash: DataType;
  readonly timestamp: DataType;
  readonly integer: DataType;
  readonly boolean: DataType;
  readonly text: DataType;
  readonly string: (length: number) => AbstractDataType;
  readonly primaryKey: () => Column;
  readonly company: () => Column;
  readonly required: (type: DataType, reference?: Reference) => Column;
  readonly optional: (type: DataType, reference?: Reference) => Column;
  /** A foreign key to the id of another of our tables. */
  readonly references: (table: string, onDelete: 'CASCADE' | 'RESTRICT') => Reference;
}

/**
 * The columns for one database.
 *
 * Frozen: migrations that have long been run are written in these words. A new type is a new word here;
 * what a word means is never changed. That is also why the models' own types are not shared.
 */
export function columnsFor({ dialect, table }: MigrationDatabase): Columns {
  const isMysql = dialect === 'mysql';
  const uid = isMysql ? 'VARCHAR(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : DataTypes.STRING(191);
  return {
    bigint: DataTypes.BIGINT,
    uid,
    json: isMysql ? DataTypes.TEXT('long') : DataTypes.TEXT,
    hash: DataTypes.CHAR(64),
    timestamp: DataTypes.DATE(3),
    integer: DataTypes.INTEGER,
    boolean: DataTypes.BOOLEAN,
    text: DataTypes.TEXT,
    string: (length) => DataTypes.STRING(length),
    primaryKey: () => ({ type: DataTypes.BIGINT, allowNull: false, primaryKey: true, autoIncrement: true }),
    company: () => ({ type: uid, allowNull: false, defaultValue: '' }),
    required: (type, reference) => ({ type, allowNull: false, ...reference }),
    optional: (type, reference) => ({ type, allowNull: true, ...reference }),
    references: (name, onDelete) => ({
      references: { model: table(name), key: 'id' },
      onDelete,
      onUpdate: 'RESTRICT',
    }),
  };
}
