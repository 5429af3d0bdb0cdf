import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import nodemailer from 'nodemailer';
import type { ActionHandler } from '../../lib/actions/handler.js';
import type { EmailParameters } from '../../lib/actions/handlers/email/email-parameters.js';
import { openSmtp, type MailMessage } from '../../lib/actions/handlers/email/mail-transport.js';
import { emailHandler } from '../../lib/actions/handlers/send-email.js';
import { emailContext } from './support/email-context.js';
import { MailServer } from './support/mail-server.js';

const [LENA, MAREK, RANIA] = ['lena@example.com', 'marek@example.com', 'rania@example.com'];
const FROM = 'noreply@example.com';

describe('send_email and its mail server', () => {
  let server: MailServer;

  before(async () => {
    server = await MailServer.start();
  });

  after(async () => {
    await server.stop();
  });

  beforeEach(() => {
    server.reset();
  });

  function handlerFor(port: number): ActionHandler<EmailParameters> {
    return emailHandler({ transport: { host: '127.0.0.1', port }, from: FROM });
  }

  /** A step opens for two approvers. */
  async function run(
    handler: ActionHandler<EmailParameters>,
    parameters: EmailParameters = {},
    changes: Parameters<typeof emailContext>[2] = {},
  ): Promise<void> {
    await handler.run(emailContext('on_step_open', parameters, changes));
  }

  it('gives up where everybody is refused for good', async () => {
    server.refused.set(LENA, 550).set(MAREK, 553);
    await assert.rejects(run(handlerFor(server.port)), {
      name: 'GiveUp',
      message: /^The mail server did not take the e-mail for 2 of 2 recipients: .*550 Not taken/,
    });
    server.reset();
    server.refusesData = 554;
    await assert.rejects(run(handlerFor(server.port)), { name: 'GiveUp', message: /554 Not taken/ });
  });

  it('fails, to be tried again, where anybody is refused for now', async () => {
    server.refused.set(LENA, 550).set(MAREK, 451);
    await assert.rejects(run(handlerFor(server.port)), { name: 'Error', message: /for 2 of 2 .*451/ });
    server.reset();
    server.refusesData = 452;
    await assert.rejects(run(handlerFor(server.port)), { name: 'Error', message: /452 Not taken/ });
    server.refusesData = 503;
    await assert.rejects(run(handlerFor(server.port)), { name: 'Error', message: /503 Not taken/ });
  });

  it('warns of those who are refused for good, where others got it', async () => {
    server.refused.set(LENA, 550);
    const warned: unknown[] = [];
    const { logger } = emailContext('on_step_open');
    const warn = (message: string, details?: object) => warned.push(message, details);
    await run(handlerFor(server.port), {}, { logger: { ...logger, warn } });
    assert.deepEqual(server.reached, [MAREK]);
    assert.match(String(warned[0]), /for 1 of 2 recipients: .*550/);
    assert.deepEqual(warned[1], { addresses: [LENA] });
  });

  it('leaves out those whom it has reached, when it is tried again', async () => {
    const handler = handlerFor(server.port);
    server.refused.set(LENA, 450);
    await assert.rejects(run(handler), /for 1 of 2 recipients/);
    assert.deepEqual(server.reached, [MAREK]);
    server.refused.clear();
    await run(handler, {}, { attempt: 2 });
    assert.deepEqual(server.reached, [LENA, MAREK]);
    await run(handler, {}, { attempt: 3 });
    assert.equal(server.received.length, 2);
  });

  it('writes again about something else', async () => {
    const handler = handlerFor(server.port);
    await run(handler);
    await run(handler, {}, { idempotencyKey: 'run-82' });
    assert.deepEqual(server.reached, [LENA, LENA, MAREK, MAREK]);
  });

  it('leaves them out of a message that they share as well', async () => {
    const handler = handlerFor(server.port);
    server.refused.set(MAREK, 450);
    await assert.rejects(run(handler, { cc: ['requester'] }), /for 1 of 3 recipients: .*450/);
    server.refused.clear();
    await run(handler, { cc: ['requester'] }, { attempt: 2 });
    const [first, second] = server.received;
    assert.deepEqual([...(first?.envelope ?? [])].sort(), [LENA, RANIA]);
    assert.deepEqual(second?.envelope, [MAREK]);
    assert.equal(second.mail.messageId, first?.mail.messageId);
    assert.deepEqual(second.mail.to, first?.mail.to);
  });

  it('sends what another process may have sent under the same name', async () => {
    await run(handlerFor(server.port));
    await run(handlerFor(server.port), {}, { attempt: 2 });
    assert.equal(server.received.length, 4);
    assert.equal(new Set(server.received.map(({ mail }) => mail.messageId)).size, 2);
  });

  it('fails, to be tried again, where nothing answers, and does not try for each recipient', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const to = Array.from({ length: 50 }, (_, index) => `user${index}@example.com`);
    await assert.rejects(run(handlerFor(port), { to }), {
      name: 'Error',
      message: /50 of 50 .*ECONNREFUSED/,
    });
  });

  it('asks a server that is out of reach a few times at most', async () => {
    let asked = 0;
    const transport = {
      sendMail: () => {
        asked += 1;
        return Promise.reject(Object.assign(new Error('No route'), { code: 'ESOCKET' }));
      },
    };
    const to = Array.from({ length: 50 }, (_, index) => `user${index}@example.com`);
    await assert.rejects(run(emailHandler({ transport, from: FROM }), { to }), /No route/);
    assert(asked <= 5, `asked ${asked} times`);
  });

  it('does not give up over a login that is refused: its operator can mend that', async () => {
    const transport = {
      sendMail: () => Promise.reject(Object.assign(new Error('No'), { code: 'EAUTH', responseCode: 535 })),
    };
    await assert.rejects(run(emailHandler({ transport, from: FROM })), { name: 'Error', message: /: No$/ });
  });

  describe('that never answers', () => {
    let hanging: Server;
    const sockets = new Set<Socket>();

    beforeEach(async () => {
      hanging = createServer((socket) => sockets.add(socket)).listen(0, '127.0.0.1');
      await once(hanging, 'listening');
    });

    afterEach(async () => {
      for (const socket of sockets) socket.destroy();
      sockets.clear();
      hanging.close();
      await once(hanging, 'close');
    });

    it('is left when the time is up, and its connection closed', async () => {
      const timeout = new AbortController();
      const { port } = hanging.address() as AddressInfo;
      const connected = once(hanging, 'connection') as Promise<[Socket]>;
      const running = run(handlerFor(port), { to: ['requester'] }, { signal: timeout.signal });
      const failed = assert.rejects(running, { name: 'Error', message: /time is up/ });
      const [socket] = await connected;
      const closed = once(socket.resume(), 'close');
      timeout.abort(new Error('The time is up.'));
      await failed;
      await closed;
    });

    it('is not even asked when the time is up before', async () => {
      const { port } = hanging.address() as AddressInfo;
      const signal = AbortSignal.abort(new Error('The time is up.'));
      await assert.rejects(run(handlerFor(port), {}, { signal }), /The time is up/);
      assert.equal(sockets.size, 0);
    });
  });

  it('is not waited for by a transport that heeds no signal', async () => {
    const timeout = new AbortController();
    const transport = {
      sendMail: () => new Promise<never>(() => timeout.abort(new Error('The time is up.'))),
    };
    const handler = emailHandler({ transport, from: FROM });
    await assert.rejects(run(handler, {}, { signal: timeout.signal }), /The time is up/);
  });

  it('may be reached by a transporter of the host, or by anything with its sendMail', async () => {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: server.port });
    await run(emailHandler({ transport, from: FROM }));
    assert.deepEqual(server.reached, [LENA, MAREK]);
    const sent: MailMessage[] = [];
    const sendMail = (message: MailMessage) => Promise.resolve(sent.push(message));
    await run(emailHandler({ transport: { sendMail }, from: 'Approvals <noreply@münchen.example>' }));
    assert.deepEqual(
      sent.map(({ to, from }) => [to, from.name]),
      [
        [[{ name: 'Lena Vogt', address: LENA }], 'Approvals'],
        [[{ name: 'Marek Nowak', address: MAREK }], 'Approvals'],
      ],
    );
    assert.match(sent[0]?.messageId ?? '', /@xn--mnchen-3ya\.example>$/);
  });

  it('needs nodemailer only for SMTP, and says what to install where it is missing', async () => {
    await assert.rejects(openSmtp('smtp://127.0.0.1', 'nodemailer-that-is-missing'), {
      code: 'INVALID_CONFIGURATION',
      message: /run "npm install nodemailer"/,
    });
    await assert.rejects(openSmtp('smtp://127.0.0.1', 'lru-cache'), {
      code: 'INVALID_CONFIGURATION',
      message: /lru-cache is not nodemailer/,
    });
    await assert.rejects(openSmtp('smtp://127.0.0.1', 'data:text/javascript,throw new Error()'), {
      code: 'INVALID_CONFIGURATION',
      message: /does not load/,
    });
  });
});
