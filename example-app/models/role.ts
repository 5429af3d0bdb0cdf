import { DataTypes, Model } from 'sequelize';
import type { InferAttributes, InferCreationAttributes, ModelStatic, Sequelize } from 'sequelize';

/** What a user can be asked to approve as. */
export class Role extends Model<InferAttributes<Role>, InferCreationAttributes<Role>> {
  declare id: number;
  declare name: string;
}

export function defineRole(sequelize: Sequelize): ModelStatic<Role> {
  const model: ModelStatic<Role> = class extends Role {};
  return model.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true },
      name: { type: DataTypes.STRING(100), allowNull: false },
    },
    { sequelize, modelName: 'Role', tableName: 'roles', underscored: true, timestamps: false },
  );
}
