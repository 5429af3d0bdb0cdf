import type { DispatchCounts } from '../actions/dispatcher.js';
import type { CommandContext } from '../commands/context.js';
import type { ModelRegistry } from '../host/model-registry.js';
import type { Retention } from '../store/retention.js';
import type { CleanupCounts, CleanupOptions } from './cleanup.js';
import { cleanup } from './cleanup.js';
import type { DeadlineCounts } from './deadlines.js';
import { deadlines } from './deadlines.js';
import type { JobOptions } from './job.js';
import { DEFAULT_BATCH_SIZE } from './job.js';
import type { JobMetrics, JobName } from './job-monitor.js';
import { JobMonitor } from './job-monitor.js';
import type { ReassignmentCounts } from './reassign-round-robin.js';
import { reassignRoundRobin } from './reassign-round-robin.js';
import type { ReconcileCounts } from './reconcile.js';
import { Reconciler } from './reconcile.js';
import { replaceInactive } from './replace-inactive.js';
import type { SeatCounts } from './seat-sweep.js';
import type { KnownKeys } from '../known-options.js';
import { requireKnown } from '../known-options.js';

/** What the jobs of an engine work with. */
export interface JobsOptions {
  readonly context: CommandContext;
  readonly registry: ModelRegistry;
  readonly retention: Retention;
  /** What they are called. */
  readonly names: readonly JobName[];
}

const OPTIONS: KnownKeys<JobOptions> = { now: true, batchSize: true, signal: true };

/** The jobs of one engine, each to be run once. The scheduler runs them; so may your own cron, or a test. */
export class Jobs implements Readonly<Record<JobName, (options?: JobOptions) => Promise<object>>> {
  /** What they are called. */
  readonly names: readonly JobName[];
  readonly #context: CommandContext;
  readonly #retention: Retention;
  readonly #reconciler: Reconciler;
  readonly #monitor: JobMonitor;

  constructor({ names, ...options }: JobsOptions) {
    const { context, retention } = options;
    this.names = names;
    this.#context = context;
    this.#retention = retention;
    this.#reconciler = new Reconciler(options);
    this.#monitor = new JobMonitor(context.clock, names);
  }

  /** How the runs of each job in this process have gone. */
  get metrics(): Readonly<Record<JobName, JobMetrics>> {
    return this.#monitor.metrics;
  }

  /** Passes round-robin seats on that are overdue, or whose holder has left the role. */
  async reassignRoundRobin(options: JobOptions = {}): Promise<ReassignmentCounts> {
    requireKnown(options, OPTIONS, { caller: 'reassignRoundRobin' });
    return this.#monitor.record('reassignRoundRobin', () => reassignRoundRobin(this.#context, options));
  }

  /** Delivers what the outbox holds and is due. */
  async dispatch(options: JobOptions = {}): Promise<DispatchCounts> {
    requireKnown(options, OPTIONS, { caller: 'dispatch' });
    const { now, batchSize = DEFAULT_BATCH_SIZE, signal } = options;
    const { dispatcher, clock } = this.#context;
    const request = { now: now ?? clock.now(), batchSize, signal };
    return this.#monitor.record('dispatch', () => dispatcher.run(request));
  }

  /** Reminds of steps, and does with those that are due what their approvals say. */
  async deadlines(options: JobOptions = {}): Promise<DeadlineCounts> {
    requireKnown(options, OPTIONS, { caller: 'deadlines' });
    return this.#monitor.record('deadlines', () => deadlines(this.#context, options));
  }

  /** Does with the seats of people who are no longer active what their approvals say. */
  async replaceInactive(options: JobOptions = {}): Promise<SeatCounts> {
    requireKnown(options, OPTIONS, { caller: 'replaceInactive' });
    return this.#monitor.record('replaceInactive', () => replaceInactive(this.#context, options));
  }

  /** Attaches the workflows that objects missed as they were created. See `reconcileWithinHours` of `registerModel`. */
  async reconcile(options: JobOptions = {}): Promise<ReconcileCounts> {
    requireKnown(options, OPTIONS, { caller: 'reconcile' });
    return this.#monitor.record('reconcile', () => this.#reconciler.run(options));
  }

  /** Deletes what is past its retention, or, with `dryRun`, counts it. See the engine's option `retention`. */
  async cleanup(options: CleanupOptions = {}): Promise<CleanupCounts> {
    requireKnown(options, { ...OPTIONS, dryRun: true } satisfies KnownKeys<CleanupOptions>, {
      caller: 'cleanup',
    });
    return this.#monitor.record('cleanup', () => cleanup(this.#context, this.#retention, options));
  }
}
