import { indexNames } from './create-table.js';
import type { TableDefinition } from './create-table.js';
import { defineMigration } from './define-migration.js';
import type { Migration, MigrationDatabase } from './define-migration.js';

type Indexes = TableDefinition['indexes'];

/**
 * The migration that gives a table other indexes: it adds the new ones before it removes the old ones, so that no
 * query is ever without. Run again after it was cut, it does what is left.
 */
export function replaceIndexes(
  tableName: string,
  { before, after }: { readonly before: Indexes; readonly after: Indexes },
): Migration {
  return defineMigration({
    up: async (database) => replace(database, tableName, { remove: before, add: after }),
    down: async (database) => replace(database, tableName, { remove: after, add: before }),
  });
}

async function replace(
  database: MigrationDatabase,
  tableName: string,
  { remove, add }: { readonly remove: Indexes; readonly add: Indexes },
): Promise<void> {
  const { queryInterface, tablePrefix, table, transaction } = database;
  const existing = await indexNames(database, tableName);
  const indexed = table(tableName);
  const nameOf = (index: Indexes[number]): string => `${tablePrefix}${tableName}_${index.name}`;
  for (const index of add) {
    const name = nameOf(index);
    if (existing.has(name)) continue;
    await queryInterface.addIndex(indexed, [...index.columns], {
      name,
      unique: index.unique === true,
      transaction,
    });
  }
  for (const index of remove) {
    const name = nameOf(index);
    if (!existing.has(name)) continue;
    // PostgreSQL looks for an index by its own schema, and says nothing where it finds none.
    const found = typeof indexed === 'object' && 'schema' in indexed ? `${indexed.schema}.${name}` : name;
    await queryInterface.removeIndex(indexed, found, { transaction });
  }
}
