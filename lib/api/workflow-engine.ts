import type { Server } from 'node:http';
import type { Model, ModelStatic, Transaction } from 'sequelize';
import type { EngineEvents } from '../actions/events.js';
import type { Hooks } from '../actions/hooks.js';
import { loadHandlers } from '../actions/load-handlers.js';
import { ActionRuns } from './action-runs.js';
import { Definitions } from './definitions.js';
import { Delegations } from './delegations.js';
import type { IdempotentAnswer, IdempotentRequest } from '../commands/idempotently.js';
import { idempotently } from '../commands/idempotently.js';
import { reportUndeliverable } from '../commands/report-undeliverable.js';
import { followLifecycle } from '../host/lifecycle-hooks.js';
import type { RegisterModelOptions } from '../host/register-options.js';
import { resolveModel } from '../host/register-options.js';
import type { RegisteredModels } from '../host/registered-models.js';
import type { ShutdownOptions } from '../host/shut-down.js';
import { shutDown } from '../host/shut-down.js';
import type { EngineParts } from './engine-parts.js';
import { EngineQueries } from './engine-queries.js';
import type { Jobs } from '../jobs/jobs.js';
import type { Migrator } from '../migrate.js';
import { Reader } from '../queries/reader.js';
import { withTypedFailures } from '../typed-failures.js';
import type { Actor, Logger } from '../types.js';

/** The setting of an Express application under which `engine.install(app)` leaves the engine. */
export const ENGINE_SETTING = 'express-dynamic-workflows engine';

/** Approval workflows for the models of one host, in its own database. Made by {@link createWorkflowEngine}. */
export class WorkflowEngine extends EngineQueries {
  /** Workflows, pipelines, stages, forms and actions, as people edit them. */
  readonly definitions: Definitions;
  /** Out of office: who decides for whom, and for how long. */
  readonly delegations: Delegations;
  /** The deliveries of actions: what waits, what failed and why, and what is tried again. */
  readonly actionRuns: ActionRuns;
  /** Lists and views, for those who show them. */
  readonly reader: Reader;
  /** What the scheduler runs, to be run once by hand. */
  readonly jobs: Jobs;
  /** Tells what has happened, once it has committed. */
  readonly events: EngineEvents;
  /** Code of the host's that runs inside the transaction of an operation, and may veto it. */
  readonly hooks: Hooks;
  readonly #parts: EngineParts;
  #report: Promise<void> = Promise.resolve();

  /** @internal Only the engine makes one. */
  constructor(parts: EngineParts) {
    super(parts);
    this.#parts = parts;
    this.events = parts.context.events;
    this.hooks = parts.context.hooks;
    const { context } = parts;
    const api = <Api extends object>(part: Api): Api => withTypedFailures(part, context.transactions);
    this.definitions = api(new Definitions(context));
    this.delegations = api(new Delegations(context));
    this.actionRuns = api(new ActionRuns(context));
    this.reader = api(new Reader(context));
    this.jobs = api(parts.jobs);
    withTypedFailures<WorkflowEngine>(this, context.transactions, ['transaction', 'idempotently']);
  }

  /** Brings the engine's tables up to date. Any number of processes may call it at once. */
  async migrate(): Promise<void> {
    await this.#parts.migrator.up();
  }

  /** The migrations one by one, for hosts that want more than {@link migrate}. */
  get migrator(): Migrator {
    return this.#parts.migrator;
  }

  /**
   * Lets the objects of a model have workflows.
   *
   * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
   */
  registerModel<Instance extends Model, User extends Actor = Actor>(
    model: ModelStatic<Instance>,
    options: RegisterModelOptions<Instance, User> = {},
  ): void {
    const registered = resolveModel(model, options as unknown as RegisterModelOptions);
    this.#parts.registry.add(registered);
    followLifecycle({
      context: this.#parts.context,
      registered,
      hookName: `${this.#parts.tablePrefix}lifecycle`,
      onFailure: (failure) => {
        this.events.tell('object_failed', failure, this.logger);
      },
    });
  }

  /** Where the engine reports what an operator should know. */
  get logger(): Logger {
    return this.#parts.context.logger;
  }

  /** The models that take part. */
  get models(): RegisteredModels {
    return this.#parts.registry;
  }

  /** Lets a `workflowRouter()` without arguments find this engine from the application that mounts it. */
  install(app: { set(setting: string, value: unknown): unknown }): void {
    app.set(ENGINE_SETTING, this);
  }

  /**
   * Runs work in a transaction as the engine opens its own: READ COMMITTED, repeated whole after a deadlock, also one
   * that COMMIT answers. On SQLite this is how a host's own work and the engine's calls take turns.
   *
   * What the work registers with `transaction.afterCommit` is called after a COMMIT that went well, all of it, even
   * where one of them throws; the first error is then thrown here, and nothing is repeated.
   *
   * @throws WorkflowError `TRY_AGAIN` where the database fails, and nothing is stored; `OUTCOME_UNKNOWN` where it was
   * lost after COMMIT was sent: read what is stored before you repeat that. Their `cause` is the database's own error
   * @throws whatever else the work throws
   */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.#parts.context.transactions.open(work);
  }

  /** Does something once for each actor and key, and answers the same for 24 hours. See {@link IdempotentRequest}. */
  async idempotently(
    request: IdempotentRequest,
    work: (transaction: Transaction) => Promise<IdempotentAnswer>,
  ): Promise<IdempotentAnswer> {
    return idempotently(this.#parts.context, request, work);
  }

  /**
   * Registers what the modules of a folder export as action handlers, by their path in it: `approve` of
   * `finance/notify.js` is `finance/notify.approve`. Call it at start-up, before anything is attached.
   *
   * @param folder - An absolute path
   * @returns the names that were registered
   * @throws WorkflowError `INVALID_CONFIGURATION` where a name is taken
   */
  async registerHandlersFrom(folder: string): Promise<readonly string[]> {
    return loadHandlers(this.#parts.context.handlers, folder);
  }

  /** Starts the cron jobs in this process, and its deliveries after a commit. Any number of processes may. */
  startScheduler(): void {
    const { context, scheduler } = this.#parts;
    context.dispatcher.start();
    scheduler.start();
    this.#report = reportUndeliverable(context);
  }

  /**
   * Waits until listeners are told of what this process has committed, and its actions are delivered, or wait to be
   * tried again: for a script that is about to end, and for tests.
   */
  async flush(): Promise<void> {
    await this.#parts.context.announcements.flush();
    await this.#parts.context.dispatcher.flush();
  }

  /** Stops the cron jobs and the deliveries, and waits until what is running has come to a clean stop. */
  async stopScheduler(): Promise<void> {
    await this.#report;
    await this.#parts.scheduler.stop();
    await this.#parts.context.dispatcher.stop();
  }

  /**
   * Ends what this process does, in time, for `SIGTERM`: {@link stopScheduler}, and beside it the end of a server, which
   * takes no more connections, answers what it was asked, and lets go of clients that keep their connections. Close the
   * database afterwards. Called again, it waits for the same end.
   */
  async shutdown(server: Server, options: ShutdownOptions = {}): Promise<void> {
    await shutDown({ ...options, server, logger: this.logger, stopJobs: () => this.stopScheduler() });
  }
}
