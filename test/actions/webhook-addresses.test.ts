import assert from 'node:assert/strict';
import type { LookupAddress } from 'node:dns';
import { getDefaultAutoSelectFamily, isIP, setDefaultAutoSelectFamily } from 'node:net';
import fc from 'fast-check';
import { GiveUp } from '../../lib/actions/delivery-errors.js';
import { webhookHandler, webhookHandlerResolving } from '../../lib/actions/handlers/webhook.js';
import type { WebhookOptions } from '../../lib/actions/handlers/webhook/options.js';
import { isPublicAddress } from '../../lib/actions/handlers/webhook/public-address.js';
import type { ResolveHost } from '../../lib/actions/handlers/webhook/target.js';
import { webhookContext } from './support/webhook-context.js';
import { WebhookReceiver } from './support/webhook-receiver.js';
import { runs } from '../support/lane.js';

async function refusal(url: string, options: WebhookOptions, resolve?: ResolveHost): Promise<Error> {
  const handler = resolve === undefined ? webhookHandler(options) : webhookHandlerResolving(options, resolve);
  const delivery = Promise.resolve(handler.run(webhookContext({ url })));
  return delivery.then(
    () => assert.fail(`${url} was called.`),
    (error: unknown) => {
      assert.ok(error instanceof Error);
      return error;
    },
  );
}

/** A resolver that gives these addresses, one list for each question, the last one again and again. */
function giving(...answers: readonly (readonly string[])[]): { resolve: ResolveHost; asked: string[] } {
  const asked: string[] = [];
  const resolve: ResolveHost = (hostname) => {
    asked.push(hostname);
    const answer = answers[Math.min(asked.length, answers.length) - 1] ?? [];
    return Promise.resolve(answer.map((address): LookupAddress => ({ address, family: isIP(address) })));
  };
  return { resolve, asked };
}

describe('a webhook to an address that is not public', () => {
  const SPELLINGS = [
    '127.0.0.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '017700000001',
    '0177.0.0.1',
    '127.1',
    '127.0.0.1.',
    '１２７.０.０.１',
    '127。0。0。1',
    '%31%32%37.0.0.1',
    '127.255.255.254',
    '0',
    '0.0.0.0',
    '10.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '2852039166',
    '0xa9fea9fe',
    '100.100.100.200',
    '168.63.129.16',
    '192.0.0.192',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[0:0:0:0:0:0:0:1]',
    '[::127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:0:127.0.0.1]',
    '[64:ff9b::127.0.0.1]',
    '[64:ff9b:1::7f00:1]',
    '[2002:7f00:1::]',
    '[2001:0:7f00:1::]',
    '[2001:db8::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[fc00::1]',
    '[fd00:ec2::254]',
    '[ff02::1]',
  ];
  for (const spelling of SPELLINGS) {
    it(`is given up, written as ${spelling}`, async () => {
      for (const url of [`https://${spelling}/`, `http://${spelling}:8080/hook`]) {
        const error = await refusal(url, { allowInsecure: true });
        assert.ok(error instanceof GiveUp);
        const { host } = new URL(url);
        assert.equal(error.message, `Webhooks to ${host} are not allowed: the address is not public.`);
      }
    });
  }

  for (const name of ['localhost', 'LOCALHOST', 'localhost.']) {
    it(`fails, written as ${name}`, async () => {
      const error = await refusal(`https://${name}/`, {});
      assert.equal(error.constructor, Error);
      const { host } = new URL(`https://${name}/`);
      assert.equal(
        error.message,
        `Webhooks to ${host} are not allowed: it resolves to an address that is not public.`,
      );
    });
  }

  for (const url of [
    'https://[fe80::1%25eth0]/',
    'https://[fe80::1%eth0]/',
    'https://300.0.0.1/',
    'hooks',
    '',
  ]) {
    it(`is given up, written as "${url}", which is no URL`, async () => {
      const error = await refusal(url, {});
      assert.ok(error instanceof GiveUp);
      assert.equal(error.message, 'The url of the webhook is none.');
    });
  }

  for (const answers of [
    ['10.0.0.8'],
    ['93.184.216.34', '10.0.0.8'],
    ['10.0.0.8', '93.184.216.34'],
    ['2606:2800:220:1::1', 'fe80::1%eth0'],
    ['::ffff:10.0.0.8'],
  ]) {
    it(`fails, as a name that resolves to ${answers.join(' and ')}, without a word of the address`, async () => {
      const { resolve } = giving(answers);
      const error = await refusal('https://hooks.example.com:8443/', {}, resolve);
      assert.equal(error.constructor, Error);
      assert.equal(
        error.message,
        'Webhooks to hooks.example.com:8443 are not allowed: it resolves to an address that is not public.',
      );
    });
  }
});

