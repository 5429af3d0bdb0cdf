import { setTimeout as sleep } from 'node:timers/promises';
import type { Sequelize, Transaction } from 'sequelize';
import { rootOf } from './after-root-commit.js';
import { failureOf, isTransient, noteCommitted, refusalOf, typed } from './database-errors.js';
import { DiskWatch } from './disk-watch.js';
import { WorkflowError } from './errors.js';
import { SqliteTurns } from './sqlite-turns.js';
import { Budget } from './time-limits/budget.js';
import type { Driver } from './sql/driver.js';
import type { OwnTransaction } from './time-limits/own-transaction.js';
import { beginOwn } from './time-limits/own-transaction.js';
import type { StatementLimit } from './time-limits/statement-limit.js';
import { statementLimitOf } from './time-limits/statement-limit.js';
import type { TimeLimits } from './time-limits/time-limit-options.js';
import { withinTime } from './time-limits/within-time.js';
import type { Logger } from './types.js';

const ATTEMPTS = 14;
const FIRST_DELAY_MS = 20;
const LONGEST_DELAY_MS = 500;

/** Work that runs inside a transaction. */
export type TransactionWork<Result> = (transaction: Transaction) => Promise<Result>;

/** How long a transaction of ours may take, and each of its statements. */
export type TransactionLimits = Pick<TimeLimits, 'statementTimeoutMs' | 'transactionTimeoutMs'>;

/** For what handles many rows in one statement, and nobody waits for. */
const BATCH_LIMITS: TransactionLimits = { statementTimeoutMs: 60_000, transactionTimeoutMs: 120_000 };

interface TransactionOptions {
  readonly sequelize: Sequelize;
  readonly driver: Driver;
  readonly limits: TransactionLimits;
  readonly logger: Logger;
  readonly ambientTransaction?: (() => Transaction | null | undefined) | undefined;
}

/**
 * Opens the engine's transactions, or joins the host's.
 *
 * Our own are READ COMMITTED and repeated whole after a deadlock, a serialization failure or a busy database, also
 * where COMMIT is what answers that. What else the database fails at leaves them as a WorkflowError `TRY_AGAIN`, whose
 * `cause` is the database's own error; or `OUTCOME_UNKNOWN`, where the connection broke after COMMIT was sent.
 * What takes longer than it may is given up, and is `TRY_AGAIN` as well.
 *
 * A joined one is never committed, rolled back, repeated or limited: that is for whoever opened it, who therefore gets the
 * database's own error.
 */
export class Transactions {
  /** Whether what is written here last found no room. */
  readonly disk = new DiskWatch();
  readonly #sequelize: Sequelize;
  readonly #ambient: () => Transaction | null | undefined;
  readonly #limits: TransactionLimits;
  readonly #statementLimit: StatementLimit;
  readonly #sqliteTurns: SqliteTurns;
  readonly #own = new WeakSet<Transaction>();

  constructor({ sequelize, driver, limits, logger, ambientTransaction }: TransactionOptions) {
    this.#sequelize = sequelize;
    this.#sqliteTurns = new SqliteTurns();
    this.#limits = limits;
    this.#statementLimit = statementLimitOf({ sequelize, driver, logger });
    this.#ambient = ambientTransaction ?? (() => null);
  }

  /** The transaction of the host's that a call takes part in, or `null`. */
  joined(given: Transaction | undefined): Transaction | null {
    const joined = given ?? this.#ambient() ?? null;
    if (joined === null || isTransaction(joined)) return joined;
    throw new WorkflowError(
      'INVALID_CONFIGURATION',
      'A call was given a transaction, itself or by ambientTransaction, that is none of Sequelize.',
    );
  }

  /** Whether we have opened a transaction, or the one whose savepoint it is: READ COMMITTED, and repeated by us. */
  isOwn(transaction: Transaction): boolean {
    return this.#own.has(rootOf(transaction));
  }

  /**
   * Runs the work in the given transaction, else in the ambient one, else in one of our own.
   *
   * @throws WorkflowError `INVALID_REQUEST` where the database refuses a value, and what {@link open} throws; in a
   * joined transaction the database's own error instead
   */
  async run<Result>(given: Transaction | undefined, work: TransactionWork<Result>): Promise<Result> {
    const joined = this.joined(given);
    try {
      return await (joined === null ? this.open(work) : work(joined));
    } catch (error) {
      this.disk.note(error);
      throw joined === null ? typed(error) : error;
    }
  }

  /** Like {@link run}, for work that only reads: whether that was committed is all the same. */
  async read<Result>(given: Transaction | undefined, work: TransactionWork<Result>): Promise<Result> {
    try {
      return await this.run(given, work);
    } catch (error) {
      const isUnknown = error instanceof WorkflowError && error.code === 'OUTCOME_UNKNOWN';
      throw isUnknown ? refusalOf('lost', error.cause) : error;
    }
  }

  /**
   * Runs the work in a transaction of our own, as often as it takes; never again once it has been committed, or may
   * have been.
   *
   * @throws WorkflowError `TRY_AGAIN` where the database does not let it, or it takes longer than it may, and nothing
   * has changed; `OUTCOME_UNKNOWN` where nobody knows whether it was committed
   */
  async open<Result>(work: TransactionWork<Result>): Promise<Result> {
    return this.#repeat(this.#limits, (turn) => this.#begin(work, turn));
  }

