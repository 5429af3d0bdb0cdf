import type { Directory } from '../lib/index.js';
import type { Models } from './models/index.js';

/**
 * The application's users, roles and managers, as the workflow engine asks for them: one query for each question,
 * in the transaction in which it is asked.
 */
export function createDirectory({ User }: Pick<Models, 'User'>): Directory {
  return {
    userIdType: 'integer',

    findUsers: (ids, { transaction }) => User.findAll({ where: { id: [...ids] }, transaction }),

    findRoleMembers: async (role, { transaction }) => {
      // Whoever defines a workflow may write any text for a role; PostgreSQL compares an id with numbers only.
      const id = Number(role);
      if (!Number.isSafeInteger(id)) return [];
      return User.findAll({
        include: { association: 'roles', where: { id }, attributes: [], through: { attributes: [] } },
        transaction,
      });
    },

    findManager: async (user, { transaction }) => {
      const found = await User.findByPk(user, { include: 'manager', transaction });
      return found?.manager ?? null;
    },
  };
}
