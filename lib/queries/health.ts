import type { Migrator } from '../migrate.js';
import type { Database } from '../store/database.js';
import { Pulse } from '../store/pulse.js';
import { requireWritable } from '../store/writability.js';

const DEFAULT_WITHIN_MS = 2000;

/** Whether an engine can do its work, as the database says. */
export interface EngineHealth {
  /** Whether the database answers and has what this version of the package needs: whether to send requests here. */
  readonly isReady: boolean;
  /** Whether the database answers in time, and takes writes. */
  readonly isAvailable: boolean;
  /** Migrations that this version needs and that have not been run; none where the database does not answer. */
  readonly pendingMigrations: readonly string[];
  /** Why the database does not answer, or takes no writes; for operators only. */
  readonly error?: unknown;
}

/** How health is asked for. */
export interface HealthOptions {
  /** For how many ms to wait for the database. @defaultValue `2000` */
  readonly withinMs?: number;
}

/** Looks whether one engine can do its work. */
export class HealthCheck {
  readonly #pulse: Pulse<readonly string[]>;

  constructor(database: Database, migrator: Migrator) {
    this.#pulse = new Pulse(() => examine(database, migrator));
  }

  /** How it is. Never throws. */
  async read({ withinMs = DEFAULT_WITHIN_MS }: HealthOptions): Promise<EngineHealth> {
    try {
      const pendingMigrations = await this.#pulse.answer(withinMs);
      return { isReady: pendingMigrations.length === 0, isAvailable: true, pendingMigrations };
    } catch (error) {
      return { isReady: false, isAvailable: false, pendingMigrations: [], error };
    }
  }
}

/** @throws whatever the routes would be refused with by the database */
async function examine(database: Database, migrator: Migrator): Promise<readonly string[]> {
  const pending = await findPending(database, migrator);
  // Without its tables nothing can be written, whoever may.
  if (pending.length === 0) await requireWritable(database);
  return pending;
}

async function findPending({ sequelize, models }: Database, migrator: Migrator): Promise<readonly string[]> {
  const pending = await migrator.pending();
  if (pending.length === 0 || (await migrator.executed()).length > 0) return pending;
  // Where none is on record, a tool of the host's may have run them, which keeps its records elsewhere.
  const table = models.Attachment.getTableName();
  const options = { transaction: null };
  return (await sequelize.getQueryInterface().tableExists(table, options)) ? [] : pending;
}
