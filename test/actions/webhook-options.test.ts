import assert from 'node:assert/strict';
import { HandlerRegistry } from '../../lib/actions/handler-registry.js';
import { webhookHandler } from '../../lib/actions/handlers/webhook.js';
import type { WebhookOptions } from '../../lib/actions/handlers/webhook/options.js';
import { WorkflowError } from '../../lib/errors.js';

/** What is wrong with some parameters, as somebody who writes an action is told. */
function problems(parameters: unknown, options: WebhookOptions = {}): readonly string[] {
  const registry = new HandlerRegistry();
  registry.register('webhook', webhookHandler(options));
  const found = registry.get('webhook')?.findProblems(parameters, 'parameters');
  assert.ok(found);
  return found.map(({ path }) => path);
}

describe('the parameters of a webhook', () => {
  const MINIMUM = { url: 'https://hooks.example.com/a?b=c', secret: 'whsec_AAAA' };

  const GOOD: Readonly<Record<string, object>> = {
    'an address and a secret': {},
    'a named secret': { secret: { secret: 'erp-hook' } },
    'an address that is a secret': { url: { secret: 'erp-url' } },
    'headers, named secrets among them': {
      headers: { Authorization: { secret: 'erp' }, 'X-Api-Key': 'k', Host2: 'a' },
    },
    'a choice of facts': { include: ['attachment', 'on_behalf_of', 'from_stage'] },
    'no facts': { include: [] },
    'the object': { include_object: true },
    'some attributes of the object': { include_object: ['title'] },
  };
  for (const [title, parameters] of Object.entries(GOOD)) {
    it(`may be ${title}`, () => assert.deepEqual(problems({ ...MINIMUM, ...parameters }), []));
  }

  const BAD: Readonly<Record<string, readonly [object, string]>> = {
    'no address': [{ url: undefined, include: [] }, 'parameters.url'],
    'an address by plain http': [{ url: 'http://hooks.example.com/' }, 'parameters.url'],
    'no secret': [{ secret: undefined }, 'parameters.secret'],
    'an empty secret': [{ secret: '' }, 'parameters.secret'],
    'a fact that is not known': [{ include: ['onBehalfOf'] }, 'parameters.include.0'],
    'the object as a fact': [{ include: ['object'] }, 'parameters.include.0'],
    'a parameter that is not known': [{ method: 'GET' }, 'parameters.method'],
    'a header of two lines': [{ headers: { 'X-A': 'a\r\nX-B: b' } }, 'parameters.headers.X-A'],
    'a header that is no text': [{ headers: { 'X-A': 1 } }, 'parameters.headers.X-A'],
  };
  for (const [title, [changes, path]] of Object.entries(BAD)) {
    it(`may not be ${title}`, () => {
      const parameters: unknown = JSON.parse(JSON.stringify({ ...MINIMUM, ...changes }));
      assert.deepEqual(problems(parameters), [path]);
    });
  }

  for (const name of [
    'Host',
    'HOST',
    'connection',
    'Keep-Alive',
    'TE',
    'Transfer-Encoding',
    'Upgrade',
    'Expect',
    'Content-Type',
    'content-length',
    'Proxy-Authorization',
    'User-Agent',
    'Idempotency-Key',
    'webhook-signature',
    'X A',
    'X-A\r\nX-B',
    '',
  ]) {
    it(`may not set the header "${name}"`, () => {
      assert.notDeepEqual(problems({ ...MINIMUM, headers: { [name]: 'x' } }), []);
    });
  }

  it('may be an address by plain http where some host may be called so', () => {
    const parameters = { ...MINIMUM, url: 'http://erp.intranet.example/' };
    assert.deepEqual(problems(parameters, { allowInsecure: ['erp.intranet.example'] }), []);
  });
});

describe('the options of the webhook handler', () => {
  it('give the attempt a little more time than the exchange', () => {
    assert.equal(webhookHandler().timeoutMs, 15_000);
    assert.equal(webhookHandler({ timeoutMs: 45_000 }).timeoutMs, 50_000);
  });

  it('keep their defaults where they are undefined', () => {
    const options = JSON.parse('{}') as Record<string, undefined>;
    for (const name of ['allowedHosts', 'allowPrivateAddresses', 'allowInsecure', 'timeoutMs', 'clock']) {
      options[name] = undefined;
    }
    assert.equal(webhookHandler(options).timeoutMs, 15_000);
  });

  const WRONG: readonly (readonly [string, unknown])[] = [
    ['timeoutMs', 0],
    ['timeoutMs', 45_001],
    ['timeoutMs', 1.5],
    ['timeoutMs', '10'],
    ['maxResponseBytes', -1],
    ['maxRequestBytes', NaN],
    ['userAgent', 'a\r\nb'],
    ['userAgent', ''],
    ['allowedHosts', 'hooks.example.com'],
    ['allowedHosts', ['https://hooks.example.com']],
    ['allowPrivateAddresses', ['10.0.0.0/33']],
    ['allowPrivateAddresses', ['10.0.0.0/']],
    ['allowPrivateAddresses', ['10.0.0.0/8/8']],
    ['allowPrivateAddresses', ['fd00::/129']],
    ['allowInsecure', ['']],
  ];
  for (const [option, value] of WRONG) {
    it(`refuse ${JSON.stringify(value)} as ${option}`, () => {
      assert.throws(
        () => webhookHandler({ [option]: value }),
        (error) =>
          error instanceof WorkflowError &&
          error.code === 'INVALID_CONFIGURATION' &&
          error.errors[0]?.path === option,
      );
    });
  }

  it('read host names of any language, addresses and blocks of both families', () => {
    const allowedHosts = ['bücher.example', '203.0.113.7', '2001:db8::/32'];
    assert.doesNotThrow(() => webhookHandler({ allowedHosts }));
  });
});
