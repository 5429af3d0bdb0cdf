import type { Sequelize, Transaction } from 'sequelize';

interface Connection {
  uuid?: string | undefined;
}

/** What Sequelize keeps on SQLite: a connection for each transaction, by its id. */
interface Connections {
  readonly connections: Readonly<Record<string, Connection | undefined>>;
  releaseConnection(connection: Connection): void;
}

/**
 * Gives up the connection of a SQLite transaction that has failed, where Sequelize still has it: after a COMMIT or a
 * ROLLBACK that failed it forgets to close it, so that it keeps the lock of the one writer until the process ends.
 */
export async function discardConnection(sequelize: Sequelize, transaction: Transaction): Promise<void> {
  const { id } = transaction as Transaction & { readonly id: string };
  const manager = sequelize.connectionManager as unknown as Connections;
  const connection = manager.connections[id];
  if (connection === undefined) return;
  // What goes wrong here is less than what went wrong before; closing the connection rolls back as well.
  await sequelize
    .getQueryInterface()
    .rollbackTransaction(transaction)
    .catch(() => undefined);
  connection.uuid = id;
  manager.releaseConnection(connection);
}
