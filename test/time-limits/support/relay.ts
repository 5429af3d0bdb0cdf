import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A network between a client and a server that can be made to swallow everything. */
export interface Relay {
  /** The address of the server, as it is reached through the relay. */
  readonly url: string;
  /** Passes nothing on any more, and says nothing: as a server that is frozen, or a firewall that has forgotten. */
  swallow(): void;
  /** Passes on again what was swallowed, and what comes. */
  passOn(): void;
  close(): void;
}

/** Opens a relay to the server of a database. */
export async function openRelay(database: string): Promise<Relay> {
  const target = new URL(database);
  const sockets = new Set<Socket>();
  let isSwallowing = false;
  const pipe = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', (chunk) => to.write(chunk));
    from.on('error', () => undefined);
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    if (isSwallowing) from.pause();
  };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    pipe(client, upstream);
    pipe(upstream, client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = Object.assign(new URL(database), { port: String(port) }).href;
  return {
    url,
    swallow: () => {
      isSwallowing = true;
      for (const socket of sockets) socket.pause();
    },
    passOn: () => {
      isSwallowing = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
