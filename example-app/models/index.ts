import type { ModelStatic, Sequelize } from 'sequelize';
import type { Membership } from './membership.js';
import { defineMembership } from './membership.js';
import type { PurchaseRequest } from './purchase-request.js';
import { definePurchaseRequest } from './purchase-request.js';
import type { Role } from './role.js';
import { defineRole } from './role.js';
import type { User } from './user.js';
import { defineUser } from './user.js';

/** The application's own models. */
export interface Models {
  readonly User: ModelStatic<User>;
  readonly Role: ModelStatic<Role>;
  readonly Membership: ModelStatic<Membership>;
  readonly PurchaseRequest: ModelStatic<PurchaseRequest>;
}

export function defineModels(sequelize: Sequelize): Models {
  const User = defineUser(sequelize);
  const Role = defineRole(sequelize);
  const Membership = defineMembership(sequelize);
  User.belongsTo(User, { as: 'manager', foreignKey: 'managerId' });
  User.belongsToMany(Role, { as: 'roles', through: Membership, foreignKey: 'userId', otherKey: 'roleId' });
  return { User, Role, Membership, PurchaseRequest: definePurchaseRequest(sequelize) };
}
