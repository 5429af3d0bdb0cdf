import assert from 'node:assert/strict';
import type { Sequelize } from 'sequelize';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { connectTo } from '../support/connect.js';
import { describeEachDialect } from '../support/databases.js';
import { prepare, publish, REVIEWER } from '../transactions/support/operations.js';
import { holdRows } from './support/hold-lock.js';
import type { Relay } from './support/relay.js';
import { openRelay } from './support/relay.js';

const LIMITS = { statementTimeoutMs: 200, transactionTimeoutMs: 400, hostTimeoutMs: 200 };

describeEachDialect('A database that says nothing any more', (database) => {
  if (database.dialect === 'sqlite') return;
  let relay: Relay;
  let sequelize: Sequelize;
  let host: CrowdedHost;

  before(async () => {
    relay = await openRelay(database.url);
    sequelize = await connectTo(relay.url, { pool: { max: 2 } });
    host = await createCrowdedHost(sequelize, { size: 3, ...LIMITS });
  });

  after(async () => {
    relay.passOn();
    await sequelize.close();
    relay.close();
  });

  afterEach(async () => {
    relay.passOn();
    await database.emptyTables(CROWDED_TABLES);
  });

  it('is waited for so long and no longer, and its connections do not come back to the pool', async () => {
    await publish(host);
    const objects = [await prepare(host, 'started'), await prepare(host, 'started')];
    const approve = (object: (typeof objects)[0]): Promise<unknown> =>
      host.engine.approve({ object, actor: REVIEWER });
    relay.swallow();
    await Promise.all(objects.map((object) => assert.rejects(approve(object), { code: 'TRY_AGAIN' })));
    relay.passOn();
    await Promise.all(objects.map(approve));
  });

  it('while something is done is left alone, and what was asked of it is not done', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    const remove = host.engine.hooks.after('approve', { id: 'cut', run: () => relay.swallow() });
    const refused = host.engine.approve({ object, actor: REVIEWER });
    // COMMIT is what is not answered: whether it has come through cannot be known.
    await assert.rejects(refused, { code: 'OUTCOME_UNKNOWN' });
    remove();
    relay.passOn();
    assert.equal((await host.engine.getAttachment(object))?.status, 'in_progress');
  });

  it('behind somebody who passes connections on has nobody stopped, and is waited for all the same', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    const lock = await holdRows(database, 'purchase_requests');
    await assert.rejects(host.engine.approve({ object, actor: REVIEWER }), { code: 'TRY_AGAIN' });
    await lock.release();
    await host.engine.approve({ object, actor: REVIEWER });
  });

  it('gives a connection too late, which goes back to the pool', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    const held = await Promise.all([sequelize.transaction(), sequelize.transaction()]);
    await assert.rejects(host.engine.approve({ object, actor: REVIEWER }), { code: 'TRY_AGAIN' });
    await Promise.all(held.map((transaction) => transaction.rollback()));
    await Promise.all([sequelize.query('SELECT 1'), sequelize.query('SELECT 1')]);
    await host.engine.approve({ object, actor: REVIEWER });
  });
});
