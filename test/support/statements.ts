import { AssertionError } from 'node:assert';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Sequelize, Transaction } from 'sequelize';

/** One SQL statement, as Sequelize logged it. */
export interface RecordedStatement {
  /** The transaction on whose connection it ran; `null` outside of any. A savepoint has its root's id. */
  readonly transactionId: string | null;
  readonly sql: string;
}

interface Recorder {
  readonly sequelize: Sequelize;
  readonly statements: RecordedStatement[];
  readonly outer: Recorder | undefined;
}

type Log = (message: string, ...details: unknown[]) => void;

/** The recorder of the asynchronous work in progress, so that tests may run at the same time. */
const recorders = new AsyncLocalStorage<Recorder>();
const logs = new WeakMap<Sequelize, Log>();

/**
 * Runs `work` and records every statement that it, and what it starts, executes on `sequelize`,
 * `START TRANSACTION` and `COMMIT` included. Statements with `logging: false` of their own are not seen.
 */
export async function recordStatements<T>(
  sequelize: Sequelize,
  work: () => Promise<T>,
): Promise<{ result: T; statements: RecordedStatement[] }> {
  const recorder = { sequelize, statements: [], outer: recorders.getStore() };
  listen(sequelize);
  const result = await recorders.run(recorder, work);
  return { result, statements: recorder.statements };
}

/**
 * Runs `work` and fails if one of its statements escapes: runs outside a transaction, where it takes
 * a second connection and is not undone with the rest; or, where `transaction` is given, in another one.
 *
 * @throws AssertionError that names the statements; its `cause` is what `work` itself threw.
 */
export async function forbidEscapes<T>(
  sequelize: Sequelize,
  work: () => Promise<T>,
  transaction?: Transaction,
): Promise<T> {
  const recording = await recordStatements(sequelize, () => settle(work));
  const outcome = recording.result;
  const escaped = recording.statements.filter((statement) => hasEscaped(statement, transaction));
  if (escaped.length > 0) {
    const list = escaped.map(({ transactionId, sql }) => `  (${transactionId ?? 'default'}) ${sql}`);
    const message = `These statements escaped their transaction:\n${list.join('\n')}`;
    throw Object.assign(new AssertionError({ message, stackStartFn: forbidEscapes }), {
      cause: outcome.failed ? outcome.error : undefined,
    });
  }
  if (outcome.failed) throw outcome.error;
  return outcome.value;
}

type Outcome<T> =
  { readonly failed: false; readonly value: T } | { readonly failed: true; readonly error: unknown };

async function settle<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { failed: false, value: await work() };
  } catch (error) {
    return { failed: true, error };
  }
}

function hasEscaped(statement: RecordedStatement, transaction: Transaction | undefined): boolean {
  if (transaction === undefined) return statement.transactionId === null;
  return statement.transactionId !== Reflect.get(transaction, 'id');
}

/** Puts a log into Sequelize's options, in front of the one that is there. */
function listen(sequelize: Sequelize): void {
  const { options } = sequelize as unknown as { options: { logging?: unknown } };
  const previous = options.logging;
  if (previous !== undefined && previous === logs.get(sequelize)) return;
  const log: Log = (message, ...details) => {
    record(sequelize, message);
    if (typeof previous === 'function') Reflect.apply(previous, undefined, [message, ...details]);
  };
  logs.set(sequelize, log);
  options.logging = log;
}

function record(sequelize: Sequelize, message: string): void {
  const [, id, sql] = /^Execut(?:ing|ed) \(([^)]*)\): (.*)$/s.exec(message) ?? [];
  if (id === undefined || sql === undefined) return;
  const statement = { transactionId: id === 'default' ? null : id, sql };
  for (let recorder = recorders.getStore(); recorder !== undefined; recorder = recorder.outer) {
    if (recorder.sequelize === sequelize) recorder.statements.push(statement);
  }
}
