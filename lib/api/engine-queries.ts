import { companyOf } from '../commands/actor.js';
import type { AttachmentSummary, PlaceSummary } from '../commands/summary.js';
import { EngineCommands } from './engine-commands.js';
import type { EngineParts } from './engine-parts.js';
import type { ObjectInput } from '../host/object-input.js';
import type { ObjectQueryOptions } from '../host/object-queries.js';
import { ObjectQueries } from '../host/object-queries.js';
import type { JobName } from '../jobs/job-list.js';
import type { JobMetrics } from '../jobs/job-monitor.js';
import { requireKnown } from '../known-options.js';
import type { EngineHealth, HealthOptions } from '../queries/health.js';
import { HealthCheck } from '../queries/health.js';
import type { HistoryVerification, VerifyHistoryOptions } from '../queries/verify-history.js';
import { verifyHistory } from '../queries/verify-history.js';
import type { Workload } from '../store/workload.js';
import { readWorkload } from '../store/workload.js';
import type { Actor } from '../types.js';

/** How an engine is doing: see {@link EngineQueries.metrics}. */
export interface EngineMetrics extends Workload {
  /** By job, since this process began. */
  readonly jobs: Readonly<Record<JobName, JobMetrics>>;
}

/** What can be asked: about the workflow of an object, the histories, and how the engine itself is doing. */
export abstract class EngineQueries extends EngineCommands {
  readonly #parts: EngineParts;
  readonly #queries: ObjectQueries;
  readonly #health: HealthCheck;

  /** @internal Only the engine makes one. */
  constructor(parts: EngineParts) {
    super(parts);
    this.#parts = parts;
    this.#queries = new ObjectQueries(parts.context, parts.registry);
    this.#health = new HealthCheck(parts.context, parts.migrator);
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

  /**
   * Proves that nobody has touched the histories behind the engine's back, or names the first entry that is broken:
   * edited, deleted, out of order, inserted, or cut off with those after it; see `HistoryBreakReason`.
   *
   * It takes no locks and holds no more than a few hundred entries at a time, so that it may run while others go on
   * deciding. It opens transactions of its own, and so does not see what yours has not committed.
   *
   * Without `audit.key` whoever can write can seal what they have changed anew. And with it, too, it cannot show an
   * attachment deleted with all of its history, a tail cut where both head columns of the attachment's row were turned
   * back with it, nor an older copy of the database that was put back: see {@link HistoryVerification}.
   *
   * @throws WorkflowError `INVALID_REQUEST` naming the option that is wrong; `ATTACHMENT_NOT_FOUND` where
   * `attachmentId` names none within the `company`
   * @throws what the `signal` gives as its reason, once it is aborted
   */
  async verifyHistory(options: VerifyHistoryOptions = {}): Promise<HistoryVerification> {
    return verifyHistory(this.#parts.context, options);
  }

  /**
   * How the jobs of this process have gone, and what the database says there is to do and what is stuck. Its `jobs` hold
   * messages of errors: show them to operators only.
   *
   * It counts what is open, waits or is dead, each along an index: ask every minute or so, not with every request.
   *
   * @param options - `company`: whose workload; that of all of them by default
   */
  async metrics(options: { readonly company?: string } = {}): Promise<EngineMetrics> {
    requireKnown(options, { company: true }, { caller: 'metrics' });
    const { company } = options;
    const { context, jobs } = this.#parts;
    const within = company === undefined ? undefined : companyOf(null, company);
    const workload = await readWorkload(context.database, { now: context.clock.now(), company: within });
    return { jobs: jobs.metrics, ...workload };
  }

  /**
   * Whether this engine can do its work: for the probe of a load balancer, under a path of your own. It throws for nothing
   * but an option that there is not, and waits for the database no longer than it is told to.
   */
  async health(options: HealthOptions = {}): Promise<EngineHealth> {
    return this.#health.read(options);
  }
}
