import { requireKnown } from '../known-options.js';
import type { JobOptions, JobParts } from './job-run.js';
import { JobRun } from './job-run.js';

type OwnOptions<Options> = Readonly<Record<Extract<Exclude<keyof Options, keyof JobOptions>, string>, true>>;

/** Any interface of counts, which a type with an index signature would not take. */
type Numbers<Counts> = Readonly<Record<keyof Counts, number>>;

interface JobDefinition<Name extends string, Counts, Options extends JobOptions, Memory> {
  readonly name: Name;
  /** When it runs unless the engine's option `schedules` says otherwise: a cron expression. */
  readonly schedule: string;
  /** The options that it takes beside those of every job. */
  readonly options?: OwnOptions<Options>;
  /** Makes what an engine keeps from one run of the job to the next. */
  readonly memory?: () => Memory;
  /** Runs it once. @returns what was done, in numbers */
  readonly handle: (run: JobRun<Options, Memory>) => Promise<Counts>;
}

/** Runs a job once. */
export type RunJob<Counts, Options extends JobOptions = JobOptions> = (options?: Options) => Promise<Counts>;

/** A job, before it belongs to an engine. */
export interface Job<Name extends string = string, Counts = object, Options extends JobOptions = JobOptions> {
  readonly name: Name;
  readonly schedule: string;
  /** Gives the job of one engine. */
  readonly of: (parts: JobParts) => RunJob<Counts, Options>;
}

/** Everything about a job: it is then to be put into the list of jobs, and nothing else. */
export function defineJob<
  Name extends string,
  Counts extends Numbers<Counts>,
  Options extends JobOptions = JobOptions,
  Memory = undefined,
>({
  name,
  schedule,
  options: own,
  memory: remember,
  handle,
}: JobDefinition<Name, Counts, Options, Memory>): Job<Name, Counts, Options> {
  const known = { now: true, batchSize: true, signal: true, ...own } as const;
  return {
    name,
    schedule,
    of: (parts) => {
      const memory = remember?.() as Memory;
      return async (options = {} as Options) => {
        requireKnown(options, known, { caller: name });
        return handle(new JobRun(parts, options, memory));
      };
    },
  };
}
