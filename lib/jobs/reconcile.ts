import type { Model } from 'sequelize';
import { attach } from '../commands/attach.js';
import { WorkflowError } from '../errors.js';
import { findRequesters, startsByItself } from '../host/auto-start.js';
import type { CreatedWithin } from '../host/missing-objects.js';
import { creationAttribute, MissingObjects } from '../host/missing-objects.js';
import { factsOf } from '../host/object-facts.js';
import type { RegisteredModel } from '../host/register-options.js';
import { referenceOf } from '../host/object-input.js';
import { workflowFor } from '../host/start-workflow.js';
import { firstPublications, hasAttachment, registeredSince } from '../store/registrations.js';
import { daysBefore, shortestRetention } from '../store/retention.js';
import { defineJob } from './job.js';
import type { JobOptions, JobRun } from './job-run.js';
import type { NameCounts, NameCursors } from './reconcile-names.js';
import { reconcileNames } from './reconcile-names.js';

const DEFAULT_WITHIN_HOURS = 24;

/** How old an object must be: a younger one may be about to get its workflow from whoever created it. */
const SETTLED_MS = 120_000;

/** What one run of the job has done: in objects, and about names in attachments. */
export interface ReconcileCounts extends NameCounts {
  /** Given the workflow that they had missed. */
  readonly attached: number;
  /** Left without one, because they do not fit the model's `autoStart`. */
  readonly declined: number;
  /** Given one by somebody else, or deleted, since they were found. */
  readonly notMissing: number;
  /** Not attached because of an error, which is logged; the next run tries them again. */
  readonly failed: number;
  /** Models whose objects could not be looked through because of an error, which is logged. */
  readonly failedModels: number;
}

type Outcome = Exclude<keyof ReconcileCounts, keyof NameCounts | 'failedModels'>;

/** What an engine keeps from one run to the next. */
interface Memory {
  readonly cursors: NameCursors;
  /** Models of which it was said that they are left out. */
  readonly leftOut: Set<string>;
}

type ReconcileRun = JobRun<JobOptions, Memory>;

/**
 * Looks, in every model with an `autoStart`, for objects that never had an attachment, and attaches their workflow as
 * their creation would have, by nobody. Each gets its own in a short transaction, behind the lock of its row, so that
 * any number of processes may run this at once. An object is tried once in a run. Before that, attachments get the
 * names of their objects: see {@link reconcileNames}.
 */
export const reconcile = defineJob({
  name: 'reconcile',
  schedule: '*/5 * * * *',
  memory: (): Memory => ({ cursors: new Map(), leftOut: new Set() }),
  handle: async (run: ReconcileRun): Promise<ReconcileCounts> => {
    const names = await reconcileNames(run, run.memory.cursors);
    const objects = new MissedWorkflows(run);
    for (const registered of run.registry.all()) {
      if (run.isStopped()) break;
      await objects.reconcileModel(registered);
    }
    return { ...objects.counts, ...names };
  },
});

/** What one run does about objects that have missed their workflow. */
class MissedWorkflows {
  readonly counts: Record<Outcome | 'failedModels', number> = {
    attached: 0,
    declined: 0,
    notMissing: 0,
    failed: 0,
    failedModels: 0,
  };
  readonly #run: ReconcileRun;

  constructor(run: ReconcileRun) {
    this.#run = run;
  }

  async reconcileModel(registered: RegisteredModel): Promise<void> {
    const { autoStart = false, reconcileWithinHours = DEFAULT_WITHIN_HOURS } = registered.options;
    if (autoStart === false || reconcileWithinHours === false) return;
    const createdAt = creationAttribute(registered);
    if (createdAt === null) {
      this.#sayLeftOut(registered);
      return;
    }
    const { database, logger } = this.#run.context;
    const missing = new MissingObjects(database, registered, createdAt);
    try {
      await this.#attachMissing({ registered, missing }, reconcileWithinHours);
    } catch (error) {
      this.counts.failedModels += 1;
      logger.error(`The objects of ${registered.key} could not be reconciled.`, {
        model: registered.key,
        error,
      });
    }
  }

