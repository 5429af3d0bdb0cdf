import type { Migration, MigrationContext } from '../migrations/support/define-migration.js';
import { MigrationError } from './migration-error.js';
import type { MigrationDirection } from './migration-error.js';
import type { MigrationStorage } from './migration-storage.js';

interface RunnerOptions {
  /** Every migration that this version has, by its name. */
  readonly migrations: Readonly<Record<string, Migration>>;
  readonly storage: MigrationStorage;
  readonly context: MigrationContext;
}

/**
 * Runs migrations and takes them back, in the order of their names: the table of names says which have been run, and
 * not when. Names in the table that this version does not know belong to a newer one. They are left alone.
 */
export class MigrationRunner {
  readonly #options: RunnerOptions;
  readonly #names: readonly string[];

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#names = Object.keys(options.migrations).sort();
  }

  /** Every name in the table, also the unknown ones. */
  async executed(): Promise<string[]> {
    return (await this.#options.storage.executed()).sort();
  }

  /** Those that have not been run, also where later ones have. */
  async pending(): Promise<string[]> {
    const executed = new Set(await this.executed());
    return this.#names.filter((name) => !executed.has(name));
  }

  /** The names in the table that this version has no migration for. */
  async unknown(): Promise<string[]> {
    return (await this.executed()).filter((name) => !this.#names.includes(name));
  }

  /** Those that can be taken back, the latest first. */
  async reversible(): Promise<string[]> {
    const executed = new Set(await this.executed());
    return this.#names.filter((name) => executed.has(name)).reverse();
  }

  /** Runs these, one after the other. Those before one that fails stay run, as far as their database lets them. */
  async run(names: readonly string[], direction: MigrationDirection): Promise<void> {
    for (const name of names) await this.#step(name, direction);
  }

  async #step(name: string, direction: MigrationDirection): Promise<void> {
    const { migrations, storage, context } = this.#options;
    try {
      await migrations[name]?.[direction]({ context });
      await (direction === 'up' ? storage.add(name) : storage.remove(name));
    } catch (cause) {
      throw new MigrationError({ name, direction }, cause);
    }
  }
}
