import type { Transaction } from 'sequelize';

/** What Sequelize keeps of a transaction beside its types. */
type Kept = Transaction & {
  readonly parent?: Transaction;
  readonly _afterCommitHooks: (() => void)[];
};

const callbacks = new WeakMap<Transaction, (() => void)[]>();

/** The transaction that a savepoint is part of, or the transaction itself. */
export function rootOf(transaction: Transaction): Transaction {
  const { parent } = transaction as Kept;
  return parent === undefined ? transaction : rootOf(parent);
}

/**
 * Calls back after COMMIT of the outermost transaction. In one that the host opened Sequelize calls too where COMMIT
 * failed, and what was done in a savepoint may have been rolled back: the callback reads what is stored before it
 * believes anything. It must not throw, and nobody waits for it.
 */
export function afterRootCommit(transaction: Transaction, callback: () => void): void {
  // A savepoint's own afterCommit fires while the outer transaction is still open.
  const root = rootOf(transaction);
  const known = callbacks.get(root);
  if (known !== undefined) {
    known.push(callback);
    return;
  }
  const ours = [callback];
  callbacks.set(root, ours);
  // `afterCommit` appends, and Sequelize stops at the first callback that throws and waits for each: come before them.
  (root as Kept)._afterCommitHooks.unshift(() => {
    for (const call of ours) call();
  });
}