  async #attachMissing(
    { registered, missing }: { readonly registered: RegisteredModel; readonly missing: MissingObjects },
    withinHours: number,
  ): Promise<void> {
    const within = await this.#window(registered, withinHours);
    if (within === null) return;
    for await (const page of this.#run.pages<Model>((after) => missing.page(within, after))) {
      const published = await this.#publications(registered, page);
      for (const instance of page) {
        if (this.#run.isStopped()) return;
        const company = companyOf(registered, instance);
        const since = company === null ? missing.createdAt(instance) : published.get(company);
        // It cannot have missed what its company had not published.
        if (since === undefined || missing.createdAt(instance) < since) continue;
        this.counts[await this.#attach(registered, instance)] += 1;
      }
    }
  }

  /** Within which time an object was created that may have missed its workflow; `null` where none can have. */
  async #window({ key, options }: RegisteredModel, withinHours: number): Promise<CreatedWithin | null> {
    const { context, now, retention } = this.#run;
    // An attachment that the cleanup has deleted looks as if it had never been: half is far from that, also where
    // clocks differ, or a run takes hours.
    const days = Math.min(withinHours / 24, (shortestRetention(retention) ?? Infinity) / 2);
    const bounds = [daysBefore(now, days), await registeredSince(context.database, key, now)];
    if (options.companyField === undefined) {
      const published = await firstPublications(context.database, options.workflow ?? '', ['']);
      bounds.push(published.get('') ?? now);
    }
    const since = new Date(Math.max(...bounds.map(Number)));
    const until = new Date(now.getTime() - SETTLED_MS);
    return since <= until ? { since, until } : null;
  }

  /** When the companies of these objects first published the workflow. */
  async #publications(
    registered: RegisteredModel,
    page: readonly Model[],
  ): Promise<ReadonlyMap<string, Date>> {
    const companies = new Set(page.flatMap((instance) => companyOf(registered, instance) ?? []));
    if (companies.size === 0) return new Map();
    const { workflow = '' } = registered.options;
    return firstPublications(this.#run.context.database, workflow, [...companies]);
  }

  async #attach(registered: RegisteredModel, instance: Model): Promise<Outcome> {
    const { context } = this.#run;
    const object = referenceOf(registered, instance);
    try {
      const requesters = await findRequesters(context, registered, [instance], undefined);
      if (!(await startsByItself(context, registered, instance, requesters))) return 'declined';
      return await context.transactions.open(async (transaction) => {
        // Behind this lock nobody else attaches, so that what it has now is what it has.
        const facts = await context.objects.lock(object, transaction, false);
        if (facts === null || (await hasAttachment(context.database, object, transaction)))
          return 'notMissing';
        await attach(context, { ...workflowFor(registered, { instance, actor: null }), transaction });
        return 'attached';
      });
    } catch (error) {
      const code = error instanceof WorkflowError ? error.code : undefined;
      if (code === 'ALREADY_ATTACHED') return 'notMissing';
      const message = `${object.model} ${object.objectId} has missed its workflow and could not be given it.`;
      context.logger.error(message, { ...object, code, error });
      return 'failed';
    }
  }

  #sayLeftOut({ key }: RegisteredModel): void {
    const { leftOut } = this.#run.memory;
    if (leftOut.has(key)) return;
    leftOut.add(key);
    this.#run.context.logger.warn(
      `reconcile leaves ${key} out: the model has no createdAt, so that nobody can tell what is new. ` +
        'Turn its timestamps on, or say reconcileWithinHours: false.',
    );
  }
}

/** `null` for an object of no possible company or requester: giving it its workflow fails, and says why. */
function companyOf({ options }: RegisteredModel, instance: Model): string | null {
  try {
    return factsOf(instance, options).company ?? '';
  } catch (error) {
    if (error instanceof WorkflowError) return null;
    throw error;
  }
}
