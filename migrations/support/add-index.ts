import { indexNames } from './create-table.js';
import type { TableDefinition } from './create-table.js';
import { defineMigration } from './define-migration.js';
import type { Migration } from './define-migration.js';

/** The migration that adds one index to a table. Run again after it was cut, it finds the index and is done. */
export function addIndex(tableName: string, index: TableDefinition['indexes'][number]): Migration {
  return defineMigration({
    up: async (database) => {
      const { queryInterface, tablePrefix, table, transaction } = database;
      const name = `${tablePrefix}${tableName}_${index.name}`;
      if ((await indexNames(database, tableName)).has(name)) return;
      const options = { name, unique: index.unique === true, transaction };
      await queryInterface.addIndex(table(tableName), [...index.columns], options);
    },
    down: async ({ queryInterface, tablePrefix, table, transaction }) => {
      const indexed = table(tableName);
      const name = `${tablePrefix}${tableName}_${index.name}`;
      // PostgreSQL looks for an index by its own schema, and says nothing where it finds none.
      const found = typeof indexed === 'object' && 'schema' in indexed ? `${indexed.schema}.${name}` : name;
      await queryInterface.removeIndex(indexed, found, { transaction });
    },
  });
}
