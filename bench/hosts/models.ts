import type { DataType, Model, ModelAttributeColumnOptions, ModelAttributes, ModelStatic } from 'sequelize';
import type * as sequelizeModule from 'sequelize';
import type { Sequelize } from 'sequelize';

export type Instance<Row extends object> = Model<Row, Partial<Row>> & Row;

/** Defines a model on a table as it is, by the rows that it has. */
export function defineTable<Row extends object>(
  sequelize: Sequelize,
  [name, tableName]: readonly [name: string, tableName: string],
  attributes: { readonly [Name in keyof Row]?: DataType | ModelAttributeColumnOptions },
): ModelStatic<Instance<Row>> {
  const options = { tableName, underscored: true, timestamps: false };
  return sequelize.define<Instance<Row>, Row>(
    name,
    { ...attributes } as ModelAttributes<Instance<Row>, Row>,
    options,
  );
}

/** The host's own rows. */
export interface PurchaseRequestRow {
  id: number;
  title: string;
  requesterId: number;
  workflowStatus: string | null;
  workflowStage: string | null;
}

/** @param DataTypes - of the module that made the Sequelize; two installations have two */
export function definePurchaseRequest(
  sequelize: Sequelize,
  { INTEGER, STRING }: typeof sequelizeModule.DataTypes,
): ModelStatic<Instance<PurchaseRequestRow>> {
  return defineTable<PurchaseRequestRow>(sequelize, ['PurchaseRequest', 'purchase_requests'], {
    id: { type: INTEGER, primaryKey: true, autoIncrement: true },
    title: { type: STRING, allowNull: false },
    requesterId: INTEGER,
    workflowStatus: STRING(32),
    workflowStage: STRING,
  });
}
