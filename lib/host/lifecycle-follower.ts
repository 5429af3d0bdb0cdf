import type { BulkCreateOptions, Model, Transaction, WhereOptions } from 'sequelize';
import { attach, attachAll } from '../commands/attach.js';
import { cancelOpen } from '../commands/cancel-open.js';
import type { CommandOutcome } from '../commands/command-batch.js';
import type { CommandContext } from '../commands/context.js';
import { mayShareBatch } from '../commands/share-batch.js';
import { currentStageName } from '../commands/summary.js';
import type { OpenAttachment } from '../store/attachments.js';
import { lists } from '../store/sql/statement-text.js';
import type { Requesters } from './auto-start.js';
import { findRequesters, startsByItself } from './auto-start.js';
import { correctKeys } from './generated-keys.js';
import type { FailureListener, Subject } from './lifecycle-failures.js';
import { LifecycleFailures, nameOf } from './lifecycle-failures.js';
import { factsOf } from './object-facts.js';
import { referenceOf } from './object-input.js';
import { wholeRow } from './object-attributes.js';
import type { RegisteredModel } from './register-options.js';
import { mayStartTogether, requesterOf, workflowFor } from './start-workflow.js';

/** What hooks are told of the call that they belong to. */
export interface HookOptions {
  readonly transaction?: Transaction | null | undefined;
}

/** What is known of a bulk create. */
interface BulkCreation
  extends HookOptions, Pick<BulkCreateOptions, 'individualHooks' | 'ignoreDuplicates' | 'updateOnDuplicate'> {
  /** Whether the database gave all of the keys. */
  readonly areKeysGenerated: boolean;
}

const REASON = 'The object was deleted.';

/** Starts and cancels the workflows of one model's objects, as these are created, changed and destroyed. */
export class LifecycleFollower {
  readonly #context: CommandContext;
  readonly #registered: RegisteredModel;
  readonly #failures: LifecycleFailures;

  constructor(context: CommandContext, registered: RegisteredModel, onFailure: FailureListener) {
    this.#context = context;
    this.#registered = registered;
    this.#failures = new LifecycleFailures(context, registered, onFailure);
  }

  /** Starts the workflow of an object that fits the condition. */
  async created(instance: Model, hook: HookOptions): Promise<void> {
    await this.#start([instance], hook);
  }

  /** Starts the workflow of an object that has never had one, and fits the condition now. */
  async updated(instance: Model, { transaction }: HookOptions): Promise<void> {
    const { model, primaryKey, keyColumn, options } = this.#registered;
    await this.#failures.guard(instance, transaction, async ({ objectId }) => {
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
      if (!(await this.#fits(whole, await this.#findRequesters([whole], passed)))) return;
      this.#showAll(instance, await this.#attach(whole, passed));
    });
  }

  /** Starts the workflows of objects that fit the condition. */
  async createdInBulk(instances: readonly Model[], hook: BulkCreation): Promise<void> {
    // With individual hooks each object was already followed on its own.
    if (hook.individualHooks === true) return;
    const { key, primaryKey } = this.#registered;
    const mayExist = hook.ignoreDuplicates === true || hook.updateOnDuplicate !== undefined;
    if (mayExist || instances.some((instance) => (instance.get(primaryKey) ?? null) === null)) {
      this.#context.logger.warn(
        `A bulk create of ${key} gave no reliable ids: its workflows were not started.`,
      );
      return;
    }
    if (hook.areKeysGenerated) {
      const joined = this.#context.transactions.joined(hook.transaction ?? undefined);
      await correctKeys(this.#registered, instances, joined);
    }
    for (const some of lists(instances)) await this.#start(some, hook);
  }

  /** Cancels what is open for objects. @param objects - By their names, or those whose names are what they hold */
  async destroyed(objects: readonly Subject[], { transaction }: HookOptions): Promise<void> {
    const given = transaction ?? undefined;
    for (const some of lists(objects)) {
      await this.#failures.guardAll(some, transaction, {
        together: async () => {
          const open = await this.#findOpen(
            some.map((object) => nameOf(this.#registered, object)),
            given,
          );
          if (!(await this.#mayCancelTogether(open, given))) return false;
          await this.#cancel(open, given);
          return true;
        },
        each: async (object) => {
          for (const one of await this.#findOpen([nameOf(this.#registered, object)], given))
            await this.#cancel([one], given);
        },
      });
    }
  }

  async #start(instances: readonly Model[], { transaction }: HookOptions): Promise<void> {
    const given = transaction ?? undefined;
    const fitting = await this.#whichFit(instances, transaction);
    await this.#failures.guardAll(fitting, transaction, {
      together: async () => {
        const requests = fitting.map((instance) => this.#requestFor(instance));
        if (!(await mayStartTogether(this.#context, requests, given))) return false;
        const outcomes = await attachAll(this.#context, requests, given);
        for (const [index, instance] of fitting.entries()) this.#showAll(instance, outcomes[index]);
        return true;
      },
      each: async (instance) => this.#showAll(instance, await this.#attach(instance, given)),
    });
  }

  async #whichFit(
    instances: readonly Model[],
    transaction: HookOptions['transaction'],
  ): Promise<readonly Model[]> {
    const fitting: Model[] = [];
    let requesters: Promise<Requesters> | undefined;
    for (const instance of instances) {
      await this.#failures.guard(instance, transaction, async () => {
        requesters ??= this.#findRequesters(instances, transaction ?? undefined);
        if (await this.#fits(instance, await requesters)) fitting.push(instance);
      });
    }
    return fitting;
  }

  async #findRequesters(
    instances: readonly Model[],
    transaction: Transaction | undefined,
  ): Promise<Requesters> {
    return findRequesters(this.#context, this.#registered, instances, transaction);
  }

  async #fits(instance: Model, requesters: Requesters): Promise<boolean> {
    return startsByItself(this.#context, this.#registered, instance, requesters);
  }

  #requestFor(instance: Model): ReturnType<typeof workflowFor> {
    const registered = this.#registered;
    return workflowFor(registered, { instance, actor: requesterOf(registered, instance) });
  }

  async #attach(instance: Model, transaction: Transaction | undefined): Promise<CommandOutcome> {
    return attach(this.#context, { ...this.#requestFor(instance), transaction });
  }

  async #findOpen(
    objectIds: readonly string[],
    transaction: Transaction | undefined,
  ): Promise<readonly OpenAttachment[]> {
    const { attachments, transactions } = this.#context;
    return attachments.findOpen(this.#registered.key, objectIds, transactions.joined(transaction));
  }

  async #mayCancelTogether(
    open: readonly OpenAttachment[],
    transaction: Transaction | undefined,
  ): Promise<boolean> {
    const { versions, transactions } = this.#context;
    const ids = open.map(({ versionId }) => versionId);
    const plans = await versions.plans(ids, transactions.joined(transaction));
    return mayShareBatch(this.#context, 'cancel', plans.values());
  }

  async #cancel(open: readonly OpenAttachment[], transaction: Transaction | undefined): Promise<void> {
    const { key: model } = this.#registered;
    await cancelOpen(this.#context, { model, open, reason: REASON }, transaction);
  }

  #showAll(instance: Model, outcome: CommandOutcome | undefined): void {
    if (outcome === undefined) return;
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
