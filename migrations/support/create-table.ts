import type { ModelAttributes } from 'sequelize';
import { columnsFor } from './columns.js';
import type { Columns } from './columns.js';
import { defineMigration } from './define-migration.js';
import type { Migration, MigrationDatabase } from './define-migration.js';

/** A table and its indexes. */
export interface TableDefinition {
  readonly columns: ModelAttributes;
  readonly indexes: readonly {
    /** What it is for; the table's name goes in front. */
    readonly name: string;
    readonly unique?: true;
    readonly columns: readonly string[];
  }[];
}

/**
 * The migration that creates one table with its indexes. MySQL commits after each statement: run again after
 * it was cut, it goes on with the first index that is missing.
 */
export function createTable(name: string, define: (columns: Columns) => TableDefinition): Migration {
  return defineMigration({
    up: async (database) => {
      const { queryInterface, tablePrefix, table, transaction } = database;
      const { columns, indexes } = define(columnsFor(database));
      await queryInterface.createTable(table(name), columns, {
        transaction,
        engine: 'InnoDB',
        charset: 'utf8mb4',
        collate: 'utf8mb4_unicode_ci',
      });
      const existing = await indexNames(database, name);
      for (const index of indexes) {
        const indexName = `${tablePrefix}${name}_${index.name}`;
        if (existing.has(indexName)) continue;
        const options = { name: indexName, unique: index.unique === true, transaction };
        await queryInterface.addIndex(table(name), [...index.columns], options);
      }
    },
    down: async ({ queryInterface, table, transaction }) => {
      await queryInterface.dropTable(table(name), { transaction });
    },
  });
}

/** The indexes that a table has. */
export async function indexNames({ queryInterface, table, transaction }: MigrationDatabase, name: string) {
  const indexes = (await queryInterface.showIndex(table(name), { transaction })) as { name: string }[];
  return new Set(indexes.map((index) => index.name));
}
