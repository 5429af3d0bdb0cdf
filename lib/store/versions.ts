import { LRUCache } from 'lru-cache';
import type { Transaction } from 'sequelize';
import { compile } from '../definition/compile.js';
import { thaw } from '../definition/freeze.js';
import type { Plan } from '../definition/types.js';
import { WorkflowError } from '../errors.js';
import { afterRootCommit } from '../after-root-commit.js';
import type { Database } from './database.js';
import { readRows } from './rows.js';
import { WrittenBy } from './written-by.js';

const CACHED_VERSIONS = 500;

/** Compiled versions. They never change, so they are kept once the transaction that read them has committed. */
export class Versions {
  readonly #database: Database;
  readonly #cache = new LRUCache<number, Plan>({ max: CACHED_VERSIONS });
  readonly #frozen = new WrittenBy();

  constructor(database: Database) {
    this.#database = database;
  }

  /** Notes that a transaction freezes a version, which may be rolled back. */
  noteFreezing(transaction: Transaction): void {
    this.#frozen.add(transaction);
  }

  /** The plan of a version. */
  async plan(versionId: number, transaction: Transaction | null = null): Promise<Plan> {
    const plan = (await this.plans([versionId], transaction)).get(versionId);
    if (plan === undefined) throw new WorkflowError('INTERNAL_ERROR', `Version ${versionId} is missing.`);
    return plan;
  }

  /** The plans of several versions, in at most one statement. */
  async plans(
    versionIds: readonly number[],
    transaction: Transaction | null = null,
  ): Promise<ReadonlyMap<number, Plan>> {
    const plans = new Map<number, Plan>();
    const missing = new Set<number>();
    for (const id of versionIds) {
      const cached = this.#cache.get(id);
      if (cached === undefined) missing.add(id);
      else plans.set(id, cached);
    }
    if (missing.size === 0) return plans;
    const { Version } = this.#database.models;
    const rows = await Version.findAll({
      where: { id: [...missing] },
      attributes: ['id', 'definition'],
      raw: true,
      transaction,
    });
    for (const { id, definition } of readRows(Version, rows)) {
      plans.set(id, this.#remember(id, definition, transaction));
    }
    return plans;
  }

  #remember(id: number, definition: string, transaction: Transaction | null): Plan {
    const plan = compile(thaw(definition));
    const keep = (): void => {
      this.#cache.set(id, plan);
    };
    if (transaction === null) keep();
    else if (!this.#frozen.has(transaction)) afterRootCommit(transaction, keep);
    return plan;
  }
}
