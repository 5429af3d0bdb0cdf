import type { Pool, PoolConnection, ResultSetHeader } from 'mysql2/promise';
import { createPool } from 'mysql2/promise';

/** How many connections each host has, and again as many to sign in. */
export const POOL_SIZE = 20;

export type SqlValue = string | number | Date | null;

/** A pool of the driver's own, READ COMMITTED. */
export function openPool(url: string): Pool {
  const pool = createPool({ uri: url, connectionLimit: POOL_SIZE, timezone: 'Z' });
  pool.pool.on('connection', (connection) => {
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  });
  return pool;
}

/** Reads rows by a prepared statement. */
export async function select(
  connection: Pool | PoolConnection,
  sql: string,
  values: readonly SqlValue[],
): Promise<unknown[]> {
  const [rows] = await connection.execute(sql, [...values]);
  return rows as unknown[];
}

/** Writes rows by a prepared statement, and says how many, and the first id of those that are new. */
export async function write(
  connection: PoolConnection,
  sql: string,
  values: readonly SqlValue[],
): Promise<ResultSetHeader> {
  const [header] = await connection.execute<ResultSetHeader>(sql, [...values]);
  return header;
}

/** Commits what `work` did on a connection, unless it throws. */
export async function inTransaction<T>(
  pool: Pool,
  work: (connection: PoolConnection) => Promise<T>,
): Promise<T> {
  const connection = await pool.getConnection();
  try {
    await connection.query('START TRANSACTION');
    const result = await work(connection);
    await connection.query('COMMIT');
    return result;
  } catch (error) {
    await connection.query('ROLLBACK');
    throw error;
  } finally {
    connection.release();
  }
}
