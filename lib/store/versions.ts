import { LRUCache } from 'lru-cache';
import type { Transaction } from 'sequelize';
import { compile } from '../definition/compile.js';
import { parseDefinition } from '../definition/serialize.js';
import type { Plan } from '../definition/types.js';
import { WorkflowError } from '../errors.js';
import { afterRootCommit, rootOf } from '../after-root-commit.js';
import type { Database } from './database.js';
import { readRows } from './rows.js';
import { WrittenBy } from './written-by.js';

const CACHED_VERSIONS = 500;

/**
 * Compiled versions. They never change, so they are kept: for the transaction that read them, and once that has
 * committed for all.
 */
export class Versions {
  readonly #database: Database;
  readonly #cache = new LRUCache<number, Plan>({ max: CACHED_VERSIONS });
  readonly #read = new WeakMap<Transaction, Map<number, Plan>>();
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
    const read = transaction === null ? undefined : this.#read.get(rootOf(transaction));
    for (const id of versionIds) {
      const cached = this.#cache.get(id) ?? read?.get(id);
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
    const plan = compile(parseDefinition(definition));
    if (transaction === null) this.#cache.set(id, plan);
    else if (!this.#frozen.has(transaction)) this.#keepFor(transaction, id, plan);
    return plan;
  }

  #keepFor(transaction: Transaction, id: number, plan: Plan): void {
    const root = rootOf(transaction);
    const read = this.#read.get(root) ?? new Map<number, Plan>();
    this.#read.set(root, read.set(id, plan));
    afterRootCommit(root, () => {
      this.#cache.set(id, plan);
    });
  }
}
