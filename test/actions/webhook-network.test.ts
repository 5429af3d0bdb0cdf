import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ActionContext } from '../../lib/actions/handler.js';
import { webhookHandlerResolving } from '../../lib/actions/handlers/webhook.js';
import type { WebhookOptions } from '../../lib/actions/handlers/webhook/options.js';
import { resolveBySystem, type ResolveHost } from '../../lib/actions/handlers/webhook/target.js';
import { webhookContext } from './support/webhook-context.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const run = promisify(execFile);

const LOCAL = { allowPrivateAddresses: ['127.0.0.0/8'], allowInsecure: true } as const;

/** Long enough for an exchange on this machine, short enough to wait for. */
const SHORT_MS = 200;

interface Delivery {
  readonly options?: WebhookOptions;
  readonly changes?: Partial<ActionContext>;
  readonly resolve?: ResolveHost;
}

async function deliver(
  url: string,
  { options, changes, resolve = resolveBySystem }: Delivery = {},
): Promise<void> {
  const handler = webhookHandlerResolving({ ...LOCAL, ...options }, resolve);
  await handler.run(webhookContext({ url }, changes));
}

async function failure(url: string, delivery: Delivery = {}): Promise<Error> {
  return deliver(url, delivery).then(
    () => assert.fail('It was delivered.'),
    (error: unknown) => {
      assert.ok(error instanceof Error);
      return error;
    },
  );
}

/** Keeps sending a few bytes until the other side is gone. */
function dribble(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 5);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => clearInterval(timer));
}

describe('a webhook whose receiver', () => {
  let receiver: WebhookReceiver;

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
  });

  afterEach(() => receiver.stop());

  it('never answers fails when its time is up, and lets go of the connection', async () => {
    const gone = new Promise<void>((resolve) => {
      receiver.answer = ({ socket }) => void socket.on('close', () => resolve());
    });
    const error = await failure(receiver.url, { options: { timeoutMs: SHORT_MS } });
    assert.equal(error.message, `${receiver.host} did not answer within ${SHORT_MS} ms.`);
    await gone;
  });

  it('dribbles its headers fails when its time is up, though something always comes', async () => {
    receiver.answer = ({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\nX-Slow: ');
      dribble(socket, 'z');
    };
    const error = await failure(receiver.url, { options: { timeoutMs: SHORT_MS } });
    assert.equal(error.message, `${receiver.host} did not answer within ${SHORT_MS} ms.`);
  });

  it('dribbles the text of an error fails with the status, and what came by then', async () => {
    receiver.answer = ({ socket }) => {
      socket.write('HTTP/1.1 500 Oops\r\nContent-Length: 1000000\r\n\r\n');
      dribble(socket, 'z');
    };
    const error = await failure(receiver.url, { options: { timeoutMs: SHORT_MS } });
    assert.match(error.message, new RegExp(`^${receiver.host} answered 500: z+$`));
  });

  it('answers without end is cut off, and little of it is told', async () => {
    const answerEndlessly: RequestListener = (_request, response) => {
      const send = (): void => {
        while (response.write('z'.repeat(65_536)));
      };
      response
        .writeHead(500)
        .on('drain', send)
        .on('error', () => {});
      send();
    };
    const gone = new Promise<void>((resolve) => {
      receiver.answer = (request, response) => {
        request.socket.on('close', () => resolve());
        answerEndlessly(request, response);
      };
    });
    const error = await failure(receiver.url);
    assert.equal(error.message, `${receiver.host} answered 500: ${'z'.repeat(300)}…`);
    await gone;
  });

  it('answers more than is read is told by what was read', async () => {
    receiver.answer = (_request, response) => response.writeHead(500).end('z'.repeat(1000));
    const error = await failure(receiver.url, { options: { maxResponseBytes: 10 } });
    assert.equal(error.message, `${receiver.host} answered 500: ${'z'.repeat(10)}`);
  });

  it('resets the connection fails, without a word of the address that was called', async () => {
    receiver.answer = ({ socket }) => socket.resetAndDestroy();
    const { port } = receiver;
    const resolve: ResolveHost = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const error = await failure(`http://hooks.example.com:${port}/`, { resolve });
    assert.equal(error.message, `No answer came from hooks.example.com:${port} (ECONNRESET).`);
  });

  it('is not there fails, without a word of the address that was called', async () => {
    const { port } = receiver;
    await receiver.stop();
    const resolve: ResolveHost = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const error = await failure(`http://hooks.example.com:${port}/`, { resolve });
    assert.equal(error.message, `No answer came from hooks.example.com:${port} (ECONNREFUSED).`);
    receiver = await WebhookReceiver.start();
  });

  it('speaks another protocol, or wants to, fails', async () => {
    receiver.answer = ({ socket }) => void socket.end('220 mail.example.com ESMTP\r\n');
    const other = await failure(receiver.url);
    assert.equal(other.message, `No answer came from ${receiver.host} (HPE_INVALID_CONSTANT).`);
    receiver.answer = ({ socket }) =>
      void socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n');
    const upgraded = await failure(receiver.url);
    assert.equal(upgraded.message, `No answer came from ${receiver.host} (no reason given).`);
  });

  it('is not answering when the attempt is stopped lets go, and says why it was stopped', async () => {
    const stop = new AbortController();
    const gone = new Promise<void>((resolve) => {
      receiver.answer = ({ socket }) => {
        socket.on('close', () => resolve());
        stop.abort(new Error('The process stops.'));
      };
    });
    const error = await failure(receiver.url, { changes: { signal: stop.signal } });
    assert.equal(error.message, 'The process stops.');
    await gone;
  });

  it('would be called after the attempt was stopped is not', async () => {
    const signal = AbortSignal.abort(new Error('The process stops.'));
    const error = await failure(receiver.url, { changes: { signal } });
    assert.equal(error.message, 'The process stops.');
    assert.equal(receiver.received.length, 0);
  });
});

