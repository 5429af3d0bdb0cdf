import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import type { ErrorRequestHandler, Express, RequestHandler } from 'express';
import express from 'express';
import express4 from 'express4';
import { workflowRouter } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { authorize, createHost, getUser, quietLogger, TABLES } from '../support/host.js';
import type { Answer } from './support/api.js';
import { ok } from './support/api.js';
import type { RawRequest } from './support/raw.js';
import { sendRaw } from './support/raw.js';
import { seedRunning } from './support/seed.js';
import type { Site } from './support/site.js';
import { openSite, REVIEWER } from './support/site.js';
import { refuses } from './support/unchanged.js';

const LIMIT = 256 * 1024;
const JSON_TYPE = { 'content-type': 'application/json' };
const ZIPPED = { ...JSON_TYPE, 'content-encoding': 'gzip' };

/** Decides again and again, and leaves the seat where it was. */
const AGAIN = '{"action":"needs_resubmission","reason":"Öl"}';

/** How hosts treat bodies before the router sees them. */
const HOSTS: readonly (readonly [name: string, make: () => Express, ...parsers: RequestHandler[]])[] = [
  ['a host that parses nothing', () => express()],
  ['a host that parses JSON', () => express(), express.json({ limit: '10mb', strict: false })],
  ['a host on Express 4 that parses JSON', () => express4(), express4.json({ limit: '10mb', strict: false })],
  ['a host on Express 4 that parses forms', () => express4(), express4.urlencoded({ extended: true })],
];

describeOnSqlite('A body', (database) => {
  const errors: unknown[] = [];
  let host: Host;

  before(async () => {
    const logger = { ...quietLogger, error: (...line: unknown[]) => errors.push(line) };
    host = await createHost(database.sequelize, { logger });
  });

  afterEach('nothing is worth a log entry', () => assert.deepEqual(errors.splice(0), []));

  for (const [name, make, ...parsers] of HOSTS) {
    describe(`sent to ${name}`, () => {
      let site: Site;
      let path = '';
      let app: Express;

      before(async () => {
        app = make();
        for (const parser of parsers) app.use(parser);
        app.use('/w', workflowRouter({ engine: host.engine, getUser, authorize }), quietFailure);
        site = openSite(host, { app, router: '/w', objects: '/none' });
        const { attachment_id: id } = await seedRunning(site);
        path = `/attachments/${id}`;
      });

      after(() => database.emptyTables(TABLES));

      const send = async (raw: Omit<RawRequest, 'path'>): Promise<Answer> => {
        const headers = { 'x-user': REVIEWER, ...raw.headers };
        const answer = await sendRaw(app, { ...raw, path: `/w${path}/action`, headers });
        assert.ok(answer !== null);
        return answer;
      };

      describeReading(send);
      describeLimits(() => site, send);
      describeDepth(() => site, send);

      it('of another type is refused, whoever could read it', async () => {
        const form = 'application/x-www-form-urlencoded';
        for (const type of [
          'text/plain',
          form,
          'multipart/form-data; boundary=x',
          'application/jsonp',
          undefined,
        ]) {
          const headers = type === undefined ? {} : { 'content-type': type };
          const body = type === form ? 'action=approved' : '{"action":"approved"}';
          await refuses(site, ['415 UNSUPPORTED_MEDIA_TYPE'], () => send({ headers, body }));
        }
      });

      it('that breaks off changes nothing, and the next one is read', async () => {
        const headers = { ...JSON_TYPE, 'content-length': 500, 'x-user': REVIEWER };
        await sendRaw(app, { path: `/w${path}/action`, headers, body: '{"action":"approved"', hangUp: true });
        assert.equal(ok(await send({ headers: JSON_TYPE, body: AGAIN })).current_stage, 'Stage 1');
      });

      it('that is not there is no body, whatever its type', async () => {
        ok(await site.admin.with(JSON_TYPE).get(path));
        const missing = await site.admin.with(JSON_TYPE).post(`${path}/action`);
        assert.deepEqual([missing.status, missing.body.code], [400, 'INVALID_REQUEST']);
        ok(await site.admin.with({ 'content-type': 'text/plain' }).post(`${path}/cancel`));
      });

      if (!name.endsWith('JSON')) describeUnreadable(() => site, send);
    });
  }
});

