import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import type { WorkflowEngine } from '../../lib/index.js';
import { addAttachments, addRuns, readRuns } from '../actions/support/filled-outbox.js';
import { Latch } from '../actions/support/latch.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { createHost, quietLogger, TABLES } from '../support/host.js';

interface Answered {
  readonly text: string;
  readonly connection: string | undefined;
}

describeOnSqlite('Shutting down', (database) => {
  const warnings: string[] = [];
  const logger = { ...quietLogger, warn: (message: string) => warnings.push(message) };
  const agent = new Agent({ keepAlive: true });
  let deliver: () => Promise<void>;
  let host: Host;
  let engine: WorkflowEngine;
  let server: Server;

  before(async () => {
    host = await createHost(database.sequelize, {
      logger,
      actions: { tell: () => deliver() },
      schedules: { dispatch: '* * * * * *' },
    });
    ({ engine } = host);
  });

  beforeEach(() => warnings.splice(0));

  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  async function serve(answer: RequestListener): Promise<number> {
    server = createServer(answer).listen(0);
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  async function ask(port: number, path = '/'): Promise<Answered> {
    const outgoing = request({ port, path, agent });
    outgoing.end();
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
    return { text, connection: response.headers.connection };
  }

  it('answers what was asked before, and disconnects who asks nothing more', async () => {
    const entered = new Latch();
    const released = new Latch();
    const port = await serve(({ url }, response) => {
      if (url === '/') response.end('here');
      else void released.opened.then(() => response.end('done'));
      if (url !== '/') entered.open();
    });
    const idle = connect(port);
    idle.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    await once(idle, 'data');
    const asked = ask(port, '/slow');
    await entered.opened;
    const ending = engine.shutdown(server);
    const isIdleClosed = once(idle, 'close');
    released.open();
    assert.equal((await asked).text, 'done');
    await Promise.all([ending, isIdleClosed]);
    assert.deepEqual(warnings, []);
    await assert.rejects(ask(port), { code: 'ECONNREFUSED' });
  });

  it('answers on connections that are kept, and tells each that it is the last time', async () => {
    const port = await serve((_request, response) => response.end('here'));
    assert.deepEqual(await ask(port), { text: 'here', connection: 'keep-alive' });
    const ending = engine.shutdown(server);
    assert.deepEqual(await ask(port), { text: 'here', connection: 'close' });
    await ending;
    assert.deepEqual(warnings, []);
  });

  it('is over once, however often it is asked for', async () => {
    const port = await serve((_request, response) => response.end('here'));
    await ask(port);
    let closed = 0;
    server.on('close', () => (closed += 1));
    const ending = engine.shutdown(server);
    await Promise.all([ending, engine.shutdown(server)]);
    await engine.shutdown(server);
    assert.equal(closed, 1);
  });

  it('is over where the server does not listen any more', async () => {
    await serve((_request, response) => response.end('here'));
    server.close();
    await engine.shutdown(server);
    assert.deepEqual(warnings, []);
  });

  it('cuts off what is not answered in time, and says so', async () => {
    const entered = new Latch();
    const port = await serve(() => {
      entered.open();
    });
    const asked = assert.rejects(ask(port), { code: 'ECONNRESET' });
    await entered.opened;
    await engine.shutdown(server, { withinMs: 20 });
    await asked;
    assert.deepEqual(warnings, ['Connections that were still in use after 20 ms were cut off.']);
  });

  describe('while a job delivers', () => {
    let released: Latch;

    beforeEach('begin the first of two deliveries', async () => {
      const entered = new Latch();
      released = new Latch();
      deliver = () => {
        entered.open();
        return released.opened;
      };
      await serve((_request, response) => response.end('here'));
      const [attachmentId = 0] = await addAttachments(host, 1);
      await addRuns(host, [{ attachmentId }, { attachmentId }]);
      engine.startScheduler();
      await entered.opened;
    });

    afterEach(() => database.emptyTables(TABLES));

    async function statuses(): Promise<readonly string[]> {
      return (await readRuns(host.sequelize)).map(({ status }) => status);
    }

    it('waits for the delivery that is under way, and begins no other', async () => {
      const ending = engine.shutdown(server);
      released.open();
      await ending;
      assert.deepEqual(await statuses(), ['delivered', 'pending']);
      assert.deepEqual(warnings, []);
    });

    it('leaves behind what does not stop in time, and says so', async () => {
      await engine.shutdown(server, { withinMs: 20 });
      assert.deepEqual(warnings, ['Jobs that did not stop within 20 ms were left behind.']);
      released.open();
      await engine.stopScheduler();
      assert.deepEqual(await statuses(), ['delivered', 'pending']);
    });
  });
});
