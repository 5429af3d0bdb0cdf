import { DataTypes, Model } from 'sequelize';
import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  ModelStatic,
  Sequelize,
} from 'sequelize';

/** What somebody asks to buy. */
export class PurchaseRequest extends Model<
  InferAttributes<PurchaseRequest>,
  InferCreationAttributes<PurchaseRequest>
> {
  declare id: CreationOptional<number>;
  declare title: string;
  /** A DECIMAL: most databases give it as text. */
  declare amount: number | string;
  declare description: string;
  declare requesterId: number;
  /** Written by the workflow, in the transaction of each decision. */
  declare workflowStatus: CreationOptional<string | null>;
  /** Written by the workflow, in the transaction of each decision. */
  declare workflowStage: CreationOptional<string | null>;
  declare createdAt: CreationOptional<Date>;
}

export function definePurchaseRequest(sequelize: Sequelize): ModelStatic<PurchaseRequest> {
  const model: ModelStatic<PurchaseRequest> = class extends PurchaseRequest {};
  return model.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      title: { type: DataTypes.STRING, allowNull: false },
      amount: { type: DataTypes.DECIMAL(12, 2), allowNull: false },
      description: { type: DataTypes.TEXT, allowNull: false },
      requesterId: { type: DataTypes.INTEGER, allowNull: false },
      workflowStatus: { type: DataTypes.STRING(32) },
      workflowStage: { type: DataTypes.STRING },
      createdAt: { type: DataTypes.DATE(3), allowNull: false },
    },
    {
      sequelize,
      modelName: 'PurchaseRequest',
      tableName: 'purchase_requests',
      underscored: true,
      updatedAt: false,
    },
  );
}
