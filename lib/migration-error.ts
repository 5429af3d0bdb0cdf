/** Whether a migration was being run or taken back. */
export type MigrationDirection = 'up' | 'down';

/** Which migration, and which way it went. */
export interface MigrationStep {
  readonly name: string;
  readonly direction: MigrationDirection;
}

/**
 * A migration failed. Its message names the migration; `cause` is what went wrong. Once that is mended it can be run
 * again, and does what is left.
 */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly migration: MigrationStep;

  constructor(migration: MigrationStep, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `Migration ${migration.name} (${migration.direction}) failed: ${reason}\nMend the cause and run it again.`,
      { cause },
    );
    this.migration = migration;
  }
}
