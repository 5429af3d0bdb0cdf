import assert from 'node:assert/strict';
import type { DataType, ModelStatic } from 'sequelize';
import { DataTypes, Model } from 'sequelize';
import type { ReconcileCounts, RegisterModelOptions } from '../../lib/index.js';
import { readStored } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, quietLogger, TABLES } from '../support/host.js';
import type { Ticket } from './support/tickets.js';
import { defineTicket, insertTickets, registerTicket } from './support/tickets.js';

const NOTHING: ReconcileCounts = {
  attached: 0,
  declined: 0,
  notMissing: 0,
  failed: 0,
  failedModels: 0,
  renamed: 0,
  blocked: 0,
  unblocked: 0,
  failedNames: 0,
};

describeEachDialect('The job that reconciles, for a model', (database) => {
  const said: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };
  let host: Host;
  let model: ModelStatic<Ticket>;

  beforeEach(() => {
    said.length = 0;
  });

  afterEach(() => database.emptyTables([...TABLES, 'tickets']));

  interface Opening extends RegisterModelOptions<Ticket> {
    readonly engine?: Parameters<typeof createHost>[1];
    readonly prepare?: () => unknown;
  }

  /** Opens an engine of its own whose tickets are registered like this, and which has seen them. */
  async function open({ engine = {}, prepare = () => undefined, ...options }: Opening): Promise<void> {
    const sequelize = await database.connect();
    const logger = { ...quietLogger, warn: say, error: say };
    host = await createHost(sequelize, { logger, ...engine });
    model = await defineTicket(sequelize);
    registerTicket(host.engine, model, options);
    prepare();
    await publishStages(host.engine, [[byRole(1)]]);
    await host.engine.jobs.reconcile();
    host.clock.advance({ minutes: 1 });
  }

  const insert = (code: string, more: object = {}): Promise<void> =>
    insertTickets(model, [code], { createdAt: host.clock.now(), ...more });

  async function run(): Promise<ReconcileCounts> {
    host.clock.advance({ minutes: 2 });
    return host.engine.jobs.reconcile();
  }

  async function attached(): Promise<string[]> {
    const { attachments } = await readStored(host.sequelize);
    return attachments.map(({ objectId }) => objectId);
  }

  it('does nothing where it is told never to, nor where nothing starts by itself', async () => {
    for (const options of [{ reconcileWithinHours: false }, { autoStart: false }] as const) {
      await open(options);
      await insert('a');
      assert.deepEqual(await run(), NOTHING);
      assert.deepEqual(await attached(), []);
      await database.emptyTables([...TABLES, 'tickets']);
    }
  });

  it('looks back for as many hours as it says', async () => {
    await open({ reconcileWithinHours: 72.5 });
    await insert('old');
    host.clock.advance({ minutes: 2 });
    await insert('young');
    host.clock.advance({ hours: 72, minutes: 27 });
    assert.deepEqual(await run(), { ...NOTHING, attached: 1 });
    assert.deepEqual(await attached(), ['young']);
  });

  it('asks its condition, and its function, as at the creation', async () => {
    const conditions = ["object.code == 'wanted'", ({ code }: Ticket) => code === 'wanted'] as const;
    for (const autoStart of conditions) {
      await open({ autoStart });
      await insert('wanted');
      await insert('unwanted');
      assert.deepEqual(await run(), { ...NOTHING, attached: 1, declined: 1 });
      assert.deepEqual(await attached(), ['wanted']);
      await database.emptyTables([...TABLES, 'tickets']);
    }
  });

  it('attaches in the company of each object, and only where that has published the workflow', async () => {
    await open({ companyField: 'company' });
    await insert('ours');
    await insert('theirs', { company: 'acme' });
    assert.deepEqual(await run(), { ...NOTHING, attached: 1 });
    assert.deepEqual(await attached(), ['ours']);
    assert.deepEqual(said, []);
  });

  it('says once that it is left out where nobody can tell what is new', async () => {
    // Purchase requests have no timestamps.
    await open({ engine: { registration: { workflow: 'purchase-request', autoStart: true } } });
    await run();
    await insert('a');
    assert.deepEqual(await run(), { ...NOTHING, attached: 1 });
    assert.equal(said.length, 1);
    assert.match(said[0] ?? '', /^reconcile leaves PurchaseRequest out: the model has no createdAt/);
  });

  it('goes on with other models where one cannot be read', async () => {
    await open({ prepare: registerBroken });
    await insert('a');
    assert.deepEqual(await run(), { ...NOTHING, attached: 1, failedModels: 1 });
    assert.deepEqual(said, ['The objects of Broken could not be reconciled.']);
  });

  it('gives none to what has had one that is deleted, however far back it may look', async () => {
    await open({ engine: { retention: { completed: 1 } }, reconcileWithinHours: 1000 });
    const { engine, clock } = host;
    await model.create({ code: 'approved', requesterId: 1, createdAt: clock.now() });
    await engine.approve({ object: { model: 'Ticket', id: 'approved' }, actor: { id: 2 } });
    clock.advance({ hours: 12, ms: 1 });
    await insert('missed');
    clock.advance({ hours: 12 });
    assert.equal((await engine.jobs.cleanup()).completed, 1);
    assert.deepEqual(await run(), NOTHING);
    clock.advance({ minutes: -2, ms: -1 });
    assert.deepEqual(await engine.jobs.reconcile(), { ...NOTHING, attached: 1 });
    assert.deepEqual(await attached(), ['missed']);
  });

  it('knows objects by numbers and by UUIDs', async () => {
    for (const type of [DataTypes.BIGINT, DataTypes.INTEGER, DataTypes.UUID]) {
      let Thing: ModelStatic<Model> | undefined;
      await open({ prepare: () => (Thing = registerThing(type)) });
      const id = (index: number): unknown =>
        type === DataTypes.UUID ? `00000000-0000-4000-8000-00000000000${index}` : index;
      await Thing?.sync();
      const createdAt = host.clock.now();
      const rows = [7, 8, 9].map((index) => ({ id: id(index), requesterId: 1, createdAt }));
      await Thing?.bulkCreate(rows, { hooks: false });
      host.clock.advance({ minutes: 2 });
      assert.deepEqual(await host.engine.jobs.reconcile({ batchSize: 2 }), { ...NOTHING, attached: 3 });
      assert.deepEqual(await run(), NOTHING);
      assert.deepEqual(
        await attached(),
        rows.map((row) => String(row.id)),
      );
      await Thing?.drop();
      await database.emptyTables([...TABLES, 'tickets']);
    }
  });

  /** A model whose keys are of a type. */
  function registerThing(type: DataType): ModelStatic<Model> {
    class Thing extends Model {}
    const { sequelize, engine } = host;
    Thing.init(
      { id: { type, primaryKey: true }, requesterId: DataTypes.INTEGER, createdAt: DataTypes.DATE },
      { sequelize, modelName: 'Thing', tableName: 'things', updatedAt: false },
    );
    const workflow = 'purchase-request';
    engine.registerModel(Thing, { workflow, autoStart: true, requesterField: 'requesterId' });
    return Thing;
  }

  /** A model whose table nobody has made. */
  function registerBroken(): void {
    class Broken extends Model {}
    const { sequelize, engine } = host;
    Broken.init({}, { sequelize, modelName: 'Broken', tableName: 'nowhere' });
    engine.registerModel(Broken, { workflow: 'purchase-request', autoStart: true });
  }
});