describe('a webhook is given up before anything is resolved', () => {
  const REFUSED: readonly (readonly [string, string, WebhookOptions])[] = [
    ['http://hooks.example.com/', 'Webhooks to hooks.example.com must use https.', {}],
    [
      'http://hooks.example.com/',
      'Webhooks to hooks.example.com must use https.',
      { allowInsecure: ['other.example.com'] },
    ],
    ['ftp://hooks.example.com/', 'The url of the webhook must begin with https.', { allowInsecure: true }],
    ['file:///etc/passwd', 'The url of the webhook must begin with https.', { allowInsecure: true }],
    [
      'https://me:pass@hooks.example.com/',
      'The url of the webhook to hooks.example.com must not hold a user name or password: use a header.',
      {},
    ],
    [
      'https://me@hooks.example.com/',
      'The url of the webhook to hooks.example.com must not hold a user name or password: use a header.',
      {},
    ],
    [
      'https://evil.example/',
      'Webhooks to evil.example are not allowed.',
      { allowedHosts: ['hooks.example.com'] },
    ],
    [
      'https://a.hooks.example.com/',
      'Webhooks to a.hooks.example.com are not allowed.',
      { allowedHosts: ['hooks.example.com'] },
    ],
    ['https://hooks.example.com/', 'Webhooks to hooks.example.com are not allowed.', { allowedHosts: false }],
    [
      'https://evil.example./',
      'Webhooks to evil.example. are not allowed.',
      { allowedHosts: (name) => name !== 'evil.example' },
    ],
  ];
  for (const [url, message, options] of REFUSED) {
    it(`for ${url} with ${Object.keys(options).join() || 'no options'}`, async () => {
      const { resolve, asked } = giving(['93.184.216.34']);
      const error = await refusal(url, options, resolve);
      assert.ok(error instanceof GiveUp);
      assert.equal(error.message, message);
      assert.deepEqual(asked, []);
    });
  }
});

