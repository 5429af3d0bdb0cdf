/** How long some work may take. */
export interface TimeLimit {
  readonly ms: number;
  /** What is thrown when that was not enough. */
  readonly late: () => Error;
  /** Stops the work before. */
  readonly signal?: AbortSignal;
}

type Work<Result> = (signal: AbortSignal) => Promise<Result> | Result;

/**
 * Runs work, and rejects in the moment in which its time is up. Work that does not heed its signal is left behind, and
 * its outcome with it.
 */
export async function withinTime<Result>(limit: TimeLimit, work: Work<Result>): Promise<Result> {
  return untilTime(limit, (signal) => unlessAborted(signal, work));
}

/**
 * Runs work with a signal that aborts when the time is up, or the outer signal does, and waits for what it makes of
 * that. Work that then fails throws the reason of the signal.
 *
 * Not `AbortSignal.any` with `AbortSignal.timeout`, which may be collected before it fires:
 * https://github.com/nodejs/node/issues/57736
 */
export async function untilTime<Result>(
  { ms, late, signal: outer }: TimeLimit,
  work: Work<Result>,
): Promise<Result> {
  outer?.throwIfAborted();
  const inner = new AbortController();
  const stop = (): void => inner.abort(outer?.reason);
  outer?.addEventListener('abort', stop);
  const timer = setTimeout(() => inner.abort(late()), ms);
  try {
    return await work(inner.signal);
  } catch (error) {
    inner.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', stop);
  }
}

/** The outcome of work, or a rejection as soon as its signal aborts. */
export async function unlessAborted<Result>(signal: AbortSignal, work: Work<Result>): Promise<Result> {
  const aborted = new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });
  return Promise.race([work(signal), aborted]);
}
