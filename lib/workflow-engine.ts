import { EventEmitter } from 'node:events';
import type { Model, ModelStatic, Transaction } from 'sequelize';
import type { AttachRequest } from './commands/attach.js';
import { attach } from './commands/attach.js';
import type { CancelRequest } from './commands/cancel.js';
import { cancel } from './commands/cancel.js';
import type { CommandContext } from './commands/context.js';
import type { DecideRequest, SeatRequest } from './commands/decide.js';
import { decide } from './commands/decide.js';
import { Definitions } from './commands/definitions/definitions.js';
import { Delegations } from './commands/delegations/delegations.js';
import type { IdempotentAnswer, IdempotentRequest } from './commands/idempotently.js';
import { idempotently } from './commands/idempotently.js';
import type { RequesterRequest } from './commands/as-requester.js';
import type { ReplaceRequest } from './commands/replace.js';
import { replace } from './commands/replace.js';
import type { CommandOutcome } from './commands/run-command.js';
import type { StartRequest } from './commands/start.js';
import { start } from './commands/start.js';
import type { AttachmentSummary, PlaceSummary } from './commands/summary.js';
import { summarize } from './commands/summary.js';
import type { ObjectFailure } from './host/lifecycle-hooks.js';
import { followLifecycle } from './host/lifecycle-hooks.js';
import type { ModelRegistry } from './host/model-registry.js';
import type { DistributedTargeted, ObjectInput, TargetInput, Targeted } from './host/object-input.js';
import { toReference, toTarget } from './host/object-input.js';
import type { ObjectQueryOptions } from './host/object-queries.js';
import { ObjectQueries } from './host/object-queries.js';
import type { RegisterModelOptions } from './host/register-options.js';
import { resolveModel } from './host/register-options.js';
import type { Jobs } from './jobs/jobs.js';
import type { Scheduler } from './jobs/scheduler.js';
import type { Migrator } from './migrate.js';
import { Reader } from './queries/reader.js';
import type { Actor, Logger, UserId } from './types.js';

/** What the engine tells after the fact. */
export interface EngineEvents {
  /** An object was saved without a transaction, and its workflow then failed. */
  object_failed: [ObjectFailure];
}

/** The setting of an Express application under which `engine.install(app)` leaves the engine. */
export const ENGINE_SETTING = 'express-dynamic-workflows engine';

/** What an engine is put together from. */
export interface EngineParts {
  readonly context: CommandContext;
  readonly registry: ModelRegistry;
  readonly migrator: Migrator;
  readonly jobs: Jobs;
  readonly scheduler: Scheduler;
  readonly tablePrefix: string;
}

/** Approval workflows for the models of one host, in its own database. Made by {@link createWorkflowEngine}. */
export class WorkflowEngine {
  /** Workflows, pipelines, stages and forms, as people edit them. */
  readonly definitions: Definitions;
  /** Out of office: who decides for whom, and for how long. */
  readonly delegations: Delegations;
  /** Lists and views, for those who show them. */
  readonly reader: Reader;
  /** What the scheduler runs, to be run once by hand. */
  readonly jobs: Jobs;
  /** What happened outside any transaction of the host's. */
  readonly events = new EventEmitter<EngineEvents>();
  readonly #parts: EngineParts;
  readonly #queries: ObjectQueries;

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.definitions = new Definitions(parts.context);
    this.delegations = new Delegations(parts.context);
    this.reader = new Reader(parts.context);
    this.jobs = parts.jobs;
    this.#queries = new ObjectQueries(parts.context, parts.registry);
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
  registerModel<Instance extends Model>(
    model: ModelStatic<Instance>,
    options: RegisterModelOptions<Instance> = {},
  ): void {
    const registered = resolveModel(model, options as unknown as RegisterModelOptions);
    this.#parts.registry.add(registered);
    followLifecycle({
      context: this.#parts.context,
      registered,
      hookName: `${this.#parts.tablePrefix}lifecycle`,
      onFailure: (failure) => this.events.emit('object_failed', failure),
    });
  }

  /** Where the engine reports what an operator should know. */
  get logger(): Logger {
    return this.#parts.context.logger;
  }

  /** The models that take part. */
  get models(): ModelRegistry {
    return this.#parts.registry;
  }

  /** Lets a `workflowRouter()` without arguments find this engine from the application that mounts it. */
  install(app: { set(setting: string, value: unknown): unknown }): void {
    app.set(ENGINE_SETTING, this);
  }

