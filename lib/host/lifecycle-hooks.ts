import type { BulkCreateOptions, DestroyOptions, Model, Transaction, WhereOptions } from 'sequelize';
import type { ObjectFailure } from '../actions/events.js';
import { cancel } from '../commands/cancel.js';
import type { CommandContext } from '../commands/context.js';
import type { CommandOutcome } from '../commands/run-command.js';
import { currentStageName } from '../commands/summary.js';
import { WorkflowError } from '../errors.js';
import type { ObjectReference } from '../types.js';
import { startsByItself } from './auto-start.js';
import { factsOf } from './model-registry.js';
import { referenceOf } from './object-input.js';
import { wholeRow } from './object-attributes.js';
import type { RegisteredModel } from './register-options.js';
import { requesterOf, startWorkflow } from './start-workflow.js';

/** Told when an object was saved without a transaction and its workflow then failed. */
export type FailureListener = (failure: ObjectFailure) => void;

/** What a command says of an attachment that is over. */
const OVER: ReadonlySet<string> = new Set(['ATTACHMENT_CLOSED', 'ATTACHMENT_NOT_FOUND']);

interface LifecycleOptions {
  readonly context: CommandContext;
  readonly registered: RegisteredModel;
  /** Tells hooks of several engines apart. */
  readonly hookName: string;
  readonly onFailure: FailureListener;
}

interface HookOptions {
  readonly transaction?: Transaction | null | undefined;
}

/** Lets the workflows of a model follow its objects: created, changed, destroyed, alone and in bulk. */
export function followLifecycle({ context, registered, hookName, onFailure }: LifecycleOptions): void {
  const { model, primaryKey, keyColumn, options } = registered;
  const follower = new LifecycleFollower(context, registered, onFailure);
  if ((options.autoStart ?? false) !== false) {
    model.addHook('afterCreate', hookName, (instance, hook: HookOptions) => follower.created(instance, hook));
    model.addHook('afterBulkCreate', hookName, (instances, hook) =>
      follower.createdInBulk(instances as Model[], hook as HookOptions & BulkCreateOptions),
    );
  }
  // What did not fit the condition when it was created may fit it later.
  if (typeof options.autoStart === 'string' || typeof options.autoStart === 'function') {
    model.addHook('afterUpdate', hookName, (instance, hook: HookOptions) => follower.updated(instance, hook));
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
    await follower.destroyed(
      names.filter((name) => !spared.includes(name)),
      hook as HookOptions,
    );
  });
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

class LifecycleFollower {
  readonly #context: CommandContext;
  readonly #registered: RegisteredModel;
  readonly #onFailure: FailureListener;

  constructor(context: CommandContext, registered: RegisteredModel, onFailure: FailureListener) {
    this.#context = context;
    this.#registered = registered;
    this.#onFailure = onFailure;
  }

  async created(instance: Model, { transaction }: HookOptions): Promise<void> {
    await this.#guard(instance, transaction, async () => {
      this.#showAll(instance, await this.#start(instance, transaction ?? undefined));
    });
  }

  /** Starts the workflow of an object that has never had one, and fits the condition now. */
  async updated(instance: Model, { transaction }: HookOptions): Promise<void> {
    const { model, primaryKey, keyColumn, options } = this.#registered;
    await this.#guard(instance, transaction, async ({ objectId }) => {
      const passed = transaction ?? undefined;
      const inside = this.#context.transactions.joined(passed);
      // The instance at hand may know only some of its attributes.
      const where = { [primaryKey]: keyColumn.toValue(objectId) } as WhereOptions;
      const whole = await model
        .unscoped()
        .findOne({ where, attributes: wholeRow(model), transaction: inside });
      if (whole === null) return;
      const object = referenceOf(this.#registered, whole);
      const { company = '' } = factsOf(whole, options);
      if ((await this.#context.attachments.findLatest(object, company, inside)) !== null) return;
      this.#showAll(instance, await this.#start(whole, passed));
    });
  }

  async #start(instance: Model, transaction: Transaction | undefined): Promise<CommandOutcome | null> {
    const registered = this.#registered;
    if (!(await startsByItself(this.#context, registered, instance, transaction))) return null;
    const actor = requesterOf(registered, instance);
    return startWorkflow(this.#context, registered, { instance, actor }, transaction);
  }

  async createdInBulk(instances: readonly Model[], hook: HookOptions & BulkCreateOptions): Promise<void> {
    // With individual hooks each object was already followed on its own.
    if (hook.individualHooks === true) return;
    const { key, primaryKey } = this.#registered;
    const mayExist = hook.ignoreDuplicates === true || hook.updateOnDuplicate !== undefined;
    for (const instance of instances) {
      if (mayExist || (instance.get(primaryKey) ?? null) === null) {
        this.#context.logger.warn(
          `A bulk create of ${key} gave no reliable ids: its workflows were not started.`,
        );
        return;
      }
      await this.created(instance, hook);
    }
  }

  /** @param objects - By their names, or those whose names are what they hold */
  async destroyed(objects: readonly (Model | string)[], { transaction }: HookOptions): Promise<void> {
    for (const object of objects) {
      await this.#guard(object, transaction, (named) => this.#cancelOpen(named, transaction ?? undefined));
    }
  }

  async #cancelOpen(object: ObjectReference, transaction: Transaction | undefined): Promise<void> {
    const open = await this.#context.attachments.findOpen(
      object,
      this.#context.transactions.joined(transaction),
    );
    const request = { actor: null, reason: 'The object was deleted.', transaction };
    for (const { id, company } of open) {
      try {
        await cancel(this.#context, { ...request, target: { attachmentId: id }, company });
      } catch (error) {
        if (!isOver(error)) throw error;
      }
    }
  }

  /**
   * In a transaction, a failure is the host's: it rolls back object and workflow together. Without one the object
   * is already saved, so that the failure is reported and the host's call goes on.
   */
  async #guard(
    subject: Model | string,
    transaction: HookOptions['transaction'],
    work: (object: ObjectReference) => Promise<void>,
  ): Promise<void> {
    const { key: model, primaryKey } = this.#registered;
    const held: unknown = typeof subject === 'string' ? subject : subject.getDataValue(primaryKey as never);
    let object = { model, objectId: String(held) };
    const joined = this.#context.transactions.joined(transaction ?? undefined);
    try {
      if (typeof subject !== 'string') object = referenceOf(this.#registered, subject);
      await work(object);
    } catch (error) {
      if (joined !== null) throw error;
      const code = error instanceof WorkflowError ? error.code : undefined;
      this.#context.logger.error(
        `The workflow of ${object.model} ${object.objectId} failed; the object itself is saved. ` +
          'Pass a transaction to keep the two together.',
        { ...object, code, error },
      );
      this.#onFailure({ object, error });
    }
  }

  #showAll(instance: Model, outcome: CommandOutcome | null): void {
    if (outcome === null) return;
    const { attachment, plan } = outcome;
    const { statusField, stageField } = this.#registered.options;
    this.#show(instance, statusField, attachment.status);
    this.#show(instance, stageField, currentStageName(plan, attachment));
  }

  /** Shows in memory what was written to the row, without marking it as changed. */
  #show(instance: Model, field: string | undefined, value: unknown): void {
    if (field === undefined) return;
    instance.setDataValue(field, value);
    (instance.changed as (this: Model, field: string, isChanged: boolean) => void).call(
      instance,
      field,
      false,
    );
  }
}

/** Whether somebody else has ended the attachment, or deleted it, since it was found open: there is nothing left to do. */
function isOver(error: unknown): boolean {
  return error instanceof WorkflowError && OVER.has(error.code);
}