describe('a webhook over https', () => {
  let folder: string;
  let certificate: string;
  let server: Server;
  let names: string[];
  let requests: number;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'webhook-'));
    const key = join(folder, 'key.pem');
    certificate = join(folder, 'certificate.pem');
    const request = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=hooks.example.com -addext subjectAltName=DNS:hooks.example.com`;
    await run('openssl', [...request.split(' '), '-keyout', key, '-out', certificate]);
    const identity = { key: await readFile(key), cert: await readFile(certificate) };
    const SNICallback = (
      name: string,
      done: (error: null, context: ReturnType<typeof createSecureContext>) => void,
    ) => {
      names.push(name);
      done(null, createSecureContext(identity));
    };
    server = createSecureServer({ ...identity, SNICallback }, (_request, response) => {
      requests += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  beforeEach(() => {
    names = [];
    requests = 0;
  });

  after(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  it('asks for the certificate of its host, and sends nothing to one whose certificate nobody vouches for', async () => {
    const { port } = server.address() as AddressInfo;
    const resolve: ResolveHost = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const error = await failure(`https://hooks.example.com:${port}/`, { resolve });
    assert.equal(
      error.message,
      `No answer came from hooks.example.com:${port} (DEPTH_ZERO_SELF_SIGNED_CERT).`,
    );
    assert.deepEqual(names, ['hooks.example.com']);
    assert.equal(requests, 0);
  });

  it('is delivered to a host whose certificate is vouched for, under its name alone', async () => {
    const { port } = server.address() as AddressInfo;
    const sender = fileURLToPath(new URL('support/webhook-sender.ts', import.meta.url));
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificate };
    const send = (name: string): Promise<unknown> =>
      run(process.execPath, ['--import', 'tsx', sender, `https://${name}:${port}/`], { env });
    await send('hooks.example.com');
    assert.equal(requests, 1);
    await assert.rejects(
      send('other.example.com'),
      /No answer came from other\.example\.com:\d+ \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
    );
    assert.equal(requests, 1);
  });

  it('sends nothing to a host that does not speak it', async () => {
    const plain = createServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n').on('error', () => {}));
    plain.listen(0, '127.0.0.1');
    await once(plain, 'listening');
    try {
      const { port } = plain.address() as AddressInfo;
      const error = await failure(`https://127.0.0.1:${port}/`);
      assert.match(error.message, new RegExp(`^No answer came from 127.0.0.1:${port} \\(E\\w+\\)\\.$`));
    } finally {
      plain.close();
    }
  });
});
