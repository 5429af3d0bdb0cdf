/** How long some work may take, and what it says of itself when that was not enough. */
export interface TimeLimit {
  readonly ms: number;
  readonly message: string;
  /** Stops the work before. */
  readonly signal: AbortSignal;
}

/**
 * Runs work with a signal that aborts when the time is up, or the outer signal does. Work that then fails throws the
 * reason for that; work that cannot be stopped is left behind by {@link unlessAborted}.
 *
 * Not `AbortSignal.any` with `AbortSignal.timeout`, which may be collected before it fires:
 * https://github.com/nodejs/node/issues/57736
 */
export async function withinTime<Result>(
  { ms, message, signal: outer }: TimeLimit,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  outer.throwIfAborted();
  const inner = new AbortController();
  const stop = (): void => inner.abort(outer.reason);
  outer.addEventListener('abort', stop);
  const timer = setTimeout(() => inner.abort(new Error(message)), ms);
  try {
    return await work(inner.signal);
  } catch (error) {
    inner.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', stop);
  }
}

/** The outcome of work that heeds no signal, or a rejection as soon as the signal aborts. */
export async function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('Aborted.')));
  });
  return Promise.race([work, aborted]);
}
