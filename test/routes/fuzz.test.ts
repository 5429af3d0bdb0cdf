import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage, Server } from 'node:http';
import { Agent, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { describeEachDialect } from '../support/databases.js';
import { createApp, createHost, TABLES } from '../support/host.js';
import type { Host } from '../support/host.js';
import { runs, seed } from '../support/lane.js';
import { snapshotTables } from '../support/tables.js';
import type { Answer, Body } from './support/api.js';
import type { FuzzRequest, FuzzWorld } from './support/fuzz-request.js';
import { assertDocumented } from './support/documented.js';
import { anyRequest } from './support/fuzz-request.js';
import { setScene } from './support/scene.js';
import { seedObject } from './support/seed.js';
import { openSite } from './support/site.js';
import { assertWire } from './support/wire.js';

/** To ask more: `TEST_RUNS=50000 TEST_SEED=$RANDOM npx mocha test/routes/fuzz.test.ts` */
const REQUESTS = runs(5000);
const SEED = seed(20_260_105);
/** After every so many requests, what was refused must have changed nothing. */
const CHECKED_EVERY = 25;
const UNKNOWN = 999_999;
const MOUNT = '/api/workflow';

describeEachDialect('Whatever is asked of any route', (database) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let host: Host;
  let server: Server;
  let world: FuzzWorld;

  before(async () => {
    host = await createHost(database.sequelize);
    const app = createApp(host);
    const site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
    const scene = await setScene(site);
    const admin = site.admin.with({ 'x-company': 'other' });
    const { id: foreign } = (await admin.post('/workflows', { name_en: 'Theirs' })).body;
    const rows = Object.values<number | readonly number[]>({ ...scene }).flat();
    const objects = [scene.runningObject, scene.free, 'x', `${scene.free} `];
    for (let index = 0; index < 20; index += 1) objects.push(await seedObject(site));
    world = { ids: [...new Set([...rows, foreign, UNKNOWN])], objects, users: [1, 2, 3, 4, 5, 6, 7, 99] };
    server = app.listen(0);
    await once(server, 'listening');
  });

  after(() => {
    agent.destroy();
    server.close();
  });

  async function send({ method, path, headers, body }: FuzzRequest): Promise<Answer> {
    const { port } = server.address() as AddressInfo;
    const length = Buffer.byteLength(body);
    const sent = length === 0 ? headers : { ...headers, 'content-length': String(length) };
    const outgoing = request({ port, method, path, agent, headers: sent });
    outgoing.end(body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) text += chunk as string;
    const type = response.headers['content-type'] ?? '';
    const parsed = (type.includes('json') && text !== '' ? JSON.parse(text) : {}) as Body;
    return {
      status: response.statusCode ?? 0,
      headers: response.headers as Answer['headers'],
      text,
      body: parsed,
    };
  }

  it('is answered or refused in its own words, never fails, and changes nothing where it is refused', async function () {
    this.timeout(REQUESTS * 100);
    let count = 0;
    const property = fc.asyncProperty(anyRequest(world), async (asked) => {
      const isChecked = (count += 1) % CHECKED_EVERY === 0;
      const before = isChecked ? await snapshotTables(host.sequelize, TABLES) : null;
      const answer = await send(asked);
      assert.ok(answer.status < 500, `${asked.method} ${asked.path}: ${answer.status} ${answer.text}`);
      if (asked.method !== 'HEAD' && asked.method !== 'OPTIONS') assertRight(asked, answer);
      if (before === null || answer.status < 400) return;
      assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
    });
    await fc.assert(property, { numRuns: REQUESTS, seed: SEED, endOnFailure: true });
  });
});

/** Checks an answer for what no answer may be, and against the document. */
function assertRight({ method, path }: FuzzRequest, answer: Answer): void {
  assertWire(answer);
  if (!path.startsWith(MOUNT)) return;
  assertDocumented({
    method: method.toLowerCase(),
    path: path.slice(MOUNT.length),
    status: answer.status,
    contentType: answer.headers['content-type'] ?? '',
    body: answer.body,
  });
}
