import type { Socket } from 'node:net';
import type { SequelizeTransaction } from './lent-transaction.js';

/** Where drivers keep the socket of a connection: mysql2, and pg. SQLite has none. */
interface DriverConnection {
  readonly stream?: Socket;
  readonly connection?: { readonly stream?: Socket };
}

/**
 * Breaks off the connection of a transaction that does not answer. Its driver then fails whatever waits for it, and
 * Sequelize takes it out of the pool, as it does with one that was lost.
 */
export function breakOff({ connection }: SequelizeTransaction): void {
  const { stream, connection: inner } = (connection ?? {}) as DriverConnection;
  const lost = Object.assign(new Error('The database does not answer: the connection was given up.'), {
    code: 'ECONNRESET',
  });
  (stream ?? inner?.stream)?.destroy(lost);
}
