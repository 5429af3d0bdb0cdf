import type { Sequelize } from 'sequelize';

/** The order in which deleting worked, by the tables asked for: it is the same every time. */
const knownOrders = new Map<string, readonly string[]>();

/**
 * Deletes every row of these tables. A table whose rows others still point at waits for its turn, so
 * that no foreign key has to be switched off and the order of the names does not matter.
 */
export async function emptyTables(sequelize: Sequelize, tableNames: readonly string[]): Promise<void> {
  const key = tableNames.join();
  const emptied: string[] = [];
  let waiting = knownOrders.get(key) ?? tableNames;
  while (waiting.length > 0) {
    const refused = await deleteAll(sequelize, waiting, emptied);
    if (refused.length === waiting.length) throw refused[0]?.error;
    waiting = refused.map(({ tableName }) => tableName);
  }
  knownOrders.set(key, emptied);
}

interface Refusal {
  readonly tableName: string;
  readonly error: unknown;
}

async function deleteAll(
  sequelize: Sequelize,
  tableNames: readonly string[],
  emptied: string[],
): Promise<Refusal[]> {
  const queryInterface = sequelize.getQueryInterface();
  const refused: Refusal[] = [];
  for (const tableName of tableNames) {
    try {
      const table = queryInterface.quoteIdentifier(tableName);
      await sequelize.query(`DELETE FROM ${table}`, { logging: false, transaction: null });
      emptied.push(tableName);
    } catch (error) {
      refused.push({ tableName, error });
    }
  }
  return refused;
}
