import assert from 'node:assert/strict';
import type { ModelStatic } from 'sequelize';
import type { JobOptions, Logger, ReconcileCounts } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { readStored } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, byRole, createHost, publishStages, quietLogger, TABLES } from '../support/host.js';
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
const SETTLED = { minutes: 2 };
const [REQUESTER, REVIEWER] = [1, 2];

describeEachDialect('The job that reconciles', (database) => {
  let host: Host;
  let model: ModelStatic<Ticket>;
  const said: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };
  const logger: Logger = { ...quietLogger, warn: say, error: say };

  before(async () => {
    host = await createHost(database.sequelize, { logger });
    model = await defineTicket(database.sequelize);
    registerTicket(host.engine, model);
  });

  beforeEach(async () => {
    await publishStages(host.engine, [[byRole(1)]]);
    await run();
    said.length = 0;
    host.clock.advance({ minutes: 1 });
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables([...TABLES, 'tickets']);
  });

  const run = (options: JobOptions = {}): Promise<ReconcileCounts> => host.engine.jobs.reconcile(options);
  const counted = (counts: Partial<ReconcileCounts>): ReconcileCounts => ({ ...NOTHING, ...counts });

  async function insert(...codes: readonly string[]): Promise<void> {
    await insertTickets(model, codes, { createdAt: host.clock.now() });
  }

  /** The objects that have attachments, in the order in which they got them. */
  async function attached(): Promise<string[]> {
    const { attachments } = await readStored(database.sequelize);
    return attachments.map(({ objectId }) => objectId);
  }

  it('gives objects that were written past every hook their workflow, by nobody, once', async () => {
    await insert('a', 'b');
    host.clock.advance(SETTLED);
    assert.deepEqual(await run(), counted({ attached: 2 }));
    const { attachments } = await readStored(database.sequelize);
    assert.deepEqual(
      attachments.map(({ objectId, status, requesterId, startedBy }) => [
        objectId,
        status,
        requesterId,
        startedBy,
      ]),
      [
        ['a', 'in_progress', String(REQUESTER), null],
        ['b', 'in_progress', String(REQUESTER), null],
      ],
    );
    assert.equal((await model.findByPk('a'))?.workflowStatus, 'in_progress');
    assert.deepEqual(await run(), NOTHING);
    assert.deepEqual(said, []);
  });

  it('leaves alone what may be about to get its workflow from whoever created it', async () => {
    await insert('a');
    host.clock.advance({ ...SETTLED, ms: -1 });
    assert.deepEqual(await run(), NOTHING);
    host.clock.advance({ ms: 1 });
    assert.deepEqual(await run(), counted({ attached: 1 }));
  });

  it('leaves alone what is older than a day', async () => {
    await insert('a');
    host.clock.advance({ hours: 24, ms: 1 });
    assert.deepEqual(await run(), NOTHING);
    host.clock.advance({ ms: -1 });
    assert.deepEqual(await run(), counted({ attached: 1 }));
  });

  it('leaves alone what has had a workflow, whatever became of it', async () => {
    const { engine, clock } = host;
    const createdAt = clock.now();
    for (const code of ['running', 'completed', 'cancelled'])
      await model.create({ code, requesterId: REQUESTER, createdAt });
    const object = { model: 'Ticket', id: 'completed' };
    await engine.approve({ object, actor: { id: REVIEWER } });
    await engine.cancel({
      object: { model: 'Ticket', id: 'cancelled' },
      actor: { id: ADMIN },
      reason: 'No.',
    });
    clock.advance(SETTLED);
    assert.deepEqual(await run(), NOTHING);
    assert.equal((await attached()).length, 3);
  });

  it('leaves alone what was there before it first saw the model', async () => {
    await database.emptyTables(['workflow_registrations']);
    await insert('before');
    host.clock.advance({ minutes: 1 });
    assert.deepEqual(await run(), NOTHING);
    await insert('after');
    host.clock.advance(SETTLED);
    assert.deepEqual(await run(), counted({ attached: 1 }));
    assert.deepEqual(await attached(), ['after']);
  });

  it('leaves alone what was there before the workflow was first published', async () => {
    await database.emptyTables(TABLES.filter((table) => table !== 'workflow_registrations'));
    await insert('before');
    host.clock.advance(SETTLED);
    assert.deepEqual(await run(), NOTHING);
    await publishStages(host.engine, [[byRole(1)]]);
    host.clock.advance({ minutes: 1 });
    await insert('after');
    host.clock.advance(SETTLED);
    assert.deepEqual(await run(), counted({ attached: 1 }));
    assert.deepEqual(await attached(), ['after']);
    assert.deepEqual(said, []);
  });

  it('leaves alone what was deleted, and finds what a scope hides', async () => {
    await insert('deleted', 'hidden');
    await model.destroy({ where: { code: 'deleted' }, hooks: false });
    model.addScope('defaultScope', { where: { code: 'other' } }, { override: true });
    try {
      host.clock.advance(SETTLED);
      assert.deepEqual(await run(), counted({ attached: 1 }));
    } finally {
      model.addScope('defaultScope', {}, { override: true });
    }
    assert.deepEqual(await attached(), ['hidden']);
  });

  it('goes through objects of the same moment page by page, and tells keys apart by their case', async () => {
    await insert('Ab', 'aB', 'ab', 'c', 'd');
    await host.engine.attach({
      object: { model: 'Ticket', id: 'ab' },
      workflow: 'purchase-request',
      actor: null,
    });
    host.clock.advance(SETTLED);
    assert.deepEqual(await run({ batchSize: 2 }), counted({ attached: 4 }));
    assert.deepEqual((await attached()).sort(), ['Ab', 'aB', 'ab', 'c', 'd']);
  });

  it('says of which it could not be given, and goes on with the others', async () => {
    // The reviewer may not approve their own request: it has nobody.
    await insertTickets(model, ['a'], { createdAt: host.clock.now(), requesterId: REVIEWER });
    await insert('b', 'c');
    host.clock.advance(SETTLED);
    assert.deepEqual(await run({ batchSize: 1 }), counted({ attached: 2, failed: 1 }));
    assert.deepEqual(said, ['Ticket a has missed its workflow and could not be given it.']);
    assert.deepEqual(await attached(), ['b', 'c']);
    assert.deepEqual(await run(), counted({ failed: 1 }));
  });

  it('stops between two objects, and goes on from there the next time', async () => {
    await insert('a', 'b', 'c', 'd');
    host.clock.advance(SETTLED);
    const stop = new AbortController();
    model.addHook('afterBulkUpdate', 'stop', () => {
      stop.abort();
    });
    assert.deepEqual(await run({ batchSize: 3, signal: stop.signal }), counted({ attached: 1 }));
    model.removeHook('afterBulkUpdate', 'stop');
    assert.deepEqual(await run({ signal: AbortSignal.abort() }), NOTHING);
    assert.deepEqual(await run(), counted({ attached: 3 }));
  });

  it('attaches each once where two engines do it at once', async () => {
    const sequelize = await database.connect();
    const other = await createHost(sequelize, { logger, clock: host.clock });
    registerTicket(other.engine, await defineTicket(sequelize));
    const codes = Array.from({ length: 30 }, (_code, index) => `ticket-${index}`);
    await insert(...codes);
    host.clock.advance(SETTLED);
    const counts = await Promise.all(
      [host, other].map(({ engine }) => engine.jobs.reconcile({ batchSize: 7 })),
    );
    const sum = (kind: keyof ReconcileCounts): number =>
      counts.reduce((total, each) => total + each[kind], 0);
    assert.deepEqual([sum('attached'), sum('failed')], [codes.length, 0]);
    assert.deepEqual((await attached()).sort(), codes.sort());
    assert.deepEqual(said, []);
  });
});
