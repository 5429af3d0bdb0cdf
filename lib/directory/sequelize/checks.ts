import type { Model, ModelStatic } from 'sequelize';
import { refused, requireKnown } from '../../known-options.js';
import { columnOf, fieldOf } from './column.js';
import type { Column } from './column.js';

/** Refuses an option. @throws WorkflowError `INVALID_CONFIGURATION`, naming it */
export function refuse(path: string, expected: string): never {
  throw refused({ caller: 'sequelizeDirectory', code: 'INVALID_CONFIGURATION' }, path, expected);
}

/** A model of the host. @throws WorkflowError `INVALID_CONFIGURATION` where it is none, or of another Sequelize */
export function requireModel(
  value: ModelStatic<Model> | undefined,
  path: string,
  beside?: ModelStatic<Model>,
): ModelStatic<Model> {
  // JavaScript hosts have no compiler to tell them.
  const model = value as Partial<ModelStatic<Model>> | null | undefined;
  if (value === undefined || typeof model?.getAttributes !== 'function' || model.sequelize === undefined) {
    return refuse(path, 'must be a Sequelize model that has been initialised');
  }
  if (beside !== undefined && beside.sequelize !== value.sequelize) {
    return refuse(path, `must be of the same Sequelize as ${beside.name}`);
  }
  return value;
}

/** The one column of a model's primary key. @throws WorkflowError `INVALID_CONFIGURATION` */
export function requirePrimaryKey(model: ModelStatic<Model>, path: string): Column {
  const [attribute, ...others] = model.primaryKeyAttributes;
  const column = attribute === undefined || others.length > 0 ? null : columnOf(model, attribute);
  return (
    column ??
    refuse(path, `must have one column as its primary key: an integer, a UUID or text; see ${model.name}`)
  );
}

/** The name of an attribute. @throws WorkflowError `INVALID_CONFIGURATION` where the model has none of this name */
export function requireAttribute(model: ModelStatic<Model>, attribute: string, path: string): string {
  const names = Object.keys(model.getAttributes());
  if (names.includes(attribute)) return attribute;
  const meant = names.find((name) => fieldOf(model, name) === attribute);
  const hint =
    meant === undefined
      ? `is none; there are ${names.join(', ')}`
      : `is a column, and its attribute is "${meant}"`;
  return refuse(path, `must be an attribute of ${model.name}; "${attribute}" ${hint}`);
}

/** A column that holds keys. @throws WorkflowError `INVALID_CONFIGURATION` */
export function requireColumn(model: ModelStatic<Model>, attribute: string, path: string): Column {
  const column = columnOf(model, requireAttribute(model, attribute, path));
  return (
    column ?? refuse(path, `must be an integer, a UUID, an enum or text; ${model.name}.${attribute} is not`)
  );
}

/** Refuses what is no object, as from JavaScript. @throws WorkflowError `INVALID_CONFIGURATION` */
export function requireObject(value: unknown, path: string, expected: string): void {
  if (typeof value !== 'object' || value === null) refuse(path, `must be ${expected}`);
}

/** Refuses an option that there is not. @throws WorkflowError `INVALID_CONFIGURATION`, naming it */
export function requireKnownOptions(value: object, keys: Readonly<Record<string, true>>, path = ''): void {
  requireKnown(value, keys, { caller: 'sequelizeDirectory', path, code: 'INVALID_CONFIGURATION' });
}
