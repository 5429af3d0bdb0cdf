import type { DispatchCounts } from '../actions/dispatcher.js';
import type { CleanupCounts, CleanupOptions } from './cleanup.js';
import { cleanup } from './cleanup.js';
import type { DeadlineCounts } from './deadlines.js';
import { deadlines } from './deadlines.js';
import { dispatch } from './dispatch.js';
import type { Job, RunJob } from './job.js';
import type { JobParts } from './job-run.js';
import type { ReassignmentCounts } from './reassign-round-robin.js';
import { reassignRoundRobin } from './reassign-round-robin.js';
import type { ReconcileCounts } from './reconcile.js';
import { reconcile } from './reconcile.js';
import { replaceInactive } from './replace-inactive.js';
import type { SeatCounts } from './seat-mover.js';

/** The jobs of one engine, each to be run once. The scheduler runs them; so may your own cron, or a test. */
export interface RunnableJobs {
  /** Passes round-robin seats on that are overdue, or whose holder has left the role. By default every minute. */
  readonly reassignRoundRobin: RunJob<ReassignmentCounts>;
  /** Does with the seats of people who are no longer active what their approvals say. By default every five minutes. */
  readonly replaceInactive: RunJob<SeatCounts>;
  /** Reminds of steps, and does with those that are due what their approvals say. By default every minute. */
  readonly deadlines: RunJob<DeadlineCounts>;
  /**
   * Delivers what the outbox holds and is due. By default every ten seconds; what a commit causes is delivered at once, by
   * the process that committed it.
   */
  readonly dispatch: RunJob<DispatchCounts>;
  /**
   * Attaches the workflows that objects missed as they were created: see `reconcileWithinHours` of `registerModel`. By
   * default every five minutes.
   */
  readonly reconcile: RunJob<ReconcileCounts>;
  /**
   * Deletes what is past its retention, or, with `dryRun`, counts it: see the engine's option `retention`. By default at
   * half past three at night.
   */
  readonly cleanup: RunJob<CleanupCounts, CleanupOptions>;
}

/** The jobs, by name. */
export type JobName = keyof RunnableJobs;

/** Each job before it belongs to an engine, as {@link RunnableJobs} promises it. */
type JobList = {
  readonly [Name in JobName]: Pick<Job<Name>, 'name' | 'schedule'> & {
    readonly of: (parts: JobParts) => RunnableJobs[Name];
  };
};

/** The list of jobs: methods, schedules, options and metrics are made from it. */
export const JOBS: JobList = {
  reassignRoundRobin,
  replaceInactive,
  deadlines,
  dispatch,
  reconcile,
  cleanup,
};

/**
 * A cron expression for each job, of five fields or, with seconds before them, six; read in the engine's `timezone`.
 *
 * As clocks are put forward and back, a job whose hours are `*`, or whose minutes are `*` or a step such as every
 * fifteenth, goes by elapsed time: it runs on in the hour that clocks show twice. Any other job runs once at each of its
 * times: where clocks show it twice, at the first; where they pass it by, as soon as they have. So a daily job runs once
 * each day, and a job of every second hour once at each of its hours.
 *
 * A process that was asleep makes up for all that a job has missed by one run. What was due while no process ran is not
 * made up for.
 */
export type Schedules = Readonly<Record<JobName, string>>;

/** Makes something of each job, and gives it under the job's name. */
export function byJob<Value>(make: (job: JobList[JobName]) => Value): Record<JobName, Value> {
  const entries = Object.values(JOBS).map((job) => [job.name, make(job)]);
  return Object.fromEntries(entries) as Record<JobName, Value>;
}