  /**
   * Runs work in a transaction as the engine opens its own: READ COMMITTED, repeated after a deadlock. On SQLite
   * this is how a host's own work and the engine's calls take turns.
   */
  async transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    return this.#parts.context.transactions.open(work);
  }

  /** Attaches a workflow to an object. See {@link AttachRequest}. @throws WorkflowError `ALREADY_ATTACHED`, … */
  async attach(
    request: Omit<AttachRequest, 'object'> & { readonly object: ObjectInput },
  ): Promise<AttachmentSummary> {
    const object = toReference(this.#parts.registry, request.object);
    return this.#summarize(await attach(this.#parts.context, { ...request, object }));
  }

  /** Starts what was attached without being started. @throws WorkflowError `ALREADY_STARTED`, … */
  async start(request: Targeted<StartRequest>): Promise<AttachmentSummary> {
    return this.#summarize(await start(this.#parts.context, { ...request, target: this.#target(request) }));
  }

  /** Decides for a seat of the actor's. @throws WorkflowError `NOT_SEATED`, `ALREADY_DECIDED`, … */
  async decide(request: DistributedTargeted<DecideRequest>): Promise<AttachmentSummary> {
    return this.#summarize(await decide(this.#parts.context, { ...request, target: this.#target(request) }));
  }

  /** Approves. See {@link decide}. */
  async approve(request: Targeted<SeatRequest>): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'approved' });
  }

  /** Rejects, which needs a reason. See {@link decide}. */
  async reject(request: Targeted<SeatRequest> & { readonly reason: string }): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'rejected' });
  }

  /** Sends back to this or an earlier stage, which needs a reason. See {@link decide}. */
  async requestResubmission(
    request: Targeted<SeatRequest> & { readonly reason: string; readonly stageId?: number | null },
  ): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'needs_resubmission' });
  }

  /** Gives the actor's seat to another user. See {@link decide}. */
  async delegate(request: Targeted<SeatRequest> & { readonly userId: UserId }): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'delegated' });
  }

  /** Gives the actor's seat to their manager. See {@link decide}. */
  async escalate(request: Targeted<SeatRequest>): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'escalated' });
  }

  /** Takes a request of the actor's back. See {@link decide}. */
  async recall(request: Targeted<Omit<RequesterRequest, 'action'>>): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'recalled' });
  }

  /** Goes on with a request of the actor's that was sent back. See {@link decide}. */
  async resubmit(request: Targeted<Omit<RequesterRequest, 'action'>>): Promise<AttachmentSummary> {
    return this.decide({ ...request, action: 'resubmitted' });
  }

  /** Gives somebody's open seat to somebody else. See {@link ReplaceRequest}. @throws WorkflowError `ALREADY_SEATED`, … */
  async replace(request: ReplaceRequest): Promise<AttachmentSummary> {
    return this.#summarize(await replace(this.#parts.context, request));
  }

  /** Ends an open attachment. @throws WorkflowError `ATTACHMENT_CLOSED`, … */
  async cancel(request: Targeted<CancelRequest>): Promise<AttachmentSummary> {
    return this.#summarize(await cancel(this.#parts.context, { ...request, target: this.#target(request) }));
  }

  /** Does something once for each actor and key, and answers the same for 24 hours. See {@link IdempotentRequest}. */
  async idempotently(
    request: IdempotentRequest,
    work: (transaction: Transaction) => Promise<IdempotentAnswer>,
  ): Promise<IdempotentAnswer> {
    return idempotently(this.#parts.context, request, work);
  }

  /** The newest attachment of an object, open or closed, or `null`. */
  async getAttachment(
    object: ObjectInput,
    options: ObjectQueryOptions = {},
  ): Promise<AttachmentSummary | null> {
    return this.#queries.attachment(object, options);
  }

  /** Where an object stands; `null` without a workflow, before the start, and when completed. */
  async getCurrentStage(object: ObjectInput, options: ObjectQueryOptions = {}): Promise<PlaceSummary | null> {
    return (await this.getAttachment(object, options))?.current ?? null;
  }

  /** How far an object is, in whole percent; 0 without a workflow. */
  async getProgress(object: ObjectInput, options: ObjectQueryOptions = {}): Promise<number> {
    return (await this.getAttachment(object, options))?.progressPercentage ?? 0;
  }

  /** Whether an object waits for a decision of this user's. */
  async requiresAction(object: ObjectInput, user: Actor, options: ObjectQueryOptions = {}): Promise<boolean> {
    return this.#queries.requiresAction(object, user, options);
  }

  /** Starts the cron jobs in this process. Any number of processes may. */
  startScheduler(): void {
    this.#parts.scheduler.start();
  }

  /** Stops the cron jobs and waits until what is running has come to a clean stop. */
  async stopScheduler(): Promise<void> {
    await this.#parts.scheduler.stop();
  }

  #target(request: TargetInput): CancelRequest['target'] {
    return toTarget(this.#parts.registry, request);
  }

  #summarize({ attachment, plan }: CommandOutcome): AttachmentSummary {
    return summarize(this.#parts.context, attachment, plan);
  }
}
