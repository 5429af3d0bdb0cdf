import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Express } from 'express';
import express from 'express';
import express4 from 'express4';
import type { AccessOptions } from '../../lib/index.js';
import { WorkflowError, workflowObjectRouter, workflowRouter } from '../../lib/index.js';
import { OPERATIONS } from '../../routes/operations/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, authorize, createHost, getUser } from '../support/host.js';
import { sendRaw } from './support/raw.js';

const SITE = 'approvals.example.com';
const FRONT_END = 'https://app.example.com';
const EVIL = 'https://evil.example';

type Make = () => Express;
type Headers = Readonly<Record<string, string | readonly string[]>>;

/** Who is let through, by what a browser says where it comes from; `host` is what it was sent to. */
const ATTEMPTS: readonly (readonly [title: string, isLet: boolean, headers: Headers])[] = [
  ['a program, which names no origin', true, {}],
  ['a page of the same origin', true, { 'sec-fetch-site': 'same-origin' }],
  ['the address bar', true, { 'sec-fetch-site': 'none' }],
  ['another website', false, { 'sec-fetch-site': 'cross-site', origin: EVIL }],
  ['another website that names no origin', false, { 'sec-fetch-site': 'cross-site' }],
  ['another subdomain', false, { 'sec-fetch-site': 'same-site', origin: 'https://blog.example.com' }],
  ['what says two things at once', false, { 'sec-fetch-site': ['same-origin', 'cross-site'] }],
  ['what says something unheard of', false, { 'sec-fetch-site': 'sideways' }],
  ['what says nothing where something must be said', false, { 'sec-fetch-site': '' }],
  ['a trusted front end', true, { 'sec-fetch-site': 'same-site', origin: FRONT_END }],
  ['a trusted front end on any site', true, { 'sec-fetch-site': 'cross-site', origin: FRONT_END }],
  ['a trusted front end of an old browser', true, { origin: FRONT_END }],
  ['a trusted front end with its port', true, { origin: `${FRONT_END}:443` }],
  ['a trusted front end on another port', false, { origin: `${FRONT_END}:8443` }],
  ['a trusted front end without encryption', false, { origin: 'http://app.example.com' }],
  ['what begins like a trusted front end', false, { origin: `${FRONT_END}.evil.example` }],
  ['what names a trusted front end as a user', false, { origin: 'https://app.example.com@evil.example' }],
  ['an application with a scheme of its own', true, { origin: 'capacitor://localhost' }],
  ['its own page in an old browser', true, { origin: `http://${SITE}` }],
  ['its own page, spelled in capitals', true, { origin: `HTTP://${SITE.toUpperCase()}` }],
  ['its own page, which names the default port', true, { origin: `http://${SITE}:80` }],
  ['its own host on another port', false, { origin: `http://${SITE}:8080` }],
  ['its own host by another scheme', false, { origin: `https://${SITE}` }],
  ['another website in an old browser', false, { origin: EVIL }],
  ['an opaque origin', false, { origin: 'null' }],
  ['an opaque origin where it is sent to none, either', false, { origin: 'null', host: '?' }],
  ['an origin without a scheme', false, { origin: SITE }],
  ['an origin with a path', false, { origin: `http://${SITE}/` }],
  ['an empty origin', false, { origin: '' }],
  ['two origins', false, { origin: [`http://${SITE}`, EVIL] }],
  ['two origins of which one is trusted', false, { origin: [FRONT_END, EVIL] }],
  ['two origins in one', false, { origin: `http://${SITE},${EVIL}` }],
  ['its own port', true, { host: `${SITE}:8080`, origin: `http://${SITE}:8080` }],
  ['its own host without its port', false, { host: `${SITE}:8080`, origin: `http://${SITE}` }],
  ['its own address', true, { host: '[::1]:8080', origin: 'http://[0:0:0:0:0:0:0:1]:8080' }],
  ['another address', false, { host: '[::1]:8080', origin: 'http://[::2]:8080' }],
  ['a host that it says it was forwarded by', false, { 'x-forwarded-host': 'evil.example', origin: EVIL }],
];

/** The same behind a proxy that Express trusts. */
const FORWARDED: readonly (readonly [title: string, isLet: boolean, headers: Headers])[] = [
  ['its own page', true, { 'x-forwarded-proto': 'https', origin: `https://${SITE}` }],
  ['its own page without encryption', false, { 'x-forwarded-proto': 'https', origin: `http://${SITE}` }],
  [
    'its own page by the name that the proxy has',
    true,
    {
      'x-forwarded-host': 'Public.example:8443',
      'x-forwarded-proto': 'https',
      origin: 'https://public.example:8443',
    },
  ],
  [
    'the public host on another port',
    false,
    {
      'x-forwarded-host': 'public.example:8443',
      'x-forwarded-proto': 'https',
      origin: 'https://public.example',
    },
  ],
  [
    'its own page behind two proxies',
    true,
    { 'x-forwarded-host': 'public.example, inner.example', origin: 'http://public.example' },
  ],
  [
    'the name that only the proxy knows',
    false,
    { 'x-forwarded-host': 'public.example', origin: `http://${SITE}` },
  ],
  ['another website', false, { 'x-forwarded-host': 'public.example', origin: EVIL }],
];

