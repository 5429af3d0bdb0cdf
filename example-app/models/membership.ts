import { DataTypes, Model } from 'sequelize';
import type { InferAttributes, InferCreationAttributes, ModelStatic, Sequelize } from 'sequelize';

/** That a user has a role. */
export class Membership extends Model<InferAttributes<Membership>, InferCreationAttributes<Membership>> {
  declare roleId: number;
  declare userId: number;
}

export function defineMembership(sequelize: Sequelize): ModelStatic<Membership> {
  const model: ModelStatic<Membership> = class extends Membership {};
  return model.init(
    {
      roleId: { type: DataTypes.INTEGER, primaryKey: true },
      userId: { type: DataTypes.INTEGER, primaryKey: true },
    },
    { sequelize, modelName: 'Membership', tableName: 'memberships', underscored: true, timestamps: false },
  );
}
