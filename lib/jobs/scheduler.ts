import type { ScheduledTask } from 'node-cron';
import { TimeZone } from '../flow/deadlines/working-time/time-zone.js';
import { refused } from '../known-options.js';
import { lazy, type Lazy } from '../lazy.js';
import { nodeCron } from '../libraries.js';
import { MINUTE } from '../time-units.js';
import type { Logger } from '../types.js';
import { CronTimes } from './cron-times.js';
import { Schedule } from './schedule.js';

const HOURS_OF_DAY = 24;
const LONGEST_WAIT = MINUTE;
const ASKED = { caller: 'createWorkflowEngine', code: 'INVALID_CONFIGURATION' } as const;

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

/** A job, and when it is due. */
export interface Plan {
  readonly job: ScheduledJob;
  readonly schedule: Schedule;
}

/**
 * Runs the jobs on their schedules. Nothing runs until it is started, and stopping waits for what is running.
 *
 * When a job is due is for its {@link Schedule} to say. node-cron wakes it then, by a task for that one second, written
 * in UTC, where clocks are never changed. Whatever was due before a job is woken is one run: a process that was asleep
 * makes up for all of it by one.
 */
export class Scheduler {
  readonly #plans: Lazy<readonly Plan[]>;
  readonly #logger: Logger;
  readonly #running = new Map<ScheduledJob, Promise<void>>();
  readonly #tasks = new Map<ScheduledJob, ScheduledTask>();
  #stopping = new AbortController();

  /** @throws WorkflowError `INVALID_CONFIGURATION` for what is no time zone */
  constructor({ jobs, timezone, logger }: SchedulerOptions) {
    const zone = new TimeZone(timezone);
    this.#plans = lazy(() => jobs.map((job) => planOf(job, zone)));
    this.#logger = logger;
  }

  /**
   * Reads the schedules before the start does.
   *
   * @throws WorkflowError `INVALID_CONFIGURATION` for what is no cron expression
   */
  check(): void {
    this.#plans();
  }

  /** Starts one task for each job; does nothing where they are started. The process may end while they wait. */
  start(): void {
    if (this.#tasks.size > 0) return;
    this.#stopping = new AbortController();
    const { signal } = this.#stopping;
    for (const plan of this.#plans()) this.#wait(plan, plan.schedule.next(Date.now()), signal);
  }

  /** Stops the tasks, lets each running job finish the row it is at, and waits for that. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    const tasks = [...this.#tasks.values()];
    this.#tasks.clear();
    for (const task of tasks) await task.destroy();
    await Promise.all(this.#running.values());
  }

  /** Waits until a job is due, a minute at a time: timers stand still while the machine is asleep. */
  #wait(plan: Plan, due: number, signal: AbortSignal): void {
    const { job } = plan;
    const waking = Math.min(due, wholeSecond(Date.now()) + LONGEST_WAIT);
    const task = nodeCron().createTask(expressionOf(waking), () => this.#wake(plan, due, signal), {
      name: job.name,
      timezone: 'UTC',
      // However late it is: what is due is to be run.
      missedExecutionTolerance: Infinity,
      suppressMissedWarning: true,
      unref: true,
      logger: cronLogger(job, this.#logger),
    });
    this.#tasks.set(job, task);
    void task.start();
    // A task looks for a second after that of its start: this one would wait for the same second of next year.
    if (Date.now() >= waking) this.#wake(plan, due, signal);
  }

  #wake(plan: Plan, due: number, signal: AbortSignal): void {
    if (signal.aborted) return;
    const { job, schedule } = plan;
    void this.#tasks.get(job)?.destroy();
    const now = Date.now();
    const isDue = now >= due;
    this.#wait(plan, isDue ? schedule.next(now) : due, signal);
    if (isDue) this.#run(job, signal);
  }

  #run(job: ScheduledJob, signal: AbortSignal): void {
    if (this.#running.has(job)) {
      this.#logger.warn(
        `Job ${job.name}: still running at its next time; that is skipped, two must not overlap.`,
      );
      return;
    }
    const running = this.#guard(job, signal).finally(() => this.#running.delete(job));
    this.#running.set(job, running);
  }

  async #guard({ name, run }: ScheduledJob, signal: AbortSignal): Promise<void> {
    try {
      await run(signal);
    } catch (error) {
      this.#logger.error(`Job ${name} failed; it runs again at its next time.`, { error });
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

/**
 * Reads the schedule of a job by the clocks of a zone.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` for what is no cron expression, or one that never comes about
 */
export function planOf(job: ScheduledJob, zone: TimeZone): Plan {
  const { name, schedule } = job;
  const { fields, errors } = nodeCron().validateDetailed(schedule);
  if (fields === undefined) {
    const reason = errors.map(({ message }) => message).join('; ');
    throw refused(ASKED, `schedules.${name}`, `must be a cron expression; "${schedule}" is none (${reason})`);
  }
  const { second: seconds, minute: minutes, hour: hours } = fields;
  const times = new CronTimes({ seconds, minutes, hours, includesDate: dateTestOf(schedule, fields.month) });
  if (times.first(0) === undefined) {
    throw refused(ASKED, `schedules.${name}`, `must come about some day; "${schedule}" never does`);
  }
  const isEveryHour = new Set(hours).size === HOURS_OF_DAY;
  const isEveryFewMinutes = schedule.trim().split(/\s+/).at(-5)?.startsWith('*') ?? false;
  return { job, schedule: new Schedule({ times, isEveryHour, isEveryFewMinutes, zone }) };
}

/** Whether an expression takes in a date is asked of a task that is never started, and so not to be kept. */
function dateTestOf(expression: string, months: readonly number[]): (wall: number) => boolean {
  const task = nodeCron().createTask(expression, () => undefined, { timezone: 'UTC' });
  void task.destroy();
  return (wall) => {
    const date = new Date(wall);
    return months.includes(date.getUTCMonth() + 1) && task.match(date);
  };
}

function wholeSecond(instant: number): number {
  return Math.floor(instant / 1000) * 1000;
}

/** The cron expression, in UTC, of one second of the year. */
function expressionOf(instant: number): string {
  const date = new Date(instant);
  const time = [date.getUTCSeconds(), date.getUTCMinutes(), date.getUTCHours()];
  return [...time, date.getUTCDate(), date.getUTCMonth() + 1, '*'].join(' ');
}
