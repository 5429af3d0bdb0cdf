import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** What becomes of the next COMMIT that comes through. */
type Order = 'pass' | 'cut' | 'refuse';

/** How Sequelize writes it, for MySQL and for PostgreSQL. */
const COMMIT = 'COMMIT;';

const MYSQL_DEADLOCK = 1213;
const MYSQL_QUERY = 3;
const MYSQL_ERROR = 0xff;

/** A way to a database server that a test can break. */
export class DatabaseRelay {
  /** Where the database is reached by this way. */
  readonly url: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #order: Order = 'pass';

  private constructor(server: Server, target: URL) {
    this.#server = server;
    const way = new URL(target);
    way.port = String((server.address() as AddressInfo).port);
    this.url = way.href;
    server.on('connection', (client) => {
      this.#join(client, connect(Number(target.port), target.hostname));
    });
  }

  /** Opens a way to the database of this URL. */
  static async open(url: string): Promise<DatabaseRelay> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new DatabaseRelay(server, new URL(url));
  }

  /** Lets the next COMMIT reach the server, which answers it, and breaks the connection before the answer is back. */
  cutNextCommit(): void {
    this.#order = 'cut';
  }

  /**
   * Answers the next COMMIT with a deadlock and rolls it back, as a MySQL or MariaDB cluster does where another node
   * has won.
   */
  refuseNextCommit(): void {
    this.#order = 'refuse';
  }

  /** Goes away: connections break, and new ones are refused. */
  async close(): Promise<void> {
    const isOpen = this.#server.listening;
    for (const socket of this.#sockets) socket.destroy();
    if (!isOpen) return;
    this.#server.close();
    await once(this.#server, 'close');
  }

  #join(client: Socket, server: Socket): void {
    let answering: Order = 'pass';
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    client.on('data', (chunk) => {
      const isMeant = this.#order !== 'pass' && chunk.includes(COMMIT);
      if (isMeant) {
        answering = this.#order;
        this.#order = 'pass';
      }
      server.write(isMeant && answering === 'refuse' ? mysqlQuery('ROLLBACK') : chunk);
    });
    server.on('data', (chunk) => {
      if (answering === 'pass') client.write(chunk);
      else if (answering === 'cut') client.destroy();
      else client.write(mysqlError(MYSQL_DEADLOCK, '40001', 'Deadlock found when trying to get lock'));
      answering = 'pass';
    });
  }
}

function mysqlQuery(sql: string): Buffer {
  return mysqlPacket(0, Buffer.from([MYSQL_QUERY]), Buffer.from(sql));
}

function mysqlError(number: number, state: string, message: string): Buffer {
  const head = Buffer.from([MYSQL_ERROR, number & 0xff, number >> 8]);
  return mysqlPacket(1, head, Buffer.from(`#${state}${message}`));
}

function mysqlPacket(sequence: number, ...parts: readonly Buffer[]): Buffer {
  const payload = Buffer.concat(parts);
  const head = Buffer.alloc(4);
  head.writeUIntLE(payload.length, 0, 3);
  head.writeUInt8(sequence, 3);
  return Buffer.concat([head, payload]);
}