  /** Like {@link open}, with more time: for work of a job on many rows. */
  async openBatch<Result>(work: TransactionWork<Result>): Promise<Result> {
    const { statementTimeoutMs, transactionTimeoutMs } = this.#limits;
    const limits = {
      statementTimeoutMs: Math.max(BATCH_LIMITS.statementTimeoutMs, statementTimeoutMs),
      transactionTimeoutMs: Math.max(BATCH_LIMITS.transactionTimeoutMs, transactionTimeoutMs),
    };
    return this.#repeat(limits, (turn) => this.#begin(work, turn));
  }

  /**
   * Runs bookkeeping of a job, of which each statement may commit by itself. For one row, which is found by its key,
   * that needs no transaction: the work gets `null`. Several rows are locked under READ COMMITTED, as MySQL would else
   * also lock what lies between them; and on SQLite all transactions take turns.
   *
   * @param rows - how many rows are written
   */
  async keepBooks<Result>(
    rows: number,
    work: (transaction: Transaction | null) => Promise<Result>,
  ): Promise<Result> {
    if (rows > 1 || this.#sequelize.getDialect() === 'sqlite') return this.openBatch(work);
    return this.#repeat(this.#limits, ({ budget }) => withinTime(budget.limit, () => work(null)));
  }

  async #repeat<Result>(
    { statementTimeoutMs: statementMs, transactionTimeoutMs }: TransactionLimits,
    run: (turn: Turn) => Promise<Result>,
  ): Promise<Result> {
    const budget = new Budget(transactionTimeoutMs);
    for (let attempt = 1; ; attempt += 1) {
      const turn: Turn = { phase: 'beginning', afterCommit: () => Promise.resolve(), budget, statementMs };
      try {
        const result = await run(turn);
        turn.phase = 'committed';
        await turn.afterCommit();
        return result;
      } catch (error) {
        if (turn.phase === 'committed') throw error;
        this.disk.note(error);
        if (attempt === ATTEMPTS || !isTransient(error)) throw failed(error, turn);
        if (budget.isOver) throw budget.exceeded(error);
        await sleep(Math.random() * Math.min(FIRST_DELAY_MS * 2 ** attempt, LONGEST_DELAY_MS));
      }
    }
  }

  async #begin<Result>(work: TransactionWork<Result>, turn: Turn): Promise<Result> {
    const begun = async (transaction: Transaction): Promise<Result> => {
      this.#own.add(transaction);
      collectCallbacks(transaction, turn);
      turn.phase = 'working';
      const result = await work(transaction);
      turn.phase = 'committing';
      return result;
    };
    const begin = (inside: TransactionWork<Result>): OwnTransaction<Result> => {
      const { budget, statementMs } = turn;
      const statementLimit = this.#statementLimit;
      return beginOwn({ sequelize: this.#sequelize, budget, statementMs, statementLimit }, inside);
    };
    if (this.#sequelize.getDialect() !== 'sqlite') return begin(begun).answer;
    return this.#sqliteTurns.take(begun, turn.budget, begin);
  }
}

/** One attempt at a transaction of ours. */
interface Turn {
  /** How far it is. What fails while it is committing is what COMMIT has answered: nothing else runs then. */
  phase: 'beginning' | 'working' | 'committing' | 'committed';
  /** Calls what was registered to be called once it has been committed. */
  afterCommit: () => Promise<void>;
  /** For all attempts together. */
  readonly budget: Budget;
  readonly statementMs: number;
}

/** A host may have a copy of Sequelize of its own, so that its transactions are instances of another class. */
function isTransaction(value: unknown): value is Transaction {
  return typeof (value as Partial<Transaction>).afterCommit === 'function';
}

type Callback = (transaction: Transaction) => unknown;

/**
 * Sequelize calls these also where COMMIT has failed, and drops the rest where one throws, and with them what COMMIT
 * said. In transactions of ours they are called by us, after a COMMIT that went well.
 */
function collectCallbacks(transaction: Transaction, turn: Turn): void {
  const callbacks: Callback[] = [];
  // What was lent has a list of its own: the transaction that Sequelize commits never hears of these.
  Object.assign(transaction, { _afterCommitHooks: callbacks });
  turn.afterCommit = () => callAll(callbacks, transaction);
}

/** Calls each of them, whatever the others throw. @throws what the first of those threw that did */
async function callAll(callbacks: readonly Callback[], transaction: Transaction): Promise<void> {
  const errors: unknown[] = [];
  // One may register another.
  for (const callback of callbacks) {
    try {
      await callback(transaction);
    } catch (error) {
      noteCommitted(error);
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

/** What leaves a transaction that is not tried again. A refused value stays: it may be the host's own statement. */
function failed(error: unknown, { phase }: Turn): unknown {
  const failure = failureOf(error, phase !== 'working');
  if (failure === null || failure === 'input') return error;
  if (phase === 'committing' && failure === 'lost') return refusalOf('unknown', error);
  return typed(error, phase !== 'working');
}
