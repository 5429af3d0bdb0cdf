import { QueryTypes, type Sequelize } from 'sequelize';

/** A row as plain data: dates are ISO text, and two snapshots of one dialect compare with `deepEqual`. */
export type SnapshotRow = Readonly<Record<string, unknown>>;

/**
 * Reads every row of these tables, for tests that say a refusal leaves the database as it was. Rows
 * come in the order of their ids.
 */
export async function snapshotTables<T extends string>(
  sequelize: Sequelize,
  tableNames: readonly T[],
): Promise<Record<T, SnapshotRow[]>> {
  const tables: Partial<Record<T, SnapshotRow[]>> = {};
  for (const tableName of tableNames) tables[tableName] = await readRows(sequelize, tableName);
  return tables as Record<T, SnapshotRow[]>;
}

async function readRows(sequelize: Sequelize, tableName: string): Promise<SnapshotRow[]> {
  const table = sequelize.getQueryInterface().quoteIdentifier(tableName);
  const rows = await sequelize.query<SnapshotRow>(`SELECT * FROM ${table}`, {
    logging: false,
    transaction: null,
    type: QueryTypes.SELECT,
  });
  const plain = rows.map((row) => JSON.parse(JSON.stringify(row)) as SnapshotRow);
  return plain.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

function sortKey(row: SnapshotRow): string {
  const id = typeof row.id === 'string' || typeof row.id === 'number' ? String(row.id) : '';
  return id.padStart(20, '0') + JSON.stringify(row);
}
