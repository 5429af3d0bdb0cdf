import type { RoleId } from '../../types.js';
import {
  refuse,
  requireAttribute,
  requireColumn,
  requireKnownOptions,
  requireModel,
  requireObject,
} from './checks.js';
import { MEMBERSHIP } from './options.js';
import { discoverMembership } from './discover-membership.js';
import type { RoleMembership, SequelizeDirectoryOptions } from './options.js';
import { resolveRoleMatch } from './role-match.js';
import type { MatchRole } from './role-match.js';
import { among, selectColumn } from './select.js';
import type { Conditions } from './select.js';
import type { UserTable } from './user-table.js';

/** What users who have a role hold; `null` where nobody can have it. */
export type FindMembers = (role: RoleId) => Conditions | null;

/**
 * Checks how users have roles.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function resolveRoleMembers(users: UserTable, options: SequelizeDirectoryOptions): FindMembers {
  const { Role, through, roleField } = options;
  const match = resolveRoleMatch(users, options);
  if (through !== undefined && roleField !== undefined) {
    refuse('through', 'cannot be combined with "roleField"');
  }
  const discovered =
    Role === undefined || through !== undefined || roleField !== undefined
      ? { through, roleField }
      : { through: undefined, roleField: undefined, ...discoverMembership(users.model, Role) };
  if (discovered.through !== undefined) return byJoinModel(users, discovered.through, match);
  if (discovered.roleField !== undefined) return byUserField(users, discovered.roleField, match);
  return () => null;
}

function byUserField({ model }: UserTable, roleField: string, match: MatchRole): FindMembers {
  const column = requireColumn(model, roleField, 'roleField');
  return (role) => {
    const value = match(role, column);
    return value === null ? null : { [column.attribute]: value };
  };
}

function byJoinModel(users: UserTable, through: RoleMembership, match: MatchRole): FindMembers {
  requireObject(through, 'through', '{ model, userField, roleField }');
  requireKnownOptions(through, MEMBERSHIP, 'through');
  const model = requireModel(through.model, 'through.model', users.model);
  const user = requireColumn(model, through.userField, 'through.userField');
  const role = requireColumn(model, through.roleField, 'through.roleField');
  const { where = {} } = through;
  for (const name of Object.keys(where)) requireAttribute(model, name, `through.where.${name}`);
  return (asked) => {
    const value = match(asked, role);
    if (value === null) return null;
    return { [users.id.attribute]: among(selectColumn(user, { ...where, [role.attribute]: value })) };
  };
}
