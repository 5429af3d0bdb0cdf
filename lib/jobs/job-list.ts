import { cleanup } from './cleanup.js';
import { deadlines } from './deadlines.js';
import { dispatch } from './dispatch.js';
import { reassignRoundRobin } from './reassign-round-robin.js';
import { reconcile } from './reconcile.js';
import { replaceInactive } from './replace-inactive.js';

/** The list of jobs: methods, schedules, options and metrics are made from it. */
export const JOBS = listOf({
  /** Passes round-robin seats on that are overdue, or whose holder has left the role. By default every minute. */
  reassignRoundRobin,
  /** Does with the seats of people who are no longer active what their approvals say. By default every five minutes. */
  replaceInactive,
  /** Reminds of steps, and does with those that are due what their approvals say. By default every minute. */
  deadlines,
  /**
   * Delivers what the outbox holds and is due. By default every ten seconds; what a commit causes is delivered at once, by
   * the process that committed it.
   */
  dispatch,
  /**
   * Attaches the workflows that objects missed as they were created: see `reconcileWithinHours` of `registerModel`. By
   * default every five minutes.
   */
  reconcile,
  /**
   * Deletes what is past its retention, or, with `dryRun`, counts it: see the engine's option `retention`. By default at
   * half past three at night.
   */
  cleanup,
});

type JobList = typeof JOBS;

/** The jobs, by name. */
export type JobName = keyof JobList;

/** The jobs of one engine, each to be run once. The scheduler runs them; so may your own cron, or a test. */
export type RunnableJobs = { readonly [Name in JobName]: ReturnType<JobList[Name]['of']> };

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
export type Schedules = { readonly [Name in keyof JobList]: string };

/** Makes something of each job, and gives it under the job's name. */
export function byJob<Value>(make: (job: JobList[JobName]) => Value): Record<JobName, Value> {
  const entries = Object.values(JOBS).map((job) => [job.name, make(job)]);
  return Object.fromEntries(entries) as Record<JobName, Value>;
}

/** Jobs under their own names. */
function listOf<List extends { readonly [Name in keyof List]: { readonly name: Name } }>(jobs: List): List {
  return jobs;
}