describe('a webhook to a host that is allowed on purpose', () => {
  let receiver: WebhookReceiver;

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
  });

  afterEach(() => receiver.stop());

  async function deliver(host: string, rules: WebhookOptions, resolve: ResolveHost): Promise<void> {
    const url = `http://${host}:${receiver.port}/`;
    await webhookHandlerResolving({ allowInsecure: [host], ...rules }, resolve).run(webhookContext({ url }));
  }

  const RULES: Readonly<Record<string, WebhookOptions>> = {
    'its name': { allowPrivateAddresses: ['erp.intranet.example'] },
    'its name in another spelling': { allowPrivateAddresses: ['ERP.Intranet.example'] },
    'its address': { allowPrivateAddresses: ['127.0.0.1'] },
    'a block of addresses': { allowPrivateAddresses: ['127.0.0.0/8'] },
    'a function of both': {
      allowPrivateAddresses: (hostname, address) =>
        hostname === 'erp.intranet.example' && address === '127.0.0.1',
    },
    everything: { allowPrivateAddresses: true },
    'its name, among all that are allowed': {
      allowPrivateAddresses: true,
      allowedHosts: ['erp.intranet.example'],
    },
  };
  for (const [title, rules] of Object.entries(RULES)) {
    it(`is delivered: by ${title}`, async () => {
      const { resolve } = giving(['127.0.0.1']);
      await deliver('erp.intranet.example', rules, resolve);
      assert.equal(receiver.received[0]?.headers.host, `erp.intranet.example:${receiver.port}`);
    });
  }

  const OTHER_RULES: Readonly<Record<string, WebhookOptions>> = {
    'another name': { allowPrivateAddresses: ['other.intranet.example', 'intranet.example'] },
    'another address': { allowPrivateAddresses: ['127.0.0.2', '::1'] },
    'another block': { allowPrivateAddresses: ['10.0.0.0/8', 'fd00::/8'] },
    'the list of hosts alone': { allowedHosts: ['erp.intranet.example'] },
    nothing: { allowPrivateAddresses: [] },
  };
  for (const [title, rules] of Object.entries(OTHER_RULES)) {
    it(`is not delivered: by ${title}`, async () => {
      const { resolve } = giving(['127.0.0.1']);
      await assert.rejects(deliver('erp.intranet.example', rules, resolve), /not public/);
      assert.equal(receiver.received.length, 0);
    });
  }

  it('is asked for once, and called at the address that was checked, whatever its name resolves to then', async () => {
    const { resolve, asked } = giving(['127.0.0.1'], ['127.0.0.2']);
    const rules = { allowPrivateAddresses: ['127.0.0.1'] };
    await deliver('rebinding.example', rules, resolve);
    assert.deepEqual(asked, ['rebinding.example']);
    assert.equal(receiver.received.length, 1);
    await assert.rejects(deliver('rebinding.example', rules, resolve), /not public/);
  });

  it('is called at the next of its addresses where the first does not answer', async () => {
    const { resolve } = giving(['127.0.0.3', '127.0.0.1']);
    await deliver('erp.intranet.example', { allowPrivateAddresses: ['127.0.0.0/8'] }, resolve);
    assert.equal(receiver.received.length, 1);
  });

  it('is called at all of them where the application tries only one for itself', async () => {
    const before = getDefaultAutoSelectFamily();
    setDefaultAutoSelectFamily(false);
    try {
      const { resolve } = giving(['127.0.0.3', '127.0.0.1']);
      await deliver('erp.intranet.example', { allowPrivateAddresses: ['127.0.0.0/8'] }, resolve);
      assert.equal(receiver.received.length, 1);
    } finally {
      setDefaultAutoSelectFamily(before);
    }
  });

  it('is not called through a proxy of the environment', async () => {
    const proxy = await WebhookReceiver.start();
    const names = ['HTTP_PROXY', 'http_proxy', 'ALL_PROXY'];
    const before = names.map((name) => [name, process.env[name]] as const);
    try {
      for (const name of names) process.env[name] = proxy.url;
      await deliver('erp.intranet.example', { allowPrivateAddresses: true }, giving(['127.0.0.1']).resolve);
      assert.equal(proxy.received.length, 0);
      assert.equal(receiver.received.length, 1);
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
      await proxy.stop();
    }
  });

  it('fails where its name cannot be resolved', async () => {
    const resolve: ResolveHost = () => {
      const error = new Error('getaddrinfo ENOTFOUND hooks.example.com');
      return Promise.reject(Object.assign(error, { code: 'ENOTFOUND' }));
    };
    const error = await refusal('https://hooks.example.com/', {}, resolve);
    assert.equal(error.message, 'No answer came from hooks.example.com (ENOTFOUND).');
  });

  it('fails in time where resolving its name takes too long', async () => {
    const resolve: ResolveHost = () => new Promise(() => {});
    const error = await refusal('https://hooks.example.com/', { timeoutMs: 20 }, resolve);
    assert.equal(error.message, 'hooks.example.com did not answer within 20 ms.');
  });
});

