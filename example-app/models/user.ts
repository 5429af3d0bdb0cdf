import { DataTypes, Model } from 'sequelize';
import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  ModelStatic,
  NonAttribute,
  Sequelize,
} from 'sequelize';

/** Someone who signs in. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: number;
  declare name: string;
  declare active: CreationOptional<boolean>;
  /** Whether this user may define workflows, and act on all of them. */
  declare mayManage: CreationOptional<boolean>;
  declare managerId: CreationOptional<number | null>;
  /** There where a query includes it. */
  declare manager?: NonAttribute<User | null>;
}

export function defineUser(sequelize: Sequelize): ModelStatic<User> {
  const model: ModelStatic<User> = class extends User {};
  return model.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      name: { type: DataTypes.STRING(100), allowNull: false },
      active: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
      mayManage: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: false },
      managerId: { type: DataTypes.INTEGER },
    },
    { sequelize, modelName: 'User', tableName: 'users', underscored: true, timestamps: false },
  );
}
