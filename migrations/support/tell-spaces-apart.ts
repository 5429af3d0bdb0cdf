import { QueryTypes } from 'sequelize';
import { WorkflowError } from '../../lib/errors.js';
import { defineMigration } from './define-migration.js';
import type { Migration, MigrationDatabase } from './define-migration.js';

/** What the columns of ids were created with. It takes `'A '` and `'A'` for the same text. */
const PADDING = 'utf8mb4_bin';

/** The collations that compare code points and take no space for padding, MariaDB's before that of MySQL. */
const EXACT = ['utf8mb4_nopad_bin', 'utf8mb4_0900_bin'] as const;

interface ColumnOfIds {
  readonly name: string;
  readonly type: string;
  readonly isNullable: 'YES' | 'NO';
  readonly byDefault: string | null;
}

/**
 * The migration that makes the ids of one table differ where they differ by spaces at their end, in one ALTER for all
 * of the columns. Only MySQL and MariaDB ever took them for the same. Run again, it finds nothing left to do.
 *
 * A column of ids that is added to the table later has the old collation, and needs this once more.
 */
export function tellSpacesApart(tableName: string): Migration {
  return defineMigration({
    up: async (database) => {
      if (database.dialect !== 'mysql') return;
      await collate(database, tableName, { from: [PADDING], to: await exactCollation(database) });
    },
    down: async (database) => {
      if (database.dialect !== 'mysql') return;
      await collate(database, tableName, { from: EXACT, to: PADDING });
    },
  });
}

async function exactCollation({ queryInterface, transaction }: MigrationDatabase): Promise<string> {
  const sql =
    'SELECT collation_name AS name FROM information_schema.collations WHERE collation_name IN (:names)';
  const rows = await queryInterface.sequelize.query<{ name: string }>(sql, {
    replacements: { names: EXACT },
    type: QueryTypes.SELECT,
    transaction,
  });
  const found = EXACT.find((name) => rows.some((row) => row.name === name));
  if (found !== undefined) return found;
  throw new WorkflowError(
    'INVALID_CONFIGURATION',
    `This server has none of the collations ${EXACT.join(', ')}, so that it takes "A " and "A" for one company. ` +
      'Use MariaDB 10.2, MySQL 8.0.17, or a newer one.',
  );
}

async function collate(
  { queryInterface, tablePrefix, transaction }: MigrationDatabase,
  tableName: string,
  { from, to }: { readonly from: readonly string[]; readonly to: string },
): Promise<void> {
  const { sequelize } = queryInterface;
  const table = `${tablePrefix}${tableName}`;
  const columns = await sequelize.query<ColumnOfIds>(
    'SELECT column_name AS name, column_type AS type, is_nullable AS isNullable, column_default AS byDefault ' +
      'FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = :table ' +
      'AND collation_name IN (:from) ORDER BY ordinal_position',
    { replacements: { table, from }, type: QueryTypes.SELECT, transaction },
  );
  if (columns.length === 0) return;
  const changes = columns.map(({ name, type, isNullable, byDefault }) => {
    const column = `${queryInterface.quoteIdentifier(name)} ${type} CHARACTER SET utf8mb4 COLLATE ${to}`;
    // MariaDB gives the default of a column as an expression, MySQL as text: all of ours are empty text.
    if (isNullable === 'YES') return `MODIFY ${column}`;
    return `MODIFY ${column} NOT NULL${byDefault === null ? '' : " DEFAULT ''"}`;
  });
  await sequelize.query(`ALTER TABLE ${queryInterface.quoteIdentifier(table)} ${changes.join(', ')}`, {
    transaction,
  });
}
