import { AsyncLocalStorage } from 'node:async_hooks';
import pLimit from 'p-limit';
import type { Transaction } from 'sequelize';
import { WorkflowError } from './errors.js';
import type { Budget } from './time-limits/budget.js';
import type { OwnTransaction } from './time-limits/own-transaction.js';
import { withinTime } from './time-limits/within-time.js';

type Work<Result> = (transaction: Transaction) => Promise<Result>;

/** The turn of one transaction. */
interface Turn {
  /** Whether the next one may come in. */
  isOver: boolean;
}

/**
 * Lets transactions on SQLite, which has one writer, take turns: waiters for its lock fill libuv's threads, so that the
 * holder cannot run.
 */
export class SqliteTurns {
  readonly #gate = pLimit(1);
  // Only ever entered on SQLite: elsewhere nothing waits for itself, and following every promise is not free.
  readonly #turns = new AsyncLocalStorage<Turn>();

  /**
   * Runs work in a transaction as soon as all others are over.
   *
   * @throws WorkflowError `INVALID_CONFIGURATION` inside one of them; `TRY_AGAIN` where the budget does not last
   */
  async take<Result>(
    work: Work<Result>,
    budget: Budget,
    begin: (work: Work<Result>) => OwnTransaction<Result>,
  ): Promise<Result> {
    if (this.#turns.getStore()?.isOver === false) throw waitsForItself();
    const turn: Turn = { isOver: false };
    return new Promise((resolve, reject) => {
      const stay = async (): Promise<void> => {
        // Who has waited at the gate for longer than it may has been answered.
        if (budget.isOver) return;
        const own = begin((transaction) => this.#turns.run(turn, work, transaction));
        own.answer.then(resolve, reject);
        // The one lock may be held, or waited for, for longer than its caller is let wait.
        await own.ended.catch(() => undefined);
        turn.isOver = true;
      };
      withinTime(budget.limit, () => this.#gate(stay)).catch(reject);
    });
  }
}

function waitsForItself(): WorkflowError {
  return new WorkflowError(
    'INVALID_CONFIGURATION',
    'This call runs inside a transaction and does not name it, so that it would wait for ever: ' +
      'SQLite has one writer. Pass { transaction } on.',
  );
}
