import type { Model, ModelStatic } from 'sequelize';
import { isOwnHook } from '../../../models/model-context.js';

/** What Sequelize runs around statements by its models, and around every statement. */
const WRITING: readonly string[] = [
  'beforeBulkCreate',
  'afterBulkCreate',
  'beforeBulkUpdate',
  'afterBulkUpdate',
  'beforeValidate',
  'afterValidate',
  'validationFailed',
  'beforeCreate',
  'afterCreate',
  'beforeUpdate',
  'afterUpdate',
  'beforeSave',
  'afterSave',
  'beforeQuery',
  'afterQuery',
];

const READING: readonly string[] = [
  'beforeFind',
  'beforeFindAfterExpandIncludeAll',
  'beforeFindAfterOptions',
  'afterFind',
  'beforeQuery',
  'afterQuery',
];

interface Hooked {
  readonly options: { readonly hooks?: Readonly<Record<string, unknown>> };
}

/**
 * Whether the host has put a hook on a model, or on its Sequelize, that must run when rows of it are written. It may be
 * put there, and taken away, at any time: this is asked at each write.
 */
export function hasWritingHooks(model: ModelStatic<Model>): boolean {
  return WRITING.some((name) => hasHook(model, name));
}

/** The same for rows that are read. */
export function hasReadingHooks(model: ModelStatic<Model>): boolean {
  return READING.some((name) => hasHook(model, name));
}

function hasHook(model: ModelStatic<Model>, name: string): boolean {
  return [model, model.sequelize].some((owner) => {
    const hooks = (owner as unknown as Hooked | undefined)?.options.hooks?.[name];
    return Array.isArray(hooks) ? hooks.some((hook) => !isOwnHook(hook)) : hooks !== undefined;
  });
}
