import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { Transaction } from 'sequelize';
import { isTransient } from '../lib/transactions.js';
import { describeEachDialect } from './support/databases.js';
import type { Host, PurchaseRequest } from './support/host.js';
import { byRole, createHost, publishStages, TABLES } from './support/host.js';
import { snapshotTables } from './support/tables.js';

describeEachDialect('In a transaction of the host', (database) => {
  let host: Host;
  let object: PurchaseRequest;

  before(async () => {
    host = await createHost(database.sequelize);
    host.directory.roles.set(5, [2, 3]);
  });

  beforeEach(async () => {
    await publishStages(host.engine, [[byRole(5)], [byRole(5)]]);
    object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
  });

  it('a decision is there inside, and gone with a rollback', async () => {
    const before = await snapshotTables(host.sequelize, TABLES);
    const undone = host.engine.transaction(async (transaction) => {
      await host.engine.approve({ object, actor: { id: 2 }, transaction });
      assert.equal(await host.engine.getProgress(object, { transaction }), 50);
      throw new Error('No, wait');
    });
    await assert.rejects(undone, /No, wait/);
    assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
  });

  it('a refused decision leaves the transaction usable', async () => {
    await host.engine.transaction(async (transaction) => {
      const again = host.engine.attach({
        object,
        workflow: 'purchase-request',
        actor: { id: 1 },
        transaction,
      });
      await assert.rejects(again, { code: 'ALREADY_ATTACHED' });
      await host.engine.approve({ object, actor: { id: 2 }, transaction });
    });
    assert.equal(await host.engine.getProgress(object), 50);
  });

  it('a savepoint undoes what was decided in it, and nothing else', async () => {
    await host.engine.transaction(async (transaction) => {
      await host.engine.approve({ object, actor: { id: 2 }, transaction });
      const undone = host.sequelize.transaction({ transaction }, async (savepoint) => {
        await host.engine.approve({ object, actor: { id: 3 }, transaction: savepoint });
        throw new Error('Not this one');
      });
      await assert.rejects(undone, /Not this one/);
    });
    assert.equal(await host.engine.getProgress(object), 50);
  });

  it('every call takes part by itself where the host keeps the transaction in its context', async () => {
    const ambient = new AsyncLocalStorage<Transaction>();
    const other = await createHost(await database.connect(), {
      ambientTransaction: () => ambient.getStore(),
    });
    other.directory.roles.set(5, [2, 3]);
    const target = { model: 'PurchaseRequest', id: object.id };
    const undone = other.engine.transaction((transaction) =>
      ambient.run(transaction, async () => {
        await other.engine.approve({ object: target, actor: { id: 2 } });
        assert.equal(await other.engine.getProgress(target), 50);
        throw new Error('All of it');
      }),
    );
    await assert.rejects(undone, /All of it/);
    assert.equal(await host.engine.getProgress(object), 0);
  });

  // SQLite has one writer at a time and no isolation levels.
  if (database.dialect === 'sqlite') return;

  it('one connection is enough: nothing asks for a second', async () => {
    const narrow = await createHost(await database.connect({ pool: { max: 1, acquire: 5000 } }));
    narrow.directory.roles.set(5, [2, 3]);
    const target = await narrow.PurchaseRequest.create({ title: 'Ink', requesterId: 1 });
    await narrow.engine.attach({ object: target, workflow: 'purchase-request', actor: { id: 1 } });
    await narrow.engine.delegate({ object: target, actor: { id: 2 }, userId: 4 });
    await narrow.engine.requestResubmission({ object: target, actor: { id: 4 }, reason: 'Which?' });
    await narrow.engine.approve({ object: target, actor: { id: 3 } });
    await assert.rejects(narrow.engine.approve({ object: target, actor: { id: 9 } }), { code: 'NOT_SEATED' });
    await narrow.engine.cancel({ object: target, actor: null });
    await narrow.engine.reassignRoundRobin();
  });

  it('REPEATABLE READ decides on what is true now, or lets the database refuse', async () => {
    const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
    const late = host.sequelize.transaction({ isolationLevel }, async (transaction) => {
      // The host has read before: from here on its plain reads show the past.
      await host.PurchaseRequest.count({ transaction });
      await host.engine.getAttachment(object, { transaction });
      await host.engine.approve({ object, actor: { id: 2 } });
      await host.engine.approve({ object, actor: { id: 3 }, transaction });
    });
    if (database.dialect === 'postgres') {
      await assert.rejects(late, (error) => isTransient(error));
      assert.equal(await host.engine.getProgress(object), 50);
    } else {
      // The second approver sits on the second stage by now, and it is that one which is approved.
      await late;
      assert.equal(await host.engine.getProgress(object), 100);
    }
  });
});
