import { DataTypes } from 'sequelize';
import type { QueryInterface, TableName, Transaction } from 'sequelize';

interface StorageOptions {
  readonly queryInterface: QueryInterface;
  readonly table: TableName;
  readonly transaction: Transaction | null;
}

/**
 * Which migrations have been run, in a table such as the `SequelizeStorage` of umzug keeps. What is written belongs to
 * the transaction of the migration: it needs no second connection, and is rolled back with it.
 */
export class MigrationStorage {
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

  async add(name: string): Promise<void> {
    await this.#queryInterface.bulkInsert(this.#table, [{ name }], { transaction: this.#transaction });
  }

  async remove(name: string): Promise<void> {
    await this.#queryInterface.bulkDelete(this.#table, { name }, { transaction: this.#transaction });
  }
}
