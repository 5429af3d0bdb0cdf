import { createTask, validateDetailed } from 'node-cron';
import type { ScheduledTask } from 'node-cron';
import { WorkflowError } from '../errors.js';
import type { Logger } from '../types.js';

/** One job on its schedule. */
export interface ScheduledJob {
  readonly name: string;
  /** A cron expression. */
  readonly schedule: string;
  readonly run: (signal: AbortSignal) => Promise<unknown>;
}

interface SchedulerOptions {
  readonly jobs: readonly ScheduledJob[];
  /** IANA name of the zone in which the schedules are read. */
  readonly timezone: string;
  readonly logger: Logger;
}

/** Runs the jobs on their schedules. Nothing runs until it is started, and stopping waits for what is running. */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #running = new Set<Promise<void>>();
  #tasks: readonly ScheduledTask[] = [];
  #stopping = new AbortController();

  /** @throws WorkflowError `INVALID_CONFIGURATION` for what is no cron expression or no time zone */
  constructor(options: SchedulerOptions) {
    for (const { name, schedule } of options.jobs) checkSchedule(name, schedule);
    checkTimezone(options.timezone);
    this.#options = options;
  }

  /** Starts one task for each job; does nothing where they are started. The process may end while they wait. */
  start(): void {
    if (this.#tasks.length > 0) return;
    const { jobs, timezone, logger } = this.#options;
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    this.#tasks = jobs.map((job) =>
      createTask(job.schedule, () => this.#run(job, signal), {
        name: job.name,
        timezone,
        noOverlap: true,
        unref: true,
        logger: cronLogger(job, logger),
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

  async #run({ name, run }: ScheduledJob, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const running = this.#guard(name, () => run(signal));
    this.#running.add(running);
    await running;
    this.#running.delete(running);
  }

  async #guard(name: string, run: () => Promise<unknown>): Promise<void> {
    try {
      await run();
    } catch (error) {
      this.#options.logger.error(`Job ${name} failed; it runs again at its next time.`, { error });
    }
  }
}

function cronLogger({ name }: ScheduledJob, logger: Logger) {
  const say =
    (level: keyof Logger) =>
    (message: string | Error, error?: Error): void => {
      logger[level](`Job ${name}: ${String(message)}`, error === undefined ? {} : { error });
    };
  return { info: say('info'), warn: say('warn'), error: say('error'), debug: () => undefined };
}

function checkSchedule(name: string, expression: string): void {
  const { valid, errors } = validateDetailed(expression);
  if (valid) return;
  const reason = errors.map(({ message }) => message).join('; ');
  throw invalid(`schedules.${name}`, `must be a cron expression; "${expression}" is none (${reason})`);
}

function checkTimezone(timezone: string): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
  } catch (cause) {
    throw invalid('timezone', `must be an IANA time zone; "${timezone}" is none`, cause);
  }
}

function invalid(option: string, expected: string, cause?: unknown): WorkflowError {
  return new WorkflowError('INVALID_CONFIGURATION', `createWorkflowEngine: option "${option}" ${expected}.`, {
    errors: [{ path: option, message: expected }],
    cause,
  });
}
