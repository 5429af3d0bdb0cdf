import type { Transaction } from 'sequelize';
import { rootOf } from '../after-root-commit.js';

/**
 * The transactions that wrote rows of one kind. What these read of that kind is not to be remembered: a savepoint may
 * take it back while the rest commits, and SQLite gives its ids out again.
 */
export class WrittenBy {
  readonly #roots = new WeakSet<Transaction>();

  /** Notes that a transaction, or a savepoint of it, writes such rows. */
  add(transaction: Transaction): void {
    this.#roots.add(rootOf(transaction));
  }

  /** Whether what is read here may have been written here. */
  has(transaction: Transaction | null): boolean {
    return transaction !== null && this.#roots.has(rootOf(transaction));
  }
}
