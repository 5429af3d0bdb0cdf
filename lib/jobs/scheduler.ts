import { createTask } from 'node-cron';
import type { ScheduledTask } from 'node-cron';
import type { Schedules } from '../options.js';
import type { Logger } from '../types.js';

/** One job on its schedule. */
export interface ScheduledJob {
  readonly name: keyof Schedules;
  run(signal: AbortSignal): Promise<unknown>;
}

interface SchedulerOptions {
  readonly jobs: readonly ScheduledJob[];
  readonly schedules: Schedules;
  /** IANA name of the zone in which the schedules are read. */
  readonly timezone: string;
  readonly logger: Logger;
}

/** Runs the jobs on their schedules. Nothing runs until it is started, and stopping waits for what is running. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #running = new Set<Promise<void>>();
  #tasks: ScheduledTask[] = [];
  #stopping = new AbortController();

  constructor(options: SchedulerOptions) {
    this.#options = options;
  }

  /** Starts one task for each job; does nothing where they are started. The process may end while they wait. */
  start(): void {
    if (this.#tasks.length > 0) return;
    const { jobs, schedules, timezone, logger } = this.#options;
    this.#stopping = new AbortController();
    this.#tasks = jobs.map((job) =>
      createTask(schedules[job.name], () => this.#run(job), {
        name: job.name,
        timezone,
        noOverlap: true,
        unref: true,
        logger: {
          info: (message) => {
            logger.info(message);
          },
          warn: (message) => {
            logger.warn(message);
          },
          error: (message) => {
            logger.error(String(message));
          },
          debug: () => undefined,
        },
      }),
    );
    for (const task of this.#tasks) void task.start();
  }

  /** Stops the tasks, lets each running job finish the row it is at, and waits for that. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const tasks = this.#tasks;
    this.#tasks = [];
    for (const task of tasks) await task.destroy();
    await Promise.all(this.#running);
  }

  async #run({ name, run }: ScheduledJob): Promise<void> {
    const { logger } = this.#options;
    const running = run(this.#stopping.signal).then(
      () => undefined,
      (error: unknown) => {
        logger.error(`Job ${name} failed.`, { error });
      },
    );
    this.#running.add(running);
    await running;
    this.#running.delete(running);
  }
}
