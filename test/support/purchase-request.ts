import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { DataTypes, Model } from 'sequelize';

/** What the host's people ask to buy. */
export class PurchaseRequest extends Model<
  InferAttributes<PurchaseRequest>,
  InferCreationAttributes<PurchaseRequest>
> {
  declare id: CreationOptional<number>;
  declare title: string;
  declare requesterId: number | null;
  /** DECIMAL: drivers give it back as text. */
  declare amount: CreationOptional<number | null>;
  declare ownerId: CreationOptional<number | null>;
  declare workflowStatus: CreationOptional<string | null>;
  declare workflowStage: CreationOptional<string | null>;
}

/** Defines the host's model on a Sequelize. */
export function definePurchaseRequest(sequelize: Sequelize): ModelStatic<PurchaseRequest> {
  return class extends PurchaseRequest {}.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      title: { type: DataTypes.STRING, allowNull: false },
      requesterId: { type: DataTypes.INTEGER },
      amount: { type: DataTypes.DECIMAL(12, 2) },
      ownerId: { type: DataTypes.INTEGER },
      workflowStatus: { type: DataTypes.STRING(32) },
      workflowStage: { type: DataTypes.STRING },
    },
    { sequelize, modelName: 'PurchaseRequest', tableName: 'purchase_requests', timestamps: false },
  );
}
