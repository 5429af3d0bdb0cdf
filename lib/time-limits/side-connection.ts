import type { Socket } from 'node:net';
import type { Sequelize } from 'sequelize';
import { withinTime } from './within-time.js';

/** What we use of a connection of mysql2. */
export interface MysqlConnection {
  /** What the server calls it, as it said when it was made. */
  readonly threadId: number;
  readonly stream: Socket;
  query(sql: string, done: (error: Error | null, rows: unknown) => void): unknown;
}

interface ConnectionManager {
  readonly config: { readonly replication?: { readonly write: object } | false };
  _connect(config: object): Promise<MysqlConnection>;
  _disconnect(connection: MysqlConnection): Promise<unknown>;
}

/** How long it stays open without being used. */
const IDLE_MS = 5000;

/** How long it may take to connect, or to answer. */
const ANSWER_MS = 2000;

/** A connection beside the pool, for when that is stuck: made as Sequelize makes its own, kept while it is used. */
export class SideConnection {
  readonly #manager: ConnectionManager;
  #connection: Promise<MysqlConnection> | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(sequelize: Sequelize) {
    this.#manager = Reflect.get(sequelize, 'connectionManager') as unknown as ConnectionManager;
  }

  /** What the server calls it. */
  async threadId(): Promise<number> {
    return (await this.#open()).threadId;
  }

  /** Asks something. @throws whatever the server refuses; an error where it does not answer */
  async query<Row>(sql: string): Promise<readonly Row[]> {
    const late = (): Error => new Error(`The server has not answered within ${ANSWER_MS} ms.`);
    try {
      return await withinTime({ ms: ANSWER_MS, late }, () => this.#ask<Row>(sql));
    } finally {
      clearTimeout(this.#idle);
      this.#idle = setTimeout(() => this.#close(), IDLE_MS).unref();
    }
  }

  async #ask<Row>(sql: string): Promise<readonly Row[]> {
    const connection = await this.#open();
    return new Promise((resolve, reject) => {
      connection.query(sql, (error, rows) => {
        if (error === null) resolve(rows as readonly Row[]);
        else reject(error);
      });
    });
  }

  async #open(): Promise<MysqlConnection> {
    this.#connection ??= this.#connect();
    return this.#connection;
  }

  async #connect(): Promise<MysqlConnection> {
    const { config } = this.#manager;
    const { replication } = config;
    try {
      const connection = await this.#manager._connect(replication ? replication.write : config);
      connection.stream.unref();
      connection.stream.once('close', () => this.#forget());
      return connection;
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  #forget(): void {
    this.#connection = null;
  }

  #close(): void {
    const closing = this.#connection;
    this.#forget();
    // Whoever does not answer is not waited for.
    void closing?.then((connection) => this.#manager._disconnect(connection)).catch(() => undefined);
  }
}