type Send = (raw: Omit<RawRequest, 'path'>) => Promise<Answer>;

function describeReading(send: Send): void {
  it('of JSON under another name is read', async () => {
    for (const type of ['application/json; charset=utf-8', 'application/vnd.api+json']) {
      assert.equal(ok(await send({ headers: { 'content-type': type }, body: AGAIN })).status, 'in_progress');
    }
  });

  it('of 256 KiB is read: with its length, in chunks, and compressed', async () => {
    const body = AGAIN.padEnd(LIMIT - 1);
    const small = gzipSync(body);
    ok(await send({ headers: { ...JSON_TYPE, 'content-length': LIMIT }, body }));
    ok(await send({ headers: JSON_TYPE, body }));
    ok(await send({ headers: { ...ZIPPED, 'content-length': small.length }, body: small }));
  });
}

function describeLimits(site: () => Site, send: Send): void {
  const body = JSON.stringify({ action: 'approved', reason: 'x'.repeat(LIMIT) });
  const zipped = gzipSync(body);
  const cases: readonly (readonly [string, Omit<RawRequest, 'path'>])[] = [
    ['with its length', { headers: { ...JSON_TYPE, 'content-length': body.length }, body }],
    ['in chunks', { headers: JSON_TYPE, body }],
    ['compressed', { headers: { ...ZIPPED, 'content-length': zipped.length }, body: zipped }],
  ];
  for (const [how, raw] of cases) {
    it(`of more than 256 KiB is refused ${how}`, async () => {
      await refuses(site(), ['413 BODY_TOO_LARGE'], () => send(raw));
    });
  }
}

/** As deep as it may be sent, whoever parses it: what walks through it must not run out of stack. */
function describeDepth(site: () => Site, send: Send): void {
  for (const levels of [65, 5_000, 100_000]) {
    it(`of ${levels} levels is refused`, async () => {
      const nested = '['.repeat(levels - 1) + ']'.repeat(levels - 1);
      const body = `{"action":"approved","form_data":${nested}}`;
      const refusal = ['400 INVALID_REQUEST', `form_data${'.0'.repeat(63)}`] as const;
      await refuses(site(), refusal, () => send({ headers: JSON_TYPE, body }));
      const headers = { ...JSON_TYPE, 'idempotency-key': `deep-${levels}` };
      await refuses(site(), refusal, () => send({ headers, body }));
    });
  }
}

/** What the host answers itself where it parses JSON. */
function describeUnreadable(site: () => Site, send: Send): void {
  it('that is no JSON is refused', async () => {
    for (const body of ['{"action":', 'approved', '{"action":"approved"}}', "{'action':'approved'}"]) {
      await refuses(site(), ['400 MALFORMED_JSON'], () => send({ headers: JSON_TYPE, body }));
    }
  });

  it('in another character set is refused', async () => {
    const headers = { 'content-type': 'application/json; charset=latin1' };
    await refuses(site(), ['400 INVALID_REQUEST'], () => send({ headers, body: AGAIN }));
  });

  it('that is not what its encoding says is refused', async () => {
    for (const encoding of ['gzip', 'deflate', 'br', 'zip']) {
      const headers = { ...JSON_TYPE, 'content-encoding': encoding };
      await refuses(site(), ['400 INVALID_REQUEST'], () => send({ headers, body: AGAIN }));
    }
  });
}

/** A request that breaks off fails in the host's own parser: Express would print it. */
const quietFailure: ErrorRequestHandler = (_error, _request, response, next) => {
  if (response.headersSent) next();
  else response.status(500).end();
};
