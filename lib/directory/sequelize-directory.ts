import type { Model } from 'sequelize';
import type { Directory, DirectoryUser, LookupContext } from '../types.js';
import { requireKnownOptions, requireObject } from './sequelize/checks.js';
import { resolveDepartmentHead, resolveManager, resolveTeamHead } from './sequelize/heads.js';
import type { FindHead } from './sequelize/heads.js';
import { OPTIONS } from './sequelize/options.js';
import type { SequelizeDirectoryOptions } from './sequelize/options.js';
import { resolveRoleMembers } from './sequelize/role-members.js';
import { UserTable } from './sequelize/user-table.js';

/**
 * Makes a {@link Directory} of a host whose users and roles are Sequelize models.
 *
 * Every question is one query, in the transaction in which it is asked, for the attributes that are needed. It is
 * asked within the company, past every scope of the models, and finds nothing that was softly deleted. What cannot be
 * a key (text where keys are integers, a malformed UUID) is not found, without asking the database. Hooks such as
 * `afterFind` on the user model run as ever: a query of theirs must take the transaction too.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where an option does not fit the models, naming it
 *
 * @example
 * ```ts
 * const directory = sequelizeDirectory({
 *   User,
 *   nameField: 'fullName',
 *   activeField: 'enabled',
 *   companyField: 'companyId',
 *   managerField: 'managerId',
 *   Role, // User.belongsToMany(Role, { through: UserRole })
 *   roleKey: 'name', // an approval may say user_role: 'finance'
 *   departmentHead: { model: Department, headField: 'headId' },
 * });
 * const engine = createWorkflowEngine({ sequelize, directory });
 * ```
 */
export function sequelizeDirectory<User extends Model>(options: SequelizeDirectoryOptions<User>): Directory {
  requireObject(options, 'User', 'given: the model of the users');
  requireKnownOptions(options, OPTIONS);
  const users = new UserTable(options);
  const roleMembers = resolveRoleMembers(users, options);
  const departmentHead = resolveDepartmentHead(users, options);
  const teamHead = resolveTeamHead(users, options);
  return {
    userIdType: users.idType,
    findUsers: (ids, context) => users.withIds(ids, context),
    findRoleMembers: (role, context) => users.find(roleMembers(role), context),
    findManager: headOf(users, resolveManager(users, options)),
    ...(departmentHead === null ? {} : { findDepartmentHead: headOf(users, departmentHead) }),
    ...(teamHead === null ? {} : { findTeamHead: headOf(users, teamHead) }),
  };
}

function headOf<Asked>(
  users: UserTable,
  findHead: FindHead<Asked>,
): (asked: Asked, context: LookupContext) => Promise<DirectoryUser | null> {
  return async (asked, context) => {
    const [head] = await users.find(await findHead(asked, context), context);
    return head ?? null;
  };
}
