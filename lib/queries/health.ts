import { isDiskFull } from '../database-errors.js';
import type { Migrator } from '../migrate.js';
import type { Database } from '../store/database.js';
import { probeDisk } from '../store/probe-disk.js';
import { Pulse } from '../store/pulse.js';
import type { KnownKeys } from '../known-options.js';
import { requireKnown } from '../known-options.js';
import { hasTables, requireWritable } from '../store/writability.js';
import type { Transactions } from '../transactions.js';

const DEFAULT_WITHIN_MS = 2000;

/** Whether an engine can do its work, as the database says. */
export interface EngineHealth {
  /** Whether the database answers and has what this version of the package needs: whether to send requests here. */
  readonly isReady: boolean;
  /** Whether the database answers in time, and takes writes. */
  readonly isAvailable: boolean;
  /** Migrations that this version needs and that have not been run; none where the database does not answer. */
  readonly pendingMigrations: readonly string[];
  /** There, and `true`, where the database answers and has no room left to write. */
  readonly isDiskFull?: boolean;
  /** Why the database does not answer, or takes no writes; for operators only. */
  readonly error?: unknown;
}

/** How health is asked for. */
export interface HealthOptions {
  /** For how many ms to wait for the database. @defaultValue `2000` */
  readonly withinMs?: number;
}

const OPTIONS: KnownKeys<HealthOptions> = { withinMs: true };

const UNREADY = { isReady: false, isAvailable: false, pendingMigrations: [] } as const;

interface Checked {
  readonly database: Database;
  readonly transactions: Transactions;
}

/** Looks whether one engine can do its work. */
export class HealthCheck {
  readonly #pulse: Pulse<readonly string[]>;

  constructor(checked: Checked, migrator: Migrator) {
    this.#pulse = new Pulse(() => examine(checked, migrator));
  }

  /** How it is. Throws for nothing but an option that there is not. */
  async read(options: HealthOptions): Promise<EngineHealth> {
    requireKnown(options, OPTIONS, { caller: 'health' });
    const { withinMs = DEFAULT_WITHIN_MS } = options;
    try {
      const pendingMigrations = await this.#pulse.answer(withinMs);
      return { isReady: pendingMigrations.length === 0, isAvailable: true, pendingMigrations };
    } catch (error) {
      if (isDiskFull(error)) return { ...UNREADY, isAvailable: true, isDiskFull: true, error };
      return { ...UNREADY, error };
    }
  }
}

/** @throws whatever the routes would be refused with by the database */
async function examine({ database, transactions }: Checked, migrator: Migrator): Promise<readonly string[]> {
  const pending = await findPending(database, migrator);
  // Without its tables nothing can be written, whoever may.
  if (pending.length > 0) return pending;
  await requireWritable(database);
  // What changes nothing needs no room: where a write has found none, another is tried.
  if (transactions.disk.isFull) await probeDisk(database, transactions);
  return pending;
}

async function findPending(database: Database, migrator: Migrator): Promise<readonly string[]> {
  const pending = await migrator.pending();
  if (pending.length === 0 || (await migrator.executed()).length > 0) return pending;
  // Where none is on record, a tool of the host's may have run them, which keeps its records elsewhere.
  return (await hasTables(database)) ? [] : pending;
}
