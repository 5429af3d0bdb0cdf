import { DataTypes } from 'sequelize';
import type { QueryInterface, TableName, Transaction } from 'sequelize';
import type { UmzugStorage } from 'umzug';

interface StorageOptions {
  readonly queryInterface: QueryInterface;
  readonly table: TableName;
  readonly transaction: Transaction | null;
}

/**
 * Which migrations have been run, in a table like that of umzug's own `SequelizeStorage`. That one takes no
 * transaction: it would ask the pool for a second connection, for which a pool of one waits for ever, and
 * what it writes would not be rolled back with the migration.
 */
export class MigrationStorage implements UmzugStorage {
  readonly #queryInterface: QueryInterface;
  readonly #table: TableName;
  readonly #transaction: Transaction | null;

  constructor({ queryInterface, table, transaction }: StorageOptions) {
    this.#queryInterface = queryInterface;
    this.#table = table;
    this.#transaction = transaction;
  }

  /** Creates the table where there is none. */
  async prepare(): Promise<void> {
    const name = { type: DataTypes.STRING(191), allowNull: false, primaryKey: true };
    const options = { transaction: this.#transaction, engine: 'InnoDB', charset: 'utf8mb4' };
    await this.#queryInterface.createTable(this.#table, { name }, options);
  }

  async executed(): Promise<string[]> {
    const transaction = this.#transaction;
    if (!(await this.#queryInterface.tableExists(this.#table, { transaction }))) return [];
    const options = { attributes: ['name'], order: ['name'], raw: true, transaction };
    const rows = await this.#queryInterface.select(null, this.#table, options);
    return (rows as { name: string }[]).map((row) => row.name);
  }

  async logMigration({ name }: { name: string }): Promise<void> {
    await this.#queryInterface.bulkInsert(this.#table, [{ name }], { transaction: this.#transaction });
  }

  async unlogMigration({ name }: { name: string }): Promise<void> {
    await this.#queryInterface.bulkDelete(this.#table, { name }, { transaction: this.#transaction });
  }
}
