import type { Sequelize } from 'sequelize';
import type { Logger } from '../types.js';
import type { MysqlConnection } from './side-connection.js';
import { SideConnection } from './side-connection.js';

/** What a server can say of statements that run, and how it stops one. */
interface Server {
  /** For how many ms a statement has been running, in SQL. */
  readonly age: string;
  /** The id of the statement, in SQL; `NULL` where the server gives none. */
  readonly queryId: string;
}

/** What a connection is doing. */
interface Running {
  /** Text where the server counts in fractions. */
  readonly ms: number | string;
  readonly queryId: number | string | null;
  readonly host: string;
  readonly command: string;
}

/** A server may count in whole seconds: look no more often than is of use. */
const LEAST_WAIT_MS = 50;

/**
 * Stops statements that take too long, on MySQL and MariaDB. Those have no limit of their own that holds for what
 * waits for a lock and ends with the transaction, so that a watcher looks after it from outside: it costs the
 * transaction nothing, and the first look comes when a statement may be late.
 */
export class StatementWatch {
  readonly #side: SideConnection;
  readonly #logger: Logger;
  #server: Promise<Server | null> | null = null;

  constructor(sequelize: Sequelize, logger: Logger) {
    this.#side = new SideConnection(sequelize);
    this.#logger = logger;
  }

  /** Looks after a connection. @returns what ends that, once nothing is under way that could still stop a statement */
  begin(connection: MysqlConnection, limitMs: number): () => Promise<void> {
    let isOver = false;
    let look = Promise.resolve();
    const wait = (ms: number): NodeJS.Timeout =>
      setTimeout(() => {
        look = this.#look(connection, limitMs, () => isOver).then((next) => {
          if (!isOver) timer = wait(next);
        });
      }, ms).unref();
    let timer = wait(limitMs);
    return async () => {
      isOver = true;
      clearTimeout(timer);
      await look;
    };
  }

  /** Ends a connection at the server that was broken off here, so that it does not keep its locks. */
  end(connection: MysqlConnection): void {
    this.#find(connection)
      .then((running) => (running === null ? [] : this.#side.query(`KILL ${connection.threadId}`)))
      .catch((error: unknown) => this.#report(error));
  }

  /** @returns after how many ms to look again */
  async #look(connection: MysqlConnection, limitMs: number, isOver: () => boolean): Promise<number> {
    try {
      const running = await this.#find(connection);
      if (running === null || running.command === 'Sleep') return limitMs;
      const left = limitMs - Number(running.ms);
      if (left > 0) return Math.max(left, LEAST_WAIT_MS);
      if (!isOver()) await this.#stop(connection, running);
    } catch (error) {
      this.#report(error);
    }
    return limitMs;
  }

  async #stop({ threadId }: MysqlConnection, { queryId, ms }: Running): Promise<void> {
    // Where statements have ids, none but the one that is late can be hit.
    await this.#side.query(queryId === null ? `KILL QUERY ${threadId}` : `KILL QUERY ID ${queryId}`);
    const message = `A statement was stopped after ${Math.round(Number(ms))} ms: it waited for a lock, or took too long.`;
    this.#logger.warn(message, { threadId, ms });
  }

  /** What a connection is doing; `null` where this server does not know it, so that nobody else's is taken for it. */
  async #find({ threadId, stream }: MysqlConnection): Promise<Running | null> {
    this.#server ??= this.#findServer();
    const server = await this.#server.catch((error: unknown) => {
      this.#server = null;
      throw error;
    });
    if (server === null) return null;
    const [running] = await this.#side.query<Running>(
      `SELECT ${server.age} AS ms, ${server.queryId} AS queryId, HOST AS host, COMMAND AS command ` +
        `FROM information_schema.PROCESSLIST WHERE ID = ${threadId}`,
    );
    if (running === undefined) return null;
    // Behind a balancer this connection may have come to another server, where others have the same numbers.
    const [, port] = /:(\d+)$/.exec(running.host) ?? [];
    return port === undefined || Number(port) === stream.localPort ? running : null;
  }

  /** @returns `null` behind a proxy with numbers of its own: they are not those of the server */
  async #findServer(): Promise<Server | null> {
    const [own] = await this.#side.query<{ id: number }>('SELECT CONNECTION_ID() AS id');
    if (Number(own?.id) !== (await this.#side.threadId())) {
      this.#logger.warn(
        'A proxy hides the connections of this database: only whole transactions are limited.',
      );
      return null;
    }
    const columns = await this.#side.query<{ name: string }>(
      'SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS ' +
        "WHERE TABLE_SCHEMA = 'information_schema' AND TABLE_NAME = 'PROCESSLIST'",
    );
    const has = (column: string): boolean => columns.some(({ name }) => name === column);
    return {
      age: has('TIME_MS') ? 'TIME_MS' : 'TIME * 1000',
      queryId: has('QUERY_ID') ? 'QUERY_ID' : 'NULL',
    };
  }

  #report(error: unknown): void {
    const message =
      'It could not be seen whether a statement takes too long: its transaction is limited all the same.';
    this.#logger.warn(message, { error });
  }
}
