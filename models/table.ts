import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import type { ColumnOptions } from './column-kinds.js';
import type { ColumnUse } from './column.js';
import type { Creation } from './creation.js';
import type { ModelContext, ModelIndex } from './model-context.js';

/** What is known of every column, whatever it holds. */
interface AnyColumn {
  readonly value: unknown;
  readonly use: ColumnUse;
  readonly options: (context: ModelContext) => ColumnOptions;
}

/** A table as it is described, once: rows, models and what commands read and write follow from it. */
export interface TableDescription<
  Columns extends Readonly<Record<string, AnyColumn>> = Readonly<Record<string, AnyColumn>>,
> {
  /** What its model is called, behind the prefix. */
  readonly model: string;
  /** What it is called itself, behind the prefix. */
  readonly name: string;
  /** By their attributes, in the order in which models have them. */
  readonly columns: Columns;
  readonly indexes: readonly ModelIndex[];
}

/** A row of a table. */
export type RowOf<Table extends TableDescription> = {
  -readonly [Name in keyof Table['columns']]: Table['columns'][Name]['value'];
};

/** The model of a table: Sequelize makes a property of each attribute of its instances as it runs. */
export type ModelOf<Table extends TableDescription> = ModelStatic<
  Model<RowOf<Table>, Creation<RowOf<Table>>> & RowOf<Table>
>;

/** The names of the columns that commands use so. */
type NamesOf<Table extends TableDescription, Use extends ColumnUse> = {
  [Name in keyof Table['columns']]: Table['columns'][Name]['use'] extends Use ? Name : never;
}[keyof Table['columns']] &
  string;

/** As much of a row as a command reads with its lock. */
export type LoadedOf<Table extends TableDescription> = Pick<
  RowOf<Table>,
  NamesOf<Table, (typeof LOADED)[number]>
>;

/** As much of a row as a command may write to one that is stored. */
export type WrittenOf<Table extends TableDescription> = Pick<
  RowOf<Table>,
  NamesOf<Table, 'changing' | 'closing'>
>;

/** The uses of what a command reads with its lock. */
export const LOADED = ['loaded', 'changing', 'closing'] as const satisfies readonly ColumnUse[];

/** The attributes that commands use so, in order. */
export function namesOf<Table extends TableDescription, Use extends ColumnUse>(
  { columns }: Table,
  uses: readonly Use[],
): readonly NamesOf<Table, Use>[] {
  const used = Object.entries(columns).filter(([, { use }]) => uses.some((one) => one === use));
  return used.map(([name]) => name as NamesOf<Table, Use>);
}

/** Describes a table. */
export function table<Columns extends TableDescription['columns']>(
  model: string,
  name: string,
  columns: Columns,
  indexes: readonly ModelIndex[],
): TableDescription<Columns> {
  return { model, name, columns, indexes };
}

/** Makes the model that one engine has of a table. */
export function defineModel<Table extends TableDescription>(
  { model: name, name: tableName, columns, indexes }: Table,
  context: ModelContext,
): ModelOf<Table> {
  const model: ModelStatic<Model> = class extends Model {};
  const attributes = Object.entries(columns).map(
    ([attribute, { options }]) => [attribute, options(context)] as const,
  );
  model.init(Object.fromEntries(attributes), context.options(name, tableName, indexes));
  // What an instance holds is said by types alone.
  return model as ModelOf<Table>;
}
