import type { Transaction } from 'sequelize';
import { WorkflowError } from '../errors.js';

/** What we use of a transaction of Sequelize's beyond its types. */
export interface SequelizeTransaction extends Transaction {
  /** There from the moment on in which the pool has given one. */
  connection?: object;
  /** Set as soon as COMMIT or ROLLBACK is sent. */
  finished?: 'commit' | 'rollback';
  readonly savepoints: SequelizeTransaction[];
  /** What is called after COMMIT. */
  readonly _afterCommitHooks: ((transaction: Transaction) => unknown)[];
  /** Waits for a connection, and begins. */
  prepareEnvironment(withNamespace: boolean): Promise<void>;
  begin(): Promise<void>;
  /** Gives the connection back to the pool. */
  cleanup(): void;
  /** Closes the connection instead. */
  forceCleanup(): Promise<void>;
}

/** A transaction of ours in the hands of those who work in it. */
export interface LentTransaction {
  readonly transaction: Transaction;
  /** Refuses from now on whatever is still asked through it, or through a savepoint of it. */
  takeBack(): void;
}

/**
 * Lends a transaction so that it can be taken back, before it ends.
 *
 * Sequelize leaves a transaction, and every savepoint of it, with the connection that it had. Once the pool has given
 * that to somebody else, what a savepoint is asked for still runs on it, in the other's transaction.
 */
export function lend(transaction: SequelizeTransaction): LentTransaction {
  let isLent = true;
  const lent = Object.create(transaction, {
    connection: { get: () => (isLent ? transaction.connection : refuse()) },
    finished: {
      get: () => transaction.finished,
      set: (how: SequelizeTransaction['finished']) => Object.assign(transaction, { finished: how }),
    },
  }) as Transaction;
  const takeBack = (): void => {
    isLent = false;
    transaction.savepoints.forEach(close);
  };
  return { transaction: lent, takeBack };
}

/** Ends a savepoint without a word to the database, which forgets it with the transaction. */
function close(savepoint: SequelizeTransaction): void {
  savepoint.finished ??= 'rollback';
  // One that is just being made is given its connection afterwards.
  Object.defineProperty(savepoint, 'connection', { get: refuse, set: () => undefined });
  savepoint.savepoints.forEach(close);
}

function refuse(): never {
  throw new WorkflowError(
    'TRY_AGAIN',
    'This transaction is over, so that nothing runs in it any more. Wait for what you do in it, and heed its signal.',
  );
}
