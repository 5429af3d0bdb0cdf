import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Transaction } from 'sequelize';
import { Sequelize } from 'sequelize';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { describeEachDialect } from '../support/databases.js';
import { forbidEscapes } from '../support/statements.js';
import { snapshotTables } from '../support/tables.js';
import { createNamespace } from './support/namespace.js';
import { prepare, publish, REQUESTER, REVIEWER } from './support/operations.js';

describeEachDialect('Where the host keeps its transaction in the surroundings', (database) => {
  it('a transaction that the host keeps in the surroundings is joined', async () => {
    const surroundings = new AsyncLocalStorage<Transaction>();
    const { sequelize } = database;
    const other = await createCrowdedHost(sequelize, {
      size: 3,
      ambientTransaction: () => surroundings.getStore(),
    });
    await publish(other);
    const before = await snapshotTables(database.sequelize, CROWDED_TABLES);
    const rolledBack = sequelize.transaction((transaction) =>
      surroundings.run(transaction, async () => {
        const object = await other.PurchaseRequest.create(
          { title: 'Laptops', requesterId: 1 },
          { transaction },
        );
        const work = async (): Promise<unknown> => {
          await other.engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
          await other.engine.approve({ object, actor: REVIEWER });
          return other.engine.getProgress(object);
        };
        assert.equal(await forbidEscapes(sequelize, work, transaction), 50);
        throw new Error('The host has changed its mind.');
      }),
    );
    await assert.rejects(rolledBack, /changed its mind/);
    assert.deepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
  });
});

describeEachDialect("With the host's continuation-local storage", (database) => {
  let host: CrowdedHost;
  let isJoining = false;

  before(async () => {
    const namespace = createNamespace();
    Sequelize.useCLS(namespace);
    host = await createCrowdedHost(database.sequelize, {
      size: 3,
      ambientTransaction: () =>
        isJoining ? (namespace.get('transaction') as Transaction | undefined) : null,
    });
  });

  after(() => {
    Reflect.deleteProperty(Sequelize, '_cls');
  });

  afterEach(async () => {
    isJoining = false;
    await database.emptyTables(CROWDED_TABLES);
  });

  it('an engine that is told of it joins the transaction that is open there', async () => {
    isJoining = true;
    await publish(host);
    const before = await snapshotTables(database.sequelize, CROWDED_TABLES);
    const rolledBack = database.sequelize.transaction(async () => {
      const object = await host.PurchaseRequest.create({ title: 'Laptops', requesterId: 1 });
      await host.engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
      await host.engine.approve({ object, actor: REVIEWER });
      throw new Error('The host has changed its mind.');
    });
    await assert.rejects(rolledBack, /changed its mind/);
    assert.deepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
  });

  // SQLite has one writer: an independent transaction inside the host's would wait for it.
  if (database.dialect === 'sqlite') return;

  it('an engine that is not told of it stays on its own, and none of its statements strays into it', async () => {
    await publish(host);
    const object = await prepare(host, 'created');
    await database.sequelize.transaction(async (transaction) => {
      await host.engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
      assert.equal(await host.engine.getProgress(object), 0);
      await transaction.rollback();
      transaction.commit = () => Promise.resolve();
    });
    assert.equal((await host.engine.getCurrentStage(object))?.names.en, 'Stage 1');
  });
});
