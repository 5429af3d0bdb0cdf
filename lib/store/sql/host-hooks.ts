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

/** Hooks that the engine itself has put on models of the host's. */
const OURS = new WeakSet<object>();

/** Notes that a hook is the engine's own: it asks for nothing when the engine writes. */
export function ownHook<Hook extends object>(hook: Hook): Hook {
  OURS.add(hook);
  return hook;
}

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
    return Array.isArray(hooks) ? (hooks as readonly object[]).some(isOfHost) : hooks !== undefined;
  });
}

/** @param hook - A function, or one with the name under which it was added */
function isOfHost(hook: object): boolean {
  const { fn } = hook as { readonly fn?: object };
  return !isOwnHook(hook) && !OURS.has(fn ?? hook);
}
