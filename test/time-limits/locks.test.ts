import assert from 'node:assert/strict';
import type { Express } from 'express';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { describeEachDialect } from '../support/databases.js';
import { as, createApp } from '../support/host.js';
import { prepare, publish, REQUESTER, REVIEWER } from '../transactions/support/operations.js';
import type { HeldLock } from './support/hold-lock.js';
import { holdRows, holdTable } from './support/hold-lock.js';

/** Long enough for ten who wait for each other's connections. */
const LIMITS = { statementTimeoutMs: 300, transactionTimeoutMs: 3000, hostTimeoutMs: 2000 };

describeEachDialect('What somebody else has locked', (database) => {
  let host: CrowdedHost;
  let app: Express;
  const held: HeldLock[] = [];

  before(async () => {
    const sequelize = await database.connect({ pool: { max: 5 } });
    host = await createCrowdedHost(sequelize, { size: 3, ...LIMITS });
    app = createApp(host);
  });

  afterEach(async () => {
    await release();
    await database.emptyTables(CROWDED_TABLES);
  });

  async function hold(locking: Promise<HeldLock>): Promise<void> {
    held.push(await locking);
  }

  async function release(): Promise<void> {
    for (const lock of held.splice(0)) await lock.release();
  }

  for (const table of ['purchase_requests', 'workflow_attachments', 'workflow_rotations']) {
    it(`in ${table} is waited for so long and no longer, and then is there`, async () => {
      await publish(host, 'round_robin');
      await host.engine.approve({ object: await prepare(host, 'started'), actor: REVIEWER });
      const object = await prepare(host, 'started');
      await hold(holdRows(database, table));
      await assert.rejects(host.engine.approve({ object, actor: REVIEWER }), { code: 'TRY_AGAIN' });
      const path = `/api/purchase-requests/${object.id}/workflow_action`;
      const response = await as(app, REVIEWER.id).post(path).send({ action: 'approved' });
      assert.deepEqual([response.status, codeOf(response)], [503, 'TRY_AGAIN']);
      assert(response.headers['retry-after'] !== undefined);
      await release();
      await host.engine.approve({ object, actor: REVIEWER });
    });
  }

  it('holds up ten, and nobody else', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    const others = [await prepare(host, 'started'), await prepare(host, 'started')];
    const approve = (one: typeof object): Promise<unknown> =>
      host.engine.approve({ object: one, actor: REVIEWER });
    if (database.dialect === 'sqlite') await hold(holdRows(database, 'purchase_requests'));
    else await hold(holdRow('purchase_requests', object.id));
    const stuck = Array.from({ length: 10 }, () => assert.rejects(approve(object), { code: 'TRY_AGAIN' }));
    if (database.dialect !== 'sqlite') await Promise.all(others.map(approve));
    await Promise.all(stuck);
    await release();
    await Promise.all([object, ...(database.dialect === 'sqlite' ? others : [])].map(approve));
    assert.equal(poolOf(host).using, 0);
  });

  if (database.dialect === 'sqlite') return;

  it('as a whole table holds up decisions and reads so long and no longer', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    await hold(holdTable(database, 'workflow_attachments'));
    await assert.rejects(host.engine.approve({ object, actor: REVIEWER }), { code: 'TRY_AGAIN' });
    const response = await as(app, REVIEWER.id).get('/api/workflow/inbox');
    assert.deepEqual([response.status, codeOf(response)], [503, 'TRY_AGAIN']);
    await release();
    assert.equal((await as(app, REVIEWER.id).get('/api/workflow/inbox')).status, 200);
    await host.engine.approve({ object, actor: REVIEWER });
  });

  it('is waited for in a transaction of the host as long as the host likes', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    await hold(holdRows(database, 'workflow_attachments'));
    const joined = host.sequelize.transaction((transaction) =>
      host.engine.approve({ object, actor: REVIEWER, transaction }),
    );
    // Twice as long as the other may.
    for (let time = 0; time < 2; time += 1) {
      await assert.rejects(host.engine.approve({ object, actor: REVIEWER }), { code: 'TRY_AGAIN' });
    }
    await release();
    await joined;
  });

  it('is waited for by a job that claims many rows', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    host.directory.setActive(REVIEWER.id, false);
    await hold(holdRows(database, 'workflow_assignments'));
    const job = host.engine.jobs.replaceInactive();
    for (let time = 0; time < 2; time += 1) {
      await assert.rejects(host.engine.cancel({ object, actor: REQUESTER }), { code: 'TRY_AGAIN' });
    }
    await release();
    await job;
    host.directory.setActive(REVIEWER.id, true);
  });

  async function holdRow(table: string, id: number): Promise<HeldLock> {
    const others = await database.connect();
    const transaction = await others.transaction();
    await others.query(`SELECT * FROM ${table} WHERE id = ${id} FOR UPDATE`, { transaction });
    return { release: () => transaction.rollback() };
  }
});

function poolOf({ sequelize }: CrowdedHost): { readonly using: number } {
  const { pool } = sequelize.connectionManager as unknown as { pool: { readonly using: number } };
  return pool;
}

function codeOf({ body }: { readonly body: unknown }): unknown {
  return (body as { readonly code?: unknown }).code;
}
