import type { LookupContext, UserId } from '../../types.js';
import {
  refuse,
  requireColumn,
  requireKnownOptions,
  requireModel,
  requireObject,
  requirePrimaryKey,
} from './checks.js';
import { HEAD_MODEL } from './options.js';
import { toKey } from './column.js';
import type { Column } from './column.js';
import type { FindHeadId, HeadModel, SequelizeDirectoryOptions } from './options.js';
import { among, selectColumn } from './select.js';
import type { Conditions } from './select.js';
import type { UserTable } from './user-table.js';

/** What the user who leads another, a team or a department holds; `null` where there is nobody. */
export type FindHead<Asked> = (
  asked: Asked,
  context: LookupContext,
) => Conditions | null | Promise<Conditions | null>;

/** The manager of a user. @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function resolveManager(
  users: UserTable,
  { managerField }: SequelizeDirectoryOptions,
): FindHead<UserId> {
  if (managerField === undefined) return () => null;
  const column = requireColumn(users.model, managerField, 'managerField');
  return (user, context) => withId(users, users.selectOf(user, column, context));
}

/** The head of a department. @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function resolveDepartmentHead(
  users: UserTable,
  { departmentHead }: SequelizeDirectoryOptions,
): FindHead<string> | null {
  if (departmentHead === undefined) return null;
  if (typeof departmentHead === 'function') return byFunction(users, departmentHead);
  const { id, head } = requireHead(users, departmentHead, 'departmentHead');
  return (department) => {
    const key = toKey(id, department);
    return key === null ? null : withId(users, selectColumn(head, { [id.attribute]: key }));
  };
}

/** The head of a user's team. @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function resolveTeamHead(
  users: UserTable,
  { teamHead, teamField }: SequelizeDirectoryOptions,
): FindHead<UserId> | null {
  if (teamHead === undefined) {
    if (teamField !== undefined) refuse('teamField', 'needs "teamHead", the model of the teams');
    return null;
  }
  if (typeof teamHead === 'function') return byFunction(users, teamHead);
  const { id, head } = requireHead(users, teamHead, 'teamHead');
  if (teamField === undefined) return refuse('teamField', `must name the attribute with a user's team`);
  const column = requireColumn(users.model, teamField, 'teamField');
  return (user, context) => {
    const team = users.selectOf(user, column, context);
    return team === null ? null : withId(users, selectColumn(head, { [id.attribute]: among(team) }));
  };
}

function requireHead(
  users: UserTable,
  given: HeadModel,
  path: string,
): { readonly id: Column; readonly head: Column } {
  requireObject(given, path, '{ model, headField } or a function');
  requireKnownOptions(given, HEAD_MODEL, path);
  const model = requireModel(given.model, `${path}.model`, users.model);
  const head = requireColumn(model, given.headField, `${path}.headField`);
  return { id: requirePrimaryKey(model, `${path}.model`), head };
}

function withId(users: UserTable, select: string | null): Conditions | null {
  return select === null ? null : { [users.id.attribute]: among(select) };
}

function byFunction<Asked>(users: UserTable, findHeadId: FindHeadId<Asked>): FindHead<Asked> {
  return async (asked, context) => {
    const id = await findHeadId(asked, context);
    const key = id === null ? null : toKey(users.id, id);
    return key === null ? null : { [users.id.attribute]: key };
  };
}
