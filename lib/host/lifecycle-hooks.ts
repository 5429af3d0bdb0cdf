import type { BulkCreateOptions, DestroyOptions, Model, WhereOptions } from 'sequelize';
import type { CommandContext } from '../commands/context.js';
import { ownHook } from '../store/sql/host-hooks.js';
import type { FailureListener } from './lifecycle-failures.js';
import type { HookOptions } from './lifecycle-follower.js';
import { LifecycleFollower } from './lifecycle-follower.js';
import { referenceOf } from './object-input.js';
import type { RegisteredModel } from './register-options.js';

interface LifecycleOptions {
  readonly context: CommandContext;
  readonly registered: RegisteredModel;
  /** Tells hooks of several engines apart. */
  readonly hookName: string;
  readonly onFailure: FailureListener;
}

/** Lets the workflows of a model follow its objects: created, changed, destroyed, alone and in bulk. */
export function followLifecycle({ context, registered, hookName, onFailure }: LifecycleOptions): void {
  const { model, primaryKey, keyColumn, options } = registered;
  const follower = new LifecycleFollower(context, registered, onFailure);
  if ((options.autoStart ?? false) !== false) followCreation(follower, registered, hookName);
  // What did not fit the condition when it was created may fit it later.
  if (typeof options.autoStart === 'string' || typeof options.autoStart === 'function') {
    const updated = (instance: Model, hook: HookOptions): Promise<void> => follower.updated(instance, hook);
    model.addHook('afterUpdate', hookName, ownHook(updated));
  }
  // Afterwards nobody can ask the rows for their names any more: note them before, act after.
  const doomed = new WeakMap<object, readonly string[]>();
  if (!keyColumn.isInteger) {
    model.addHook('beforeDestroy', hookName, async (instance, { transaction = null }: HookOptions) => {
      const named = await context.objects.resolve(referenceOf(registered, instance), transaction);
      doomed.set(instance, named === null ? [] : [named.objectId]);
    });
  }
  model.addHook('afterDestroy', hookName, (instance, hook: HookOptions) =>
    follower.destroyed(doomed.get(instance) ?? [instance], hook),
  );
  model.addHook('beforeBulkDestroy', hookName, async (hook) => {
    doomed.set(hook, await findNames(registered, hook));
  });
  model.addHook('afterBulkDestroy', hookName, async (hook) => {
    const names = doomed.get(hook) ?? [];
    // With a limit only the database knows which of them it took.
    const where = { [primaryKey]: names.map((name) => keyColumn.toValue(name)) } as WhereOptions;
    const spared = hook.limit === undefined ? [] : await findNames(registered, { ...hook, where });
    const isSpared = new Set(spared);
    await follower.destroyed(
      names.filter((name) => !isSpared.has(name)),
      hook as HookOptions,
    );
  });
}

function followCreation(
  follower: LifecycleFollower,
  { model, primaryKey }: RegisteredModel,
  hookName: string,
): void {
  // Those that had no key were given one by the database.
  const unnamed = new WeakMap<object, boolean>();
  const created = (instance: Model, hook: HookOptions): Promise<void> => follower.created(instance, hook);
  const creating = (instances: readonly Model[], hook: object): void => {
    unnamed.set(
      hook,
      instances.every((instance) => (instance.get(primaryKey) ?? null) === null),
    );
  };
  const createdInBulk = (instances: readonly Model[], hook: HookOptions & BulkCreateOptions): Promise<void> =>
    follower.createdInBulk(instances, { ...hook, areKeysGenerated: unnamed.get(hook) ?? false });
  model.addHook('afterCreate', hookName, ownHook(created));
  model.addHook('beforeBulkCreate', hookName, ownHook(creating));
  model.addHook('afterBulkCreate', hookName, ownHook(createdInBulk));
}

/** The names of the objects that a bulk destroy means. Its condition already holds the scope it was called on. */
async function findNames(
  { model, keyColumn }: RegisteredModel,
  { where, transaction = null }: DestroyOptions,
): Promise<readonly string[]> {
  const rows = await model.unscoped().findAll({
    ...(where === undefined ? {} : { where }),
    attributes: keyColumn.selected(),
    transaction,
  });
  return rows.map((row) => keyColumn.nameOf(row));
}
