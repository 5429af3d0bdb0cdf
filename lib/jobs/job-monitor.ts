import { messageOf } from '../errors.js';
import type { Clock } from '../types.js';
import type { JobName } from './job-list.js';

/** How the runs of a job in this process have gone: the scheduler's and those of `engine.jobs` alike. */
export interface JobMetrics {
  readonly isRunning: boolean;
  /** When its last run began; `null` before the first. */
  readonly lastStartedAt: Date | null;
  /** How long the last run that has ended took, in ms. */
  readonly durationMs: number | null;
  /** What the last run that went well has done. */
  readonly counts: Readonly<Record<string, number>> | null;
  /** Runs that have thrown since one last went well. */
  readonly consecutiveFailures: number;
  /** The message of the last error that a run threw, also after others went well. It may hold what only operators may see. */
  readonly lastError: string | null;
}

type Kept = { -readonly [Name in keyof Omit<JobMetrics, 'isRunning'>]: JobMetrics[Name] } & {
  running: number;
};

/** Keeps how the jobs of one engine have gone, in the memory of this process. */
export class JobMonitor {
  readonly #clock: Clock;
  readonly #kept = new Map<JobName, Kept>();

  constructor(clock: Clock, names: readonly JobName[]) {
    this.#clock = clock;
    for (const name of names) {
      this.#kept.set(name, {
        running: 0,
        lastStartedAt: null,
        durationMs: null,
        counts: null,
        consecutiveFailures: 0,
        lastError: null,
      });
    }
  }

  /** Runs a job and keeps how it goes. */
  async record<Counts extends object>(name: JobName, run: () => Promise<Counts>): Promise<Counts> {
    const kept = this.#kept.get(name);
    if (kept === undefined) return run();
    const startedAt = this.#clock.now();
    kept.lastStartedAt = startedAt;
    kept.running += 1;
    try {
      const counts = await run();
      kept.counts = { ...counts } as Record<string, number>;
      kept.consecutiveFailures = 0;
      return counts;
    } catch (error) {
      kept.consecutiveFailures += 1;
      kept.lastError = messageOf(error);
      throw error;
    } finally {
      kept.running -= 1;
      kept.durationMs = this.#clock.now().getTime() - startedAt.getTime();
    }
  }

  /** How each job has gone. */
  get metrics(): Readonly<Record<JobName, JobMetrics>> {
    const entries = [...this.#kept].map(([name, { running, ...kept }]) => [
      name,
      { isRunning: running > 0, ...kept },
    ]);
    return Object.fromEntries(entries) as Record<JobName, JobMetrics>;
  }
}
