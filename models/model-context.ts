import type { InitOptions, Model, ModelAttributeColumnOptions, Sequelize } from 'sequelize';
import { WorkflowError } from '../lib/errors.js';
import { modelName } from './table-names.js';
import type { TableOptions } from './table-names.js';

/** An index, by the names of its columns. */
export interface ModelIndex {
  /** What it is for; the table's name goes in front. */
  readonly name: string;
  readonly unique?: true;
  readonly fields: readonly string[];
}

/** A foreign key, beside the column's own type. */
type Reference = Pick<ModelAttributeColumnOptions, 'references' | 'onDelete' | 'onUpdate'>;

/** What the models of one engine have in common. */
export interface ModelContext {
  readonly dialect: string;
  /** Makes a column point at rows of another table, and says what becomes of its own rows when those are deleted. */
  readonly references: (table: string, onDelete: 'CASCADE' | 'RESTRICT') => Reference;
  /**
   * The options of a model.
   *
   * @throws WorkflowError `INVALID_CONFIGURATION` where the Sequelize has a model of that name
   */
  readonly options: <M extends Model>(
    name: string,
    table: string,
    indexes: readonly ModelIndex[],
  ) => InitOptions<M>;
}

/** The context of the models of one engine. */
export function modelContext(sequelize: Sequelize, { tablePrefix, schema }: TableOptions): ModelContext {
  return {
    dialect: sequelize.getDialect(),
    references: (table, onDelete) => ({
      references: { model: { tableName: `${tablePrefix}${table}`, schema: schema ?? '' }, key: 'id' },
      onDelete,
      onUpdate: 'RESTRICT',
    }),
    options: (name, table, indexes) => ({
      sequelize,
      modelName: freeModelName(sequelize, modelName(tablePrefix, name)),
      tableName: `${tablePrefix}${table}`,
      indexes: indexes.map(({ fields, name: purpose, ...index }) => ({
        ...index,
        name: `${tablePrefix}${table}_${purpose}`,
        fields: [...fields],
      })),
      underscored: true,
      timestamps: false,
      // Left out, it would be the host's: `new Sequelize({ schema })`. An empty one is none.
      schema: schema ?? '',
      // `new Sequelize({ omitNull })` leaves NULL out of updates, and a model's own option does not stop it.
      hooks: {
        beforeUpdate: keepNullOfRow,
        beforeBulkUpdate: keepNull,
      },
      // Only MySQL reads these.
      engine: 'InnoDB',
      charset: 'utf8mb4',
      collate: 'utf8mb4_unicode_ci',
    }),
  };
}

function keepNull(update: object): void {
  Reflect.set(update, 'omitNull', false);
}

function keepNullOfRow(_row: Model, update: object): void {
  keepNull(update);
}

/** Whether a hook of a model is one that every model of ours has: anything else is the host's. */
export function isOwnHook(hook: unknown): boolean {
  return hook === keepNull || hook === keepNullOfRow;
}

function freeModelName(sequelize: Sequelize, name: string): string {
  // Model.init would silently take the place of the host's model.
  if (!sequelize.isDefined(name)) return name;
  throw new WorkflowError(
    'INVALID_CONFIGURATION',
    `This Sequelize has a model "${name}" already. Use one engine for each, or another "tablePrefix".`,
    { details: { model: name } },
  );
}
