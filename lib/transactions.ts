import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { Transaction } from 'sequelize';
import type { Sequelize } from 'sequelize';
import { WorkflowError } from './errors.js';

const ATTEMPTS = 8;
const FIRST_DELAY_MS = 10;

/** Work that runs inside a transaction. */
export type TransactionWork<Result> = (transaction: Transaction) => Promise<Result>;

interface TransactionOptions {
  readonly sequelize: Sequelize;
  readonly ambientTransaction?: (() => Transaction | null | undefined) | undefined;
}

/**
 * Opens the engine's transactions, or joins the host's.
 *
 * Our own are READ COMMITTED and repeated whole after a deadlock, a serialization failure or a busy database.
 * A joined one is never committed, rolled back or repeated: that is for whoever opened it.
 */
export class Transactions {
  readonly #sequelize: Sequelize;
  readonly #ambient: () => Transaction | null | undefined;
  // On SQLite, waiters for the write lock fill libuv's threads, so that the holder cannot run: let one in at a time.
  readonly #gate = pLimit(1);
  // Only ever entered on SQLite: elsewhere nothing waits for itself, and following every promise is not free.
  readonly #turns = new AsyncLocalStorage<Turn>();

  constructor({ sequelize, ambientTransaction }: TransactionOptions) {
    this.#sequelize = sequelize;
    this.#ambient = ambientTransaction ?? (() => null);
  }

  /** The transaction of the host's that a call takes part in, or `null`. */
  joined(given: Transaction | undefined): Transaction | null {
    return given ?? this.#ambient() ?? null;
  }

  /** Runs the work in the given transaction, else in the ambient one, else in one of our own. */
  async run<Result>(given: Transaction | undefined, work: TransactionWork<Result>): Promise<Result> {
    const joined = this.joined(given);
    return joined === null ? this.open(work) : work(joined);
  }

  /** Runs the work in a transaction of our own, as often as it takes; never again once it has been committed. */
  async open<Result>(work: TransactionWork<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt += 1) {
      const turn: Turn = { isCommitted: false, isOver: false };
      try {
        return await this.#begin(work, turn);
      } catch (error) {
        if (turn.isCommitted || attempt === ATTEMPTS || !isTransient(error)) throw error;
        await sleep(FIRST_DELAY_MS * 2 ** attempt * (0.5 + Math.random()));
      }
    }
  }

  async #begin<Result>(work: TransactionWork<Result>, turn: Turn): Promise<Result> {
    const begun = (transaction: Transaction): Promise<Result> => {
      transaction.afterCommit(() => {
        turn.isCommitted = true;
      });
      return work(transaction);
    };
    if (this.#sequelize.getDialect() === 'sqlite') return this.#inTurn(begun, turn);
    const isolationLevel = Transaction.ISOLATION_LEVELS.READ_COMMITTED;
    return this.#sequelize.transaction({ isolationLevel }, begun);
  }

  async #inTurn<Result>(work: TransactionWork<Result>, turn: Turn): Promise<Result> {
    if (this.#turns.getStore()?.isOver === false) throw waitsForItself();
    return new Promise((resolve, reject) => {
      const stay = (leave: () => void): void => {
        this.#take(work, turn, leave).then(resolve, reject);
      };
      void this.#gate(() => new Promise<void>(stay));
    });
  }

  async #take<Result>(work: TransactionWork<Result>, turn: Turn, leave: () => void): Promise<Result> {
    const end = (): void => {
      turn.isOver = true;
      leave();
    };
    const begun = (transaction: Transaction): Promise<Result> => {
      // Before all other callbacks: those may well begin the next transaction, and are waited for.
      transaction.afterCommit(end);
      return this.#turns.run(turn, work, transaction);
    };
    try {
      return await this.#sequelize.transaction({ type: Transaction.TYPES.IMMEDIATE }, begun);
    } finally {
      end();
    }
  }
}

/** One attempt at a transaction of ours. */
interface Turn {
  /** Whether COMMIT was sent: what fails after that has happened all the same. */
  isCommitted: boolean;
  /** On SQLite: whether the next one may come in. */
  isOver: boolean;
}

function waitsForItself(): WorkflowError {
  return new WorkflowError(
    'INVALID_CONFIGURATION',
    'This call runs inside a transaction and does not name it, so that it would wait for ever: ' +
      'SQLite has one writer. Pass { transaction } on.',
  );
}

/** Calls back once the outermost transaction has committed; a callback that throws is the caller's to guard. */
export function afterRootCommit(transaction: Transaction, callback: () => void): void {
  // A savepoint's own afterCommit fires while the outer transaction is still open.
  let root = transaction as Transaction & { parent?: Transaction };
  while (root.parent) root = root.parent;
  root.afterCommit(callback);
}

const TRANSIENT_CODES: ReadonlySet<unknown> = new Set([
  'ER_LOCK_DEADLOCK',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_CHECKREAD',
  '40P01',
  '40001',
  '55P03',
  'SQLITE_BUSY',
]);

/** Whether the database asks for the whole transaction to be tried again. */
export function isTransient(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, original, cause } = error as { code?: unknown; original?: unknown; cause?: unknown };
  return TRANSIENT_CODES.has(code) || isTransient(original) || isTransient(cause);
}
