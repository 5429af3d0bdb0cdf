/** How long the engine lets the database and the host take. In ms, each from 100 to 600,000. */
export interface TimeLimitOptions {
  /**
   * How long one statement, and with it the wait for one lock, may take in a transaction that the engine opens. Then
   * it is stopped, and the call throws `TRY_AGAIN`. The host's own smaller `statement_timeout` on PostgreSQL holds
   * beside it; on SQLite, whose statements wait for nobody but the one writer, only `transactionTimeoutMs` holds.
   *
   * @defaultValue `10000`
   */
  readonly statementTimeoutMs?: number;
  /**
   * How long a transaction that the engine opens may take, with the wait for a connection of the pool and every
   * repetition after a deadlock. Then it is rolled back, and the call throws `TRY_AGAIN`. A request over HTTP may
   * take 5 seconds more. It is at least `statementTimeoutMs`.
   *
   * @defaultValue twice `statementTimeoutMs`: `20000`
   */
  readonly transactionTimeoutMs?: number;
  /**
   * How long a function of the host's may take that is called under locks: one question to the directory, a hook, an
   * inline action. Then its `signal` is aborted, the transaction is rolled back, what the function still asks through
   * it is refused, and the call throws `TRY_AGAIN`. It is less than `transactionTimeoutMs`.
   *
   * @defaultValue half of `statementTimeoutMs`: `5000`
   */
  readonly hostTimeoutMs?: number;
}

/** The limits of an engine, complete. */
export type TimeLimits = Required<TimeLimitOptions>;

const DEFAULT_STATEMENT_MS = 10_000;
const LEAST_MS = 100;
const MOST_MS = 600_000;

/** Fills in the defaults. */
export function resolveTimeLimits(options: TimeLimitOptions): TimeLimits {
  const { statementTimeoutMs = DEFAULT_STATEMENT_MS } = options;
  const {
    transactionTimeoutMs = Math.min(2 * statementTimeoutMs, MOST_MS),
    hostTimeoutMs = Math.max(Math.floor(statementTimeoutMs / 2), LEAST_MS),
  } = options;
  return { statementTimeoutMs, transactionTimeoutMs, hostTimeoutMs };
}

/** What is wrong with limits: which option must be what; `null` where nothing is. */
export function findTimeLimitProblem(limits: TimeLimits): { name: string; expected: string } | null {
  const { statementTimeoutMs, transactionTimeoutMs, hostTimeoutMs } = limits;
  for (const [name, ms] of Object.entries<number>({ ...limits })) {
    if (Number.isInteger(ms) && ms >= LEAST_MS && ms <= MOST_MS) continue;
    return { name, expected: `a whole number of ms from ${LEAST_MS} to ${MOST_MS}` };
  }
  if (transactionTimeoutMs < statementTimeoutMs) {
    return { name: 'transactionTimeoutMs', expected: `at least statementTimeoutMs, ${statementTimeoutMs}` };
  }
  if (hostTimeoutMs < transactionTimeoutMs) return null;
  return { name: 'hostTimeoutMs', expected: `less than transactionTimeoutMs, ${transactionTimeoutMs}` };
}