describeOnSqlite('A request that another website makes a browser send', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize);
  });

  function mount(make: Make, options: AccessOptions = {}): Express {
    const access = { getUser, authorize, trustedOrigins: [FRONT_END, 'capacitor://localhost'], ...options };
    const inner = make().use('/w', workflowRouter({ engine: host.engine, ...access }));
    inner.use('/o', workflowObjectRouter(host.engine, host.PurchaseRequest, access));
    inner.post('/o/:id/archive', (_request, response) => {
      response.json({ isArchived: true });
    });
    return make().use('/api', inner);
  }

  /** Sends what would be refused for nobody being signed in, were it let through. */
  async function codeOf(
    app: Express,
    headers: Headers,
    method = 'POST',
    path = '/api/w/delegations',
  ): Promise<string> {
    const outgoing = { host: SITE, ...headers } as OutgoingHttpHeaders;
    const answer = await sendRaw(app, { method, path, headers: outgoing });
    return answer?.body.code ?? 'none';
  }

  for (const [version, make] of [
    ['Express 5', express],
    ['Express 4', express4],
  ] as const) {
    for (const [title, isLet, headers] of ATTEMPTS) {
      it(`is ${isLet ? 'let through' : 'refused'} from ${title}, on ${version}`, async () => {
        assert.equal(await codeOf(mount(make), headers), isLet ? 'NOT_AUTHENTICATED' : 'CROSS_ORIGIN');
      });
    }

    for (const [title, isLet, headers] of FORWARDED) {
      it(`is ${isLet ? 'let through' : 'refused'} from ${title}, behind a proxy that ${version} trusts`, async () => {
        const app = mount(make);
        app.set('trust proxy', 'loopback');
        assert.equal(await codeOf(app, headers), isLet ? 'NOT_AUTHENTICATED' : 'CROSS_ORIGIN');
      });
    }
  }

  it('is refused by every route that may change something, and by no other', async () => {
    const app = mount(express);
    const origin = { origin: EVIL };
    const objects = ['get /workflow_status', 'post /workflow_action', 'post /attach_workflow'];
    const attempts = [
      ...OPERATIONS.map(({ method, path }) => [method, `/api/w${path.replaceAll(/:\w+/g, '1')}`] as const),
      ...objects.map((route) => [route.split(' ')[0] ?? '', `/api/o/1${route.split(' ')[1]}`] as const),
    ];
    for (const [method, path] of attempts) {
      const expected = method === 'get' ? 'NOT_AUTHENTICATED' : 'CROSS_ORIGIN';
      assert.equal(await codeOf(app, origin, method.toUpperCase(), path), expected, `${method} ${path}`);
    }
  });

  it('is refused before anybody is asked who is signed in', async () => {
    const asked: string[] = [];
    const app = mount(express, {
      getUser: ({ path }) => {
        asked.push(path);
        return { id: ADMIN };
      },
    });
    assert.equal(await codeOf(app, { origin: EVIL }), 'CROSS_ORIGIN');
    assert.deepEqual(asked, []);
  });

  it('is told what to do about it', async () => {
    const answer = await sendRaw(mount(express), {
      path: '/api/w/delegations',
      headers: { host: SITE, origin: EVIL },
    });
    assert.match(answer?.body.detail ?? '', /trustedOrigins.*"trust proxy"/);
    assert.deepEqual(answer?.body.details, { origin: EVIL, expected: `http://${SITE}` });
  });

  it('reaches what the host itself serves beside the routes', async () => {
    const server = mount(express).listen(0);
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const url = `http://127.0.0.1:${port}/api/o/1/archive`;
    const response = await fetch(url, { method: 'POST', headers: { origin: EVIL } });
    assert.deepEqual(await response.json(), { isArchived: true });
    server.close();
  });

  for (const trustedOrigins of ['*', ['*'], [FRONT_END, '*']] as const) {
    it(`is let through where trustedOrigins is ${JSON.stringify(trustedOrigins)}`, async () => {
      const app = mount(express, { trustedOrigins });
      for (const headers of [{ origin: EVIL }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]) {
        assert.equal(await codeOf(app, headers), 'NOT_AUTHENTICATED');
      }
    });
  }

  for (const [entry, path] of [
    ['https://app.example.com/', 'trustedOrigins.0'],
    ['https://app.example.com/path', 'trustedOrigins.0'],
    ['https://app.example.com?', 'trustedOrigins.0'],
    ['https://user@app.example.com', 'trustedOrigins.0'],
    ['app.example.com', 'trustedOrigins.0'],
    ['https://', 'trustedOrigins.0'],
    ['https://*.example.com', 'trustedOrigins.0'],
    ['https://app.example.com:99999', 'trustedOrigins.0'],
    ['null', 'trustedOrigins.0'],
    ['', 'trustedOrigins.0'],
    [7, 'trustedOrigins.0'],
    [undefined, 'trustedOrigins.0'],
  ] as const) {
    it(`may not be named as ${JSON.stringify(entry)}, which both routers refuse as they are made`, () => {
      const options = { trustedOrigins: [entry] as unknown as string[] };
      assertRefused(options, path);
    });
  }

  it('may not be named without a list, except all of them', () => {
    for (const given of [FRONT_END, {}, null, true]) {
      assertRefused({ trustedOrigins: given as unknown as string[] }, 'trustedOrigins');
    }
  });

  function assertRefused(options: AccessOptions, path: string): void {
    const makes = [
      () => workflowRouter({ engine: host.engine, ...options }),
      () => workflowObjectRouter(host.engine, host.PurchaseRequest, options),
    ];
    for (const make of makes) {
      assert.throws(make, (error) => {
        assert.ok(error instanceof WorkflowError);
        assert.deepEqual([error.code, error.errors[0]?.path], ['INVALID_CONFIGURATION', path]);
        return true;
      });
    }
  }
});
