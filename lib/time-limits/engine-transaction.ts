import type { Sequelize } from 'sequelize';
import { Transaction } from 'sequelize';
import type { Driver } from '../sql/driver.js';
import type { SequelizeTransaction } from './lent-transaction.js';

/** The statements that begin a transaction, in order. */
export type Opening = (transaction: Transaction) => Promise<readonly string[]>;

/** What of Sequelize's class is not among its types. */
type TransactionClass = new (sequelize: Sequelize, options: object) => SequelizeTransaction;

const Base = Transaction as unknown as TransactionClass;

/**
 * A transaction of ours. It begins and commits on its own connection past Sequelize's query layer, which costs more
 * than both statements; everything else about it is Sequelize's.
 */
export class EngineTransaction extends Base {
  readonly #driver: Driver;
  readonly #opening: Opening;

  constructor(
    sequelize: Sequelize,
    { driver, opening, ...options }: { readonly driver: Driver; readonly opening: Opening },
  ) {
    super(sequelize, { isolationLevel: Transaction.ISOLATION_LEVELS.READ_COMMITTED, ...options });
    this.#driver = driver;
    this.#opening = opening;
  }

  /** Begins, on the connection that the pool has given. */
  override async begin(): Promise<void> {
    for (const statement of await this.#opening(this)) await this.#driver.command(statement, this);
  }

  /** Commits, and gives the connection back; one that cannot say what became of the COMMIT is closed. */
  override async commit(): Promise<void> {
    // Its connection may be another's by now.
    if (this.finished !== undefined) {
      throw new Error(`This transaction has ended already (${this.finished}): it cannot be committed.`);
    }
    const committed = this.#driver.command('COMMIT;', this);
    this.finished = 'commit';
    try {
      await committed;
    } catch (error) {
      await this.forceCleanup();
      throw error;
    }
    this.cleanup();
    for (const callback of this._afterCommitHooks) await callback(this);
  }
}
