import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { GiveUp, RetryLater } from '../../lib/actions/delivery-errors.js';
import type { ActionContext } from '../../lib/actions/handler.js';
import { webhookHandler } from '../../lib/actions/handlers/webhook.js';
import type { WebhookOptions } from '../../lib/actions/handlers/webhook/options.js';
import type { WebhookParameters } from '../../lib/actions/handlers/webhook/parameters.js';
import { verifyWebhookSignature } from '../../lib/actions/handlers/webhook/signature.js';
import { TestClock } from '../support/clock.js';
import { SECRET, webhookContext } from './support/webhook-context.js';
import { WebhookReceiver, type ReceivedRequest } from './support/webhook-receiver.js';

describe('a webhook', () => {
  const clock = new TestClock();
  let receiver: WebhookReceiver;

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
  });

  afterEach(() => receiver.stop());

  async function deliver(
    parameters: Partial<WebhookParameters> = {},
    changes: Partial<ActionContext> = {},
    options: WebhookOptions = {},
  ): Promise<void> {
    const local = { allowPrivateAddresses: ['127.0.0.1'], allowInsecure: ['127.0.0.1'], clock };
    const handler = webhookHandler({ ...local, ...options });
    await handler.run(webhookContext({ url: receiver.url, ...parameters }, changes));
  }

  function theRequest(): ReceivedRequest {
    const [request, ...others] = receiver.received;
    assert.ok(request);
    assert.equal(others.length, 0);
    return request;
  }

  /** What delivering fails with, where the receiver answers so. */
  async function failure(
    answer: RequestListener,
    parameters: Partial<WebhookParameters> = {},
    options: WebhookOptions = {},
  ): Promise<Error> {
    receiver.answer = answer;
    return deliver(parameters, {}, options).then(
      () => assert.fail('It was delivered.'),
      (error: unknown) => {
        assert.ok(error instanceof Error);
        return error;
      },
    );
  }

  const answering =
    (status: number, headers: Record<string, string> = {}, body = ''): RequestListener =>
    (_request, response) =>
      response.writeHead(status, headers).end(body);

  describe('sends', () => {
    it('what happened, in the words of the wire, and leaves the keys of names and metadata as they are', async () => {
      await deliver();
      const { method, path, headers, body } = theRequest();
      assert.equal(method, 'POST');
      assert.equal(path, '/hooks/purchases');
      assert.equal(headers['content-type'], 'application/json');
      assert.deepEqual(JSON.parse(body), {
        event: 'after_move_stage',
        occurred_at: '2026-01-05T08:59:58.250Z',
        company: 'acme',
        attachment: {
          id: 12,
          workflow_id: 3,
          workflow_key: 'purchase-request',
          workflow_names: { en: 'Purchase request', ptBR: 'Pedido' },
          model: 'PurchaseRequest',
          object_id: 40,
          status: 'in_progress',
          round: 1,
          progress_percentage: 50,
          requester: { id: 7, name: 'Amina' },
          started_by: { id: 7, name: 'Amina' },
        },
        metadata: { costCentre: 'K-1' },
        form: { budget_code: 'K-1' },
        user: { id: 9, name: 'Omar' },
        on_behalf_of: null,
        approval: { id: 5, approval_type: 'role', step_number: 1 },
        approvers: [{ id: 4, name: 'Lena' }],
        stage: { id: 22, names: { en: 'Finance' } },
        pipeline: { id: 2, names: { en: 'Purchasing' } },
        from_stage: { id: 21, names: { en: 'Team' } },
        from_pipeline: { id: 2, names: { en: 'Purchasing' } },
        target_stage: null,
        initial_stage: { id: 21, names: { en: 'Team' } },
        reason: null,
      });
    });

    it('the attributes of the object where the action says so, all of them or those it names', async () => {
      await deliver({ include: [], include_object: true });
      await deliver({ include: [], include_object: ['unitPrice', 'unknown'] });
      const [all, some] = receiver.received.map(
        ({ body }) => (JSON.parse(body) as { object: unknown }).object,
      );
      assert.deepEqual(all, { title: 'Chairs', unitPrice: 120, bankAccount: 'DE00' });
      assert.deepEqual(some, { unitPrice: 120 });
    });

    it('only the facts that the action includes, and always the event and its time', async () => {
      await deliver({ include: ['user', 'approval'] }, { approval: null });
      assert.deepEqual(JSON.parse(theRequest().body), {
        event: 'after_move_stage',
        occurred_at: '2026-01-05T08:59:58.250Z',
        user: { id: 9, name: 'Omar' },
        approval: null,
      });
    });

    it('the same id with every attempt, the number of the attempt, and the headers of the action', async () => {
      await deliver({ headers: { 'X-Api-Key': 'k-1' } }, { attempt: 1 });
      await deliver({ headers: { 'X-Api-Key': 'k-1' } }, { attempt: 2 });
      const sent = receiver.received.map(({ headers }) => [
        headers['idempotency-key'],
        headers['webhook-id'],
        headers['webhook-attempt'],
        headers['x-api-key'],
        headers['user-agent'],
      ]);
      assert.deepEqual(sent, [
        ['run-81', 'run-81', '1', 'k-1', 'express-dynamic-workflows'],
        ['run-81', 'run-81', '2', 'k-1', 'express-dynamic-workflows'],
      ]);
    });

    it('a signature that receivers verify, with the time of the attempt', async () => {
      await deliver();
      const { headers, body } = theRequest();
      const now = clock.now();
      assert.equal(headers['webhook-timestamp'], String(now.getTime() / 1000));
      assert.equal(verifyWebhookSignature({ headers, body, secret: SECRET, now }), true);
      assert.equal(verifyWebhookSignature({ headers, body: `${body} `, secret: SECRET, now }), false);
      const key = 'a key of 24 bytes, or 32';
      const signed = `run-81.${now.getTime() / 1000}.${body}`;
      const expected = createHmac('sha256', key).update(signed).digest('base64');
      assert.equal(headers['webhook-signature'], `v1,${expected}`);
    });

    it('text of any language, byte by byte as it was signed', async () => {
      await deliver({}, { reason: 'مرفوض – ½ 💶' });
      const { headers, body } = theRequest();
      assert.equal((JSON.parse(body) as { reason: string }).reason, 'مرفوض – ½ 💶');
      assert.equal(Number(headers['content-length']), Buffer.byteLength(body));
      assert.equal(verifyWebhookSignature({ headers, body, secret: SECRET, now: clock.now() }), true);
    });
  });

  describe('is delivered', () => {
    for (const status of [200, 201, 202, 204, 299]) {
      it(`by ${status}`, async () => {
        receiver.answer = answering(status);
        await deliver();
        assert.equal(receiver.received.length, 1);
      });
    }

    it('by a 200 whose body breaks off, or never ends', async () => {
      receiver.answer = (_request, response) => {
        response.writeHead(200, { 'Content-Length': '100' }).write('thank', () => response.destroy());
      };
      await deliver();
      receiver.answer = (_request, response) => void response.writeHead(200).write('thank');
      await deliver({}, {}, { timeoutMs: 200 });
      assert.equal(receiver.received.length, 2);
    });
  });

  describe('is tried again', () => {
    for (const status of [400, 401, 404, 408, 422, 425, 429, 500, 502, 503]) {
      it(`after ${status}, by the backoff`, async () => {
        const error = await failure(answering(status, {}, 'not\n today\u0007'));
        assert.equal(error.constructor, Error);
        assert.equal(error.message, `${receiver.host} answered ${status}: not today`);
      });
    }

    const DAY_MS = 24 * 3_600_000;
    const WAITS: Readonly<Record<string, number>> = {
      '120': 120_000,
      ' 0 ': 0,
      'Mon, 05 Jan 2026 09:05:00 GMT': 300_000,
      'Mon, 05 Jan 2026 08:00:00 GMT': 0,
      '31536000': DAY_MS,
      'Tue, 05 Jan 2027 09:00:00 GMT': DAY_MS,
      ['9'.repeat(400)]: DAY_MS,
    };
    for (const [header, wait] of Object.entries(WAITS)) {
      it(`after ${wait} ms where Retry-After is ${header.slice(0, 30)}`, async () => {
        for (const status of [429, 503]) {
          const error = await failure(answering(status, { 'Retry-After': header }));
          assert.ok(error instanceof RetryLater);
          assert.equal(error.afterMs, wait);
          assert.equal(error.message, `${receiver.host} answered ${status}.`);
        }
      });
    }

    for (const header of ['soon', '-5', '1.5', 'in 2027', '']) {
      it(`by the backoff where Retry-After is "${header}"`, async () => {
        const error = await failure(answering(503, { 'Retry-After': header }));
        assert.equal(error.constructor, Error);
      });
    }

    it('by the backoff where another status has a Retry-After', async () => {
      const error = await failure(answering(500, { 'Retry-After': '120' }));
      assert.equal(error.constructor, Error);
    });

    it('after a redirect, which it does not follow', async () => {
      const other = await WebhookReceiver.start();
      try {
        for (const status of [301, 302, 303, 307, 308]) {
          const error = await failure(answering(status, { Location: other.url }));
          assert.equal(
            error.message,
            `${receiver.host} answered ${status}. Redirects are not followed: the url must be the final one.`,
          );
        }
        assert.equal(other.received.length, 0);
      } finally {
        await other.stop();
      }
    });
  });

  describe('is given up', () => {
    it('after 410', async () => {
      const error = await failure(answering(410, {}, 'gone'));
      assert.ok(error instanceof GiveUp);
      assert.equal(error.message, `${receiver.host} answered 410: gone`);
    });

    it('where it would send more than it may', async () => {
      const error = await failure(answering(204), {}, { maxRequestBytes: 100 });
      assert.ok(error instanceof GiveUp);
      assert.match(error.message, /^The webhook would send \d+ bytes, and may send 100: include less\.$/);
      assert.equal(receiver.received.length, 0);
    });

    for (const name of [
      'Host',
      'content-LENGTH',
      'Webhook-Id',
      'Webhook-Signature',
      'TE',
      'Idempotency-Key',
    ]) {
      it(`where the action sets the header ${name}`, async () => {
        const error = await failure(answering(204), { headers: { [name]: 'x' } });
        assert.ok(error instanceof GiveUp);
        assert.equal(error.message, `A webhook may not set the header ${name}.`);
        assert.equal(receiver.received.length, 0);
      });
    }
  });

  it('never sends a header that begins another one', async () => {
    for (const value of ['a\r\nX-Other: b', 'a\nb', 'a\u0000']) {
      const error = await failure(answering(204), { headers: { 'X-Api-Key': value } });
      assert.equal(error.message, 'Invalid character in header content ["X-Api-Key"]');
    }
    const error = await failure(answering(204), { headers: { 'X-Api: k\r\nX-Other': 'b' } });
    assert.match(error.message, /^Header name must be a valid HTTP token/);
    assert.equal(receiver.received.length, 0);
  });

  it('tells neither the secret nor the headers, even where the answer repeats them', async () => {
    const echo: RequestListener = ({ headers }, response) => {
      response.writeHead(500).end(`${SECRET} ${JSON.stringify(headers)}`);
    };
    const error = await failure(echo, { headers: { Authorization: 'Bearer abc' } });
    assert.ok(error.message.startsWith(`${receiver.host} answered 500: [secret] {`));
    assert.ok(!error.message.includes('Bearer abc'));
  });
});
