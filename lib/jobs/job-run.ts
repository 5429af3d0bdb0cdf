import type { CommandContext } from '../commands/context.js';
import type { ModelRegistry } from '../host/model-registry.js';
import type { Retention } from '../store/retention.js';

/** What every job takes. */
export interface JobOptions {
  /** The time against which due times are compared. @defaultValue the engine's clock */
  readonly now?: Date;
  /** How many rows one round claims. @defaultValue `100` */
  readonly batchSize?: number;
  /** Stops the job between two rows; what it has done stays done. */
  readonly signal?: AbortSignal;
}

/** How many rows a job takes at a time unless it is told otherwise. */
const DEFAULT_BATCH_SIZE = 100;

/** What the jobs of an engine work with. */
export interface JobParts {
  readonly context: CommandContext;
  readonly registry: ModelRegistry;
  readonly retention: Retention;
}

/** One run of a job: what it works with, the time it goes by, and when it is to stop. */
export class JobRun<Options extends JobOptions = JobOptions, Memory = unknown> implements JobParts {
  readonly context: CommandContext;
  readonly registry: ModelRegistry;
  readonly retention: Retention;
  readonly options: Options;
  /** What the engine keeps from one run of this job to the next. */
  readonly memory: Memory;
  /** The time against which rows are judged. */
  readonly now: Date;
  /** How many rows it takes at a time. */
  readonly batchSize: number;

  constructor({ context, registry, retention }: JobParts, options: Options, memory: Memory) {
    this.context = context;
    this.registry = registry;
    this.retention = retention;
    this.options = options;
    this.memory = memory;
    this.now = options.now ?? context.clock.now();
    this.batchSize = options.batchSize ?? DEFAULT_BATCH_SIZE;
  }

  /** Whether it was told to stop between two rows. */
  isStopped(): boolean {
    return this.options.signal?.aborted === true;
  }

  /** Reads page after page, up to the last one or until the job is told to stop. */
  async *pages<Row>(
    read: (page: RowsAfter<Row>) => Promise<readonly Row[]>,
    { after: first = null, limit = this.batchSize }: Partial<RowsAfter<Row>> = {},
  ): AsyncGenerator<readonly Row[]> {
    let after = first;
    while (!this.isStopped()) {
      const rows = await read({ after, limit });
      yield rows;
      if (rows.length < limit) return;
      after = rows.at(-1) ?? null;
    }
  }
}

/** So many rows, from the one after this on; from the first on where that is `null`. */
export interface RowsAfter<Row> {
  readonly after: Row | null;
  readonly limit: number;
}
