import type { Model, ModelStatic, Utils, WhereOptions } from 'sequelize';
import { literal, Op } from 'sequelize';
import { fieldOf } from './column.js';
import type { Column } from './column.js';

/** What rows must hold, by attribute. */
export type Conditions = Readonly<Record<string, unknown>>;

/** How far below a role its members are looked for, so that a circle of roles comes to an end. */
const MAX_LEVELS = 32;

interface Generator {
  selectQuery(
    table: unknown,
    options: { attributes: (string | Utils.Literal)[]; where: WhereOptions },
    model: ModelStatic<Model>,
  ): string;
}

/** The keys that a select finds, as the value of a condition. */
export function among(sql: string): object {
  return { [Op.in]: literal(`(${sql})`) };
}

/** A select of one column's values, without rows that were softly deleted. */
export function selectColumn({ model, attribute }: Column, where: Conditions): string {
  return select(model, [fieldOf(model, attribute)], where);
}

/** A select of the keys of these roles and of all roles below them. */
export function selectWithDescendants(id: Column, parent: Column, where: Conditions): string {
  const { model } = id;
  const key = fieldOf(model, id.attribute);
  const roots = select(model, [key, literal('0')], where);
  const links = select(model, [key, fieldOf(model, parent.attribute)], {});
  // Columns are named here, because a host's `minifyAliases` renames aliases. UNION, not UNION ALL: several roads to a
  // role are one.
  return (
    `WITH RECURSIVE role_link (id, parent_id) AS (${links}), ` +
    `role_tree (id, level) AS (${roots} UNION SELECT role_link.id, role_tree.level + 1 ` +
    `FROM role_link JOIN role_tree ON role_link.parent_id = role_tree.id ` +
    `WHERE role_tree.level < ${MAX_LEVELS}) SELECT id FROM role_tree`
  );
}

function select(
  model: ModelStatic<Model>,
  attributes: (string | Utils.Literal)[],
  where: Conditions,
): string {
  const conditions = Object.entries({ ...where, ...notDeleted(model) });
  const byField = conditions.map(([attribute, value]) => [fieldOf(model, attribute), value] as const);
  const generator = model.sequelize?.getQueryInterface().queryGenerator as Generator;
  const options = { attributes, where: Object.fromEntries(byField) };
  return generator.selectQuery(model.getTableName(), options, model).replace(/;$/, '');
}

/** Whether a model's rows are softly deleted. */
export function isParanoid({ options }: ModelStatic<Model>): boolean {
  return options.paranoid === true && options.timestamps !== false;
}

function notDeleted(model: ModelStatic<Model>): Conditions {
  if (!isParanoid(model)) return {};
  const { deletedAt } = model.options;
  const attribute = typeof deletedAt === 'string' ? deletedAt : 'deletedAt';
  const attributes: Readonly<Record<string, { readonly defaultValue?: unknown }>> = model.getAttributes();
  return { [attribute]: attributes[attribute]?.defaultValue ?? null };
}
