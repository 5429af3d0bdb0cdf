/** Thrown by a handler that knows when it should be tried again: what a server says with `Retry-After`. */
export class RetryLater extends Error {
  override readonly name = 'RetryLater';
  /** In ms, from now. */
  readonly afterMs: number;

  constructor(message: string, options: { readonly afterMs: number; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.afterMs = options.afterMs;
  }
}

/** Thrown by a handler for what no further attempt can mend: it goes to the dead letters at once. */
export class GiveUp extends Error {
  override readonly name = 'GiveUp';
}
