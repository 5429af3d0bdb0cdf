import assert from 'node:assert/strict';
import { DataTypes } from 'sequelize';
import type { ObjectFailure } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';

describeEachDialect('A registered model', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize, {
      registration: { workflow: 'purchase-request', autoStart: true },
    });
  });

  beforeEach(async () => {
    await publishStages(host.engine, [[byRole(1)], [byRole(2)]]);
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
    host.directory.roles.set(1, [2]);
  });

  it('starts its workflow on create, and shows it on the instance', async () => {
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    assert.equal(object.workflowStatus, 'in_progress');
    assert.equal(object.workflowStage, 'Stage 1');
    assert.equal(object.changed(), false);
    const attachment = await host.engine.getAttachment(object);
    assert.equal(attachment?.requesterId, 1);
    assert.equal(attachment.startedBy, 1);
  });

  it('answers where it stands, how far it is, and for whom it waits', async () => {
    const { engine } = host;
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    assert.equal((await engine.getCurrentStage(object))?.names.en, 'Stage 1');
    assert.equal(await engine.getProgress(object), 0);
    assert.equal(await engine.requiresAction(object, { id: 2 }), true);
    assert.equal(await engine.requiresAction(object, { id: 3 }), false);
    await engine.approve({ object, actor: { id: 2 } });
    assert.equal(await engine.getProgress(object), 50);
    assert.equal(await engine.requiresAction(object, { id: 2 }), false);
    const none = { model: 'PurchaseRequest', id: 12_345 };
    assert.equal(await engine.getAttachment(none), null);
    assert.equal(await engine.getCurrentStage(none), null);
    assert.equal(await engine.getProgress(none), 0);
    assert.equal(await engine.requiresAction(none, { id: 2 }), false);
  });

  it('starts one workflow for each object of a bulk create', async () => {
    const titles = ['Pens', 'Paper', 'Ink'];
    const objects = await host.PurchaseRequest.bulkCreate(titles.map((title) => ({ title, requesterId: 1 })));
    for (const object of objects)
      assert.equal((await host.engine.getAttachment(object))?.status, 'in_progress');
  });

  it('starts them once where a bulk create runs the hooks of each object', async () => {
    const values = [{ title: 'Pens', requesterId: 1 }];
    const [object] = await host.PurchaseRequest.bulkCreate(values, { individualHooks: true });
    assert(object !== undefined);
    assert.equal((await host.engine.getAttachment(object))?.status, 'in_progress');
  });

  it('does not guess the ids of a bulk create that ignores duplicates', async () => {
    const values = [{ title: 'Pens', requesterId: 1 }];
    await host.PurchaseRequest.bulkCreate(values, { ignoreDuplicates: true });
    const { items } = await host.engine.reader.list({}, { limit: 10, after: null }, { id: 6 });
    assert.equal(items.length, 0);
  });

  it('is saved together with its workflow in a transaction, or not at all', async () => {
    const before = await snapshotTables(host.sequelize, TABLES);
    const rolledBack = host.engine.transaction(async (transaction) => {
      await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 }, { transaction });
      throw new Error('Changed our minds');
    });
    await assert.rejects(rolledBack, /Changed our minds/);
    assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
  });

  it('fails to be created in a transaction where its workflow cannot start', async () => {
    host.directory.roles.set(1, []);
    const before = await snapshotTables(host.sequelize, TABLES);
    const created = host.engine.transaction((transaction) =>
      host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 }, { transaction }),
    );
    await assert.rejects(created, { code: 'NO_APPROVER' });
    assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
  });

  it('is saved without a transaction even where its workflow fails, and the failure is told', async () => {
    host.directory.roles.set(1, []);
    const failures: ObjectFailure[] = [];
    const listener = (failure: ObjectFailure): void => void failures.push(failure);
    host.engine.events.on('object_failed', listener);
    const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    host.engine.events.off('object_failed', listener);
    assert.deepEqual(
      failures.map(({ object: failed, error }) => [failed.objectId, (error as { code: string }).code]),
      [[String(object.id), 'NO_APPROVER']],
    );
    assert.equal(await host.engine.getAttachment(object), null);
  });

  it('cancels what is open when it is destroyed, alone or in bulk', async () => {
    const { engine, PurchaseRequest: model } = host;
    const alone = await model.create({ title: 'Pens', requesterId: 1 });
    const others = await model.bulkCreate(
      [1, 2].map((number) => ({ title: `Desk ${number}`, requesterId: 1 })),
    );
    await alone.destroy();
    await model.destroy({ where: { id: others.map(({ id }) => id) } });
    for (const object of [alone, ...others]) {
      assert.equal((await engine.getAttachment(object))?.status, 'cancelled');
    }
    assert.equal(await model.count(), 0);
  });

  it('may be destroyed when its workflow is done, or when it never had one', async () => {
    const { engine, PurchaseRequest: model } = host;
    const done = await model.create({ title: 'Pens', requesterId: 1 });
    await engine.reject({ object: done, actor: { id: 2 }, reason: 'No' });
    await done.destroy();
    assert.equal((await engine.getAttachment(done))?.status, 'rejected');
    const bare = await model.create({ title: 'Pens', requesterId: 1 }, { hooks: false });
    await bare.destroy();
  });

  it('takes part with a UUID as its key, softly deleted, and behind a default scope', async () => {
    const { engine, sequelize } = host;
    const Contract = sequelize.define(
      'Contract',
      {
        id: { type: DataTypes.UUID, primaryKey: true, defaultValue: DataTypes.UUIDV4 },
        ownerId: DataTypes.INTEGER,
        isVisible: { type: DataTypes.BOOLEAN, defaultValue: false },
        state: DataTypes.STRING,
      },
      { tableName: 'contracts', paranoid: true, defaultScope: { where: { isVisible: true } } },
    );
    await Contract.sync();
    engine.registerModel(Contract, {
      key: 'contract',
      workflow: 'purchase-request',
      autoStart: true,
      requesterField: 'ownerId',
      statusField: 'state',
    });
    const contract = await Contract.create({ ownerId: 1 });
    const attachment = await engine.approve({ object: contract, actor: { id: 2 } });
    assert.equal(attachment.objectId, contract.get('id'));
    assert.equal(attachment.model, 'contract');
    await contract.destroy();
    const stored = await Contract.unscoped().findByPk(String(contract.get('id')), { paranoid: false });
    assert.equal(stored?.get('state'), 'cancelled');
    await Contract.drop();
  });

  it('is refused where its registration makes no sense', () => {
    const { engine, sequelize, PurchaseRequest: model } = host;
    assert.throws(() => {
      engine.registerModel(model);
    }, /already registered as "PurchaseRequest"/);
    const other = sequelize.define('Other', {});
    assert.throws(() => {
      engine.registerModel(other, { statusField: 'nope' });
    }, /statusField must be an attribute of the model; "nope" is none/);
    assert.throws(() => {
      engine.registerModel(other, { autoStart: true });
    }, /workflow must name the workflow to start/);
    for (const reconcileWithinHours of [0, -1, NaN, Infinity, '24' as unknown as number]) {
      assert.throws(() => {
        engine.registerModel(other, { reconcileWithinHours });
      }, /reconcileWithinHours must be a positive number of hours, or false/);
    }
    const keyless = sequelize.define('Keyless', {
      a: { type: DataTypes.INTEGER, primaryKey: true },
      b: { type: DataTypes.INTEGER, primaryKey: true },
    });
    assert.throws(() => {
      engine.registerModel(keyless);
    }, /its primary key must be one column/);
    assert.throws(() => engine.models.keyOf(other), /Model Other is not registered/);
  });
});
