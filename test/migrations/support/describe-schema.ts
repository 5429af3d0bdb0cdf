import { QueryTypes } from 'sequelize';
import type { Sequelize } from 'sequelize';

/** What a database says about the tables of one prefix, without the prefix. */
export type SchemaDescription = Readonly<Record<string, readonly unknown[]>>;

type Questions = Readonly<Record<string, string>>;

const MYSQL: Questions = {
  tables: `SELECT table_name AS t, engine, table_collation FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_name LIKE :names`,
  columns: `SELECT table_name AS t, ordinal_position, column_name AS c, column_type, is_nullable, column_default, collation_name,
      column_key, extra FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name LIKE :names`,
  indexes: `SELECT table_name AS t, index_name AS i, non_unique, seq_in_index, column_name
    FROM information_schema.statistics
    WHERE table_schema = DATABASE() AND table_name LIKE :names`,
  foreignKeys: `SELECT u.table_name AS t, u.column_name AS c, u.referenced_table_name AS parent,
      u.referenced_column_name AS parent_column, r.delete_rule, r.update_rule
    FROM information_schema.key_column_usage u JOIN information_schema.referential_constraints r
      ON r.constraint_schema = u.constraint_schema AND r.constraint_name = u.constraint_name
    WHERE u.table_schema = DATABASE() AND u.table_name LIKE :names`,
};

/** PostgreSQL 18 lists NOT NULL among the constraints, each by a name of its own; the columns say it, in every version. */
const POSTGRES: Questions = {
  columns: `SELECT table_name AS t, ordinal_position, column_name AS c, data_type, character_maximum_length, is_nullable,
      column_default FROM information_schema.columns
    WHERE table_schema = :schema AND table_name LIKE :names`,
  indexes: `SELECT tablename AS t, indexname AS i, indexdef FROM pg_indexes
    WHERE schemaname = :schema AND tablename LIKE :names`,
  constraints: `SELECT t.relname AS t, k.conname, pg_get_constraintdef(k.oid) AS definition
    FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
    WHERE n.nspname = :schema AND t.relname LIKE :names AND k.contype <> 'n'`,
};

const SQLITE: Questions = {
  statements: `SELECT type, name, tbl_name AS t, sql FROM sqlite_master WHERE tbl_name LIKE :names`,
};

const QUESTIONS: Readonly<Record<string, Questions>> = { mysql: MYSQL, postgres: POSTGRES, sqlite: SQLITE };

/**
 * Asks the database itself, not Sequelize, for everything it knows of these tables, so that two descriptions
 * are equal only where the tables are. The table in which migrations are recorded is left out.
 */
export async function describeSchema(
  sequelize: Sequelize,
  prefix: string,
  schema = 'public',
): Promise<SchemaDescription> {
  const description: Record<string, readonly unknown[]> = {};
  const replacements = { names: `${prefix.replaceAll('_', '^_')}%`, schema };
  for (const [name, sql] of Object.entries(QUESTIONS[sequelize.getDialect()] ?? {})) {
    const rows = await sequelize.query<{ t: string }>(sql.replaceAll(':names', ":names ESCAPE '^'"), {
      replacements,
      type: QueryTypes.SELECT,
    });
    const text = JSON.stringify(rows.filter((row) => row.t !== `${prefix}migrations`));
    const plain = JSON.parse(text.replaceAll(prefix, '').replaceAll(`${schema}.`, '')) as unknown[];
    description[name] = plain.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return description;
}

/** The tables that a description knows. */
export function tablesOf(description: SchemaDescription): string[] {
  const names = Object.values(description).flatMap((rows) => rows.map((row) => (row as { t: string }).t));
  return [...new Set(names)].sort();
}
