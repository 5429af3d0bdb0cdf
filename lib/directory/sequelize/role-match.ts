import type { RoleId } from '../../types.js';
import { refuse, requireColumn, requireModel, requirePrimaryKey } from './checks.js';
import { toKey } from './column.js';
import type { Column } from './column.js';
import type { SequelizeDirectoryOptions } from './options.js';
import { among, isParanoid, selectColumn, selectWithDescendants } from './select.js';
import type { UserTable } from './user-table.js';

/** What a column that holds a role must hold for the role that is asked for; `null` where no row can. */
export type MatchRole = (role: RoleId, column: Column) => unknown;

/**
 * Checks how roles are named and nested.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function resolveRoleMatch(users: UserTable, options: SequelizeDirectoryOptions): MatchRole {
  const { Role, roleKey, parentField } = options;
  if (Role === undefined) {
    if (roleKey !== undefined) refuse('roleKey', 'needs "Role", whose attribute it is');
    if (parentField !== undefined) refuse('parentField', 'needs "Role", whose attribute it is');
    return (role, column) => toKey(column, role);
  }
  const model = requireModel(Role, 'Role', users.model);
  const id = requirePrimaryKey(model, 'Role');
  const key = roleKey === undefined ? id : requireColumn(model, roleKey, 'roleKey');
  const parent = parentField === undefined ? null : requireColumn(model, parentField, 'parentField');
  return (role, column) => {
    const named = typeof role === 'number' && id.kind === 'integer' && key.kind !== 'integer' ? id : key;
    const value = toKey(named, role);
    if (value === null) return null;
    const where = { [named.attribute]: value };
    if (parent !== null) return among(selectWithDescendants(id, parent, where));
    // The table of roles need not be read to know a key, unless it may have been deleted softly.
    return named === id && !isParanoid(model) ? toKey(column, value) : among(selectColumn(id, where));
  };
}