describe('an address', () => {
  /** What RFC 6890 and its successors, and multicast, take out of the public internet: first address, and bits. */
  const PRIVATE_V4: readonly (readonly [string, number])[] = [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['168.63.129.16', 32],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.88.99.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
  ];
  const PRIVATE_V6: readonly (readonly [bigint, number])[] = [
    [0x2001_0000n << 96n, 23],
    [0x2001_0db8n << 96n, 32],
    [0x2002_0000n << 96n, 16],
    [0x3fff_0000n << 96n, 20],
  ];

  interface Range {
    readonly first: bigint;
    readonly last: bigint;
  }

  const valueOf = (address: string): bigint =>
    address.split('.').reduce((value, octet) => (value << 8n) | BigInt(octet), 0n);

  const rangeOf = (first: bigint, bits: number, width: number): Range => ({
    first,
    last: first + (1n << BigInt(width - bits)) - 1n,
  });

  const v4Ranges = PRIVATE_V4.map(([first, bits]) => rangeOf(valueOf(first), bits, 32));
  const v6Ranges = PRIVATE_V6.map(([first, bits]) => rangeOf(first, bits, 128));

  const isWithin = (ranges: readonly Range[], value: bigint): boolean =>
    ranges.some(({ first, last }) => value >= first && value <= last);

  const v4Text = (value: bigint): string =>
    [24n, 16n, 8n, 0n].map((shift) => String((value >> shift) & 255n)).join('.');

  const v6Text = (value: bigint): string =>
    Array.from({ length: 8 }, (_, index) => (value >> BigInt(112 - 16 * index)) & 0xffffn)
      .map((group) => group.toString(16))
      .join(':');

  /** Any address of some ranges, often a first, a last, or one just outside. */
  const near = (ranges: readonly Range[]): fc.Arbitrary<bigint> =>
    fc
      .constantFrom(...ranges)
      .chain(({ first, last }) =>
        fc.oneof(fc.constantFrom(first, last, first - 1n, last + 1n), fc.bigInt({ min: first, max: last })),
      );

  it('of IPv4 is public exactly outside of the special ranges', () => {
    const max = (1n << 32n) - 1n;
    const any = fc
      .oneof(fc.bigInt({ min: 0n, max }), near(v4Ranges))
      .filter((value) => value >= 0n && value <= max);
    fc.assert(
      fc.property(any, (value) => {
        assert.equal(isPublicAddress(v4Text(value)), !isWithin(v4Ranges, value));
      }),
      { numRuns: runs(5000) },
    );
  });

  it('of IPv6 is public exactly within 2000::/3, outside of its special ranges', () => {
    const max = (1n << 128n) - 1n;
    const given = rangeOf(0x2000n << 112n, 3, 128);
    const any = fc
      .oneof(
        fc.bigInt({ min: 0n, max }),
        fc.bigInt({ min: given.first, max: given.last }),
        near([...v6Ranges, given]),
      )
      .filter((value) => value <= max);
    fc.assert(
      fc.property(any, (value) => {
        assert.equal(isPublicAddress(v6Text(value)), isWithin([given], value) && !isWithin(v6Ranges, value));
      }),
      { numRuns: runs(5000) },
    );
  });

  it('of IPv4 is not public in any spelling as IPv6', () => {
    const any = fc.bigInt({ min: 0n, max: (1n << 32n) - 1n });
    fc.assert(
      fc.property(any, (value) => {
        for (const spelling of [
          `::${v4Text(value)}`,
          `::ffff:${v4Text(value)}`,
          `::ffff:0:${v4Text(value)}`,
          `64:ff9b::${v4Text(value)}`,
          v6Text((0x2002n << 112n) | (value << 80n)),
          v6Text((0x2001_0000n << 96n) | (value ^ 0xffff_ffffn)),
        ]) {
          assert.equal(isIP(spelling), 6);
          assert.equal(isPublicAddress(spelling), false, spelling);
        }
      }),
    );
  });

  for (const address of [
    '1.1.1.1',
    '8.8.8.8',
    '93.184.216.34',
    '172.15.255.255',
    '172.32.0.0',
    '2606:4700::1111',
    '2a00:1450::1',
  ]) {
    it(`that is well known is public: ${address}`, () => assert.equal(isPublicAddress(address), true));
  }

  for (const text of ['', 'hooks.example.com', '127.1', '0x7f000001', '1.1.1.1/32', '[::1]', '1.1.1.1 ']) {
    it(`is not public where it is none: "${text}"`, () => assert.equal(isPublicAddress(text), false));
  }
});
