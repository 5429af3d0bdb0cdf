import type { ModelAttributeColumnOptions } from 'sequelize';
import { columnsFor } from './columns.js';
import type { Columns } from './columns.js';
import { defineMigration } from './define-migration.js';
import type { Migration } from './define-migration.js';

/** A column that an existing table gets. */
interface ColumnDefinition {
  readonly name: string;
  /** Rows that are there already have no value for it: it must be optional. */
  readonly define: (columns: Columns) => ModelAttributeColumnOptions;
}

/** The migration that adds one column to a table. Run again after it was cut, it finds the column and is done. */
export function addColumn(tableName: string, { name, define }: ColumnDefinition): Migration {
  return defineMigration({
    up: async (database) => {
      const { queryInterface, table, transaction } = database;
      // Its types leave out the transaction, without which it would take a second connection.
      const inside: object = { transaction };
      const existing = await queryInterface.describeTable(table(tableName), inside);
      if (name in existing) return;
      await queryInterface.addColumn(table(tableName), name, define(columnsFor(database)), { transaction });
    },
    down: async ({ queryInterface, table, transaction }) => {
      const { sequelize } = queryInterface;
      const generator = queryInterface.queryGenerator as { quoteTable(name: unknown): string };
      const column = queryInterface.quoteIdentifier(name, true);
      // Sequelize would rebuild the table on SQLite, and with foreign keys on delete every row that points at it.
      const sql = `ALTER TABLE ${generator.quoteTable(table(tableName))} DROP COLUMN ${column}`;
      await sequelize.query(sql, { transaction });
    },
  });
}
