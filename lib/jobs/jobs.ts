import type { JobMetrics } from './job-monitor.js';
import { JobMonitor } from './job-monitor.js';
import type { JobName, RunnableJobs } from './job-list.js';
import { byJob, JOBS } from './job-list.js';
import type { RunJob } from './job.js';
import type { JobOptions, JobParts } from './job-run.js';

/** The jobs of one engine, each to be run once. The scheduler runs them; so may your own cron, or a test. */
export interface Jobs extends RunnableJobs {
  /** What they are called. */
  readonly names: readonly JobName[];
  /** How the runs of each job in this process have gone. */
  readonly metrics: Readonly<Record<JobName, JobMetrics>>;
}

/** Makes the jobs of one engine: each is watched as it runs. */
export function createJobs(parts: JobParts): Jobs {
  const names = Object.keys(JOBS) as JobName[];
  const monitor = new JobMonitor(parts.context.clock, names);
  const jobs = byJob((job) => {
    const run: RunJob<object> = job.of(parts);
    return (options: JobOptions) => monitor.record(job.name, () => run(options));
  }) as unknown as RunnableJobs;
  return {
    ...jobs,
    names,
    get metrics() {
      return monitor.metrics;
    },
  };
}
