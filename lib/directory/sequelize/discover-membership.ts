import type { Association, Model, ModelStatic } from 'sequelize';
import { refuse } from './checks.js';
import type { RoleMembership } from './options.js';

/** How users have roles, as their models say: by a join model, or by a foreign key on the user. */
export type Discovered = { readonly through: RoleMembership } | { readonly roleField: string };

/** What Sequelize's own types leave out of a `belongsToMany`. */
interface ManyToMany {
  readonly foreignKey: string;
  readonly otherKey: string;
  readonly sourceKey: string;
  readonly targetKey: string;
  readonly through: { readonly model: ModelStatic<Model>; readonly scope?: RoleMembership['where'] };
}

/**
 * Finds the association between users and roles: the `belongsToMany`, declared on either side, else the `belongsTo`.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where there is none, or more than one
 */
export function discoverMembership(user: ModelStatic<Model>, role: ModelStatic<Model>): Discovered {
  const joins = [...joinsBetween(user, role, 'user'), ...joinsBetween(role, user, 'role')];
  // Both sides usually declare the one association there is.
  const [through, ...otherJoins] = new Map(joins.map((join) => [describe(join), join])).values();
  if (through !== undefined && otherJoins.length === 0) return { through };
  const [key, ...otherKeys] = new Set(
    associationsOf(user, role, 'BelongsTo').map(({ foreignKey }) => foreignKey),
  );
  if (through === undefined && key !== undefined && otherKeys.length === 0) return { roleField: key };
  const found = through === undefined && key === undefined ? 'no association' : 'several associations';
  return refuse(
    'through',
    `or "roleField" must say how users have roles: ${user.name} has ${found} with ${role.name}`,
  );
}

function associationsOf(
  from: ModelStatic<Model>,
  to: ModelStatic<Model>,
  type: 'BelongsTo' | 'BelongsToMany',
): readonly Association[] {
  const associations = Object.values(from.associations as Readonly<Record<string, Association>>);
  return associations.filter(({ target, associationType }) => target === to && associationType === type);
}

function joinsBetween(
  from: ModelStatic<Model>,
  to: ModelStatic<Model>,
  side: 'user' | 'role',
): readonly RoleMembership[] {
  const found = associationsOf(from, to, 'BelongsToMany') as unknown as readonly ManyToMany[];
  return found
    .filter(
      ({ sourceKey, targetKey }) =>
        sourceKey === from.primaryKeyAttribute && targetKey === to.primaryKeyAttribute,
    )
    .map(({ through: { model, scope }, foreignKey, otherKey }) => ({
      model,
      userField: side === 'user' ? foreignKey : otherKey,
      roleField: side === 'user' ? otherKey : foreignKey,
      ...(scope ? { where: scope } : {}),
    }));
}

function describe({ model, userField, roleField, where }: RoleMembership): string {
  return JSON.stringify([model.name, userField, roleField, where ?? null]);
}
