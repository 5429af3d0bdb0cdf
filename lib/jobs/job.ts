/** What every job takes. */
export interface JobOptions {
  /** The time against which due times are compared. @defaultValue the engine's clock */
  readonly now?: Date;
  /** How many rows one round claims. @defaultValue `100` */
  readonly batchSize?: number;
  /** Stops the job between two rows; what it has done stays done. */
  readonly signal?: AbortSignal;
}

/** How many rows a job claims at a time unless it is told otherwise. */
export const DEFAULT_BATCH_SIZE = 100;
