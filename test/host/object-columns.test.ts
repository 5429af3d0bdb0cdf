import assert from 'node:assert/strict';
import type { Model, ModelAttributes, ModelStatic } from 'sequelize';
import { DataTypes } from 'sequelize';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';

const FIELDS = { statusField: 'state', stageField: 'stage' };

describeEachDialect('The columns that a workflow writes to', (database) => {
  let host: Host;
  let models = 0;

  before(async () => {
    host = await createHost(database.sequelize);
    host.directory.roles.set(1, [2]);
    await publishStages(host.engine, [[byRole(1)], [byRole(1)]]);
  });

  /** A model whose table may hold less than it says. */
  async function define(columns: ModelAttributes, actual = columns): Promise<ModelStatic<Model>> {
    const name = `Document${(models += 1)}`;
    const options = { tableName: name, timestamps: false };
    const create = (attributes: ModelAttributes): ModelStatic<Model> =>
      host.sequelize.define(name, attributes, options);
    await create(actual).sync();
    host.sequelize.modelManager.removeModel(host.sequelize.model(name));
    const model = create(columns);
    host.engine.registerModel(model, FIELDS);
    return model;
  }

  async function attach(model: ModelStatic<Model>): Promise<Model> {
    const object = await model.create({});
    await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    return object;
  }

  async function approve(object: Model): Promise<void> {
    host.clock.advance({ minutes: 1 });
    await host.engine.approve({ object, actor: { id: 2 } });
  }

  for (const [title, state] of [
    ['is shorter than the longest status', DataTypes.STRING(20)],
    ['has a fixed length that is shorter', DataTypes.CHAR(11)],
    ['does not list every status', DataTypes.ENUM('not_started', 'in_progress', 'completed')],
  ] as const) {
    it(`are refused as the model is registered where the status ${title}`, async () => {
      await assert.rejects(define({ state, stage: DataTypes.STRING }), {
        code: 'INVALID_CONFIGURATION',
        message: /^registerModel\(Document\d+\): statusField must .*"state" (holds|does not take) /,
      });
    });
  }

  for (const [title, state] of [
    ['is just long enough', DataTypes.STRING(21)],
    ['is any text', DataTypes.TEXT],
  ] as const) {
    it(`are written to the end where the status ${title}`, async () => {
      const object = await attach(await define({ state, stage: DataTypes.STRING }));
      await approve(object);
      await approve(object);
      await object.reload();
      assert.deepEqual([object.get('state'), object.get('stage')], ['completed', null]);
    });
  }

  it('hold as much of the name of a stage as they can', async () => {
    const object = await attach(await define({ state: DataTypes.STRING, stage: DataTypes.STRING(5) }));
    await approve(object);
    await object.reload();
    assert.deepEqual([object.get('state'), object.get('stage')], ['in_progress', 'Stage']);
  });

  async function refused(model: ModelStatic<Model>, work: () => Promise<unknown>): Promise<void> {
    const tables = [model.tableName, 'workflow_attachments', 'workflow_history'];
    const before = await snapshotTables(host.sequelize, tables);
    await assert.rejects(work(), { code: 'OBJECT_NOT_WRITABLE', status: 422 });
    assert.deepEqual(await snapshotTables(host.sequelize, tables), before);
  }

  // SQLite holds more than a column says.
  if (database.dialect !== 'sqlite') {
    it('give a refusal its reason, and nothing is changed, where the table holds less than the model says', async () => {
      const stage = DataTypes.STRING;
      const model = await define({ state: DataTypes.STRING, stage }, { state: DataTypes.STRING(10), stage });
      const object = await model.create({});
      await refused(model, () =>
        host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } }),
      );
    });
  }

  it('give a decision its reason, and nothing is changed, where the model forbids a status', async () => {
    const state = { type: DataTypes.STRING, validate: { notIn: [['completed']] } };
    const model = await define({ state, stage: DataTypes.STRING });
    const object = await attach(model);
    await approve(object);
    await refused(model, () => approve(object));
  });

  it('give a decision its reason where an empty stage is not allowed', async () => {
    const stage = { type: DataTypes.STRING, allowNull: false, defaultValue: '' };
    const object = await attach(await define({ state: DataTypes.STRING, stage }));
    await approve(object);
    await assert.rejects(approve(object), { code: 'OBJECT_NOT_WRITABLE' });
  });
});
