import assert from 'node:assert/strict';
import { AsyncLocalStorage } from 'node:async_hooks';
import { QueryTypes, Sequelize, Transaction } from 'sequelize';
import type { AttachmentSummary } from '../lib/index.js';
import { WorkflowError } from '../lib/index.js';
import { checkConsistency } from './races/support/check-consistency.js';
import type { CrowdedHost } from './races/support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE, CROWDED_TABLES } from './races/support/crowded-host.js';
import { readStored, storedModels } from './races/support/stored-rows.js';
import { describeEachDialect } from './support/databases.js';
import type { PurchaseRequest } from './support/host.js';
import { byRole, publishStages } from './support/host.js';
import { forbidEscapes } from './support/statements.js';
import { snapshotTables } from './support/tables.js';

const REQUESTER = { id: 1 };
const REVIEWER = { id: 2 };

/** One thing that may happen to an object that stands at its first stage, or at none. */
interface Operation {
  readonly name: string;
  /** How far the object is before it happens. */
  readonly from: 'created' | 'attached' | 'started';
  run(host: CrowdedHost, object: PurchaseRequest, transaction?: Transaction): Promise<unknown>;
}

const OPERATIONS: readonly Operation[] = [
  {
    name: 'attaching',
    from: 'created',
    run: ({ engine }, object, transaction) =>
      engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER, transaction }),
  },
  {
    name: 'starting',
    from: 'attached',
    run: ({ engine }, object, transaction) => engine.start({ object, actor: REQUESTER, transaction }),
  },
  {
    name: 'approving',
    from: 'started',
    run: ({ engine }, object, transaction) => engine.approve({ object, actor: REVIEWER, transaction }),
  },
  {
    name: 'rejecting',
    from: 'started',
    run: ({ engine }, object, transaction) =>
      engine.reject({ object, actor: REVIEWER, reason: 'No.', transaction }),
  },
  {
    name: 'sending back',
    from: 'started',
    run: ({ engine }, object, transaction) =>
      engine.requestResubmission({ object, actor: REVIEWER, reason: 'Why?', transaction }),
  },
  {
    name: 'delegating',
    from: 'started',
    run: ({ engine }, object, transaction) =>
      engine.delegate({ object, actor: REVIEWER, userId: 4, transaction }),
  },
  {
    name: 'escalating',
    from: 'started',
    run: ({ engine }, object, transaction) => engine.escalate({ object, actor: REVIEWER, transaction }),
  },
  {
    name: 'cancelling',
    from: 'started',
    run: ({ engine }, object, transaction) => engine.cancel({ object, actor: REQUESTER, transaction }),
  },
];

/** A workflow whose first stage is the reviewer's, and whose second is everyone's. */
async function publish({ engine }: CrowdedHost, strategy = 'anyone'): Promise<void> {
  await publishStages(engine, [
    [{ approvalType: 'user', approvalUser: REVIEWER.id }],
    [byRole(CROWD_ROLE, { roleSelectionStrategy: strategy })],
  ]);
}

async function prepare(
  { engine, PurchaseRequest }: CrowdedHost,
  from: Operation['from'],
): Promise<PurchaseRequest> {
  const object = await PurchaseRequest.create({ title: 'Laptops', requesterId: 1 });
  if (from !== 'created') {
    const autoStart = from === 'started';
    await engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER, autoStart });
  }
  return object;
}

describeEachDialect('In a transaction of the host', (database) => {
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: 3 });
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(CROWDED_TABLES);
  });

  for (const { name, from, run } of OPERATIONS) {
    it(`${name} is not committed, and a rollback leaves nothing of it`, async () => {
      await publish(host);
      const object = await prepare(host, from);
      const before = await snapshotTables(database.sequelize, CROWDED_TABLES);
      const transaction = await database.sequelize.transaction();
      await run(host, object, transaction);
      assert.deepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
      await transaction.rollback();
      assert.deepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
    });

    it(`${name} is stored once the host commits`, async () => {
      await publish(host);
      const object = await prepare(host, from);
      const before = await snapshotTables(database.sequelize, CROWDED_TABLES);
      await database.sequelize.transaction((transaction) => run(host, object, transaction));
      assert.notDeepEqual(await snapshotTables(database.sequelize, CROWDED_TABLES), before);
    });
  }

  it('a rolled-back savepoint takes the decision back, and the host goes on', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    await database.sequelize.transaction(async (transaction) => {
      const savepoint = await database.sequelize.transaction({ transaction });
      await host.engine.reject({ object, actor: REVIEWER, reason: 'No.', transaction: savepoint });
      await savepoint.rollback();
      await host.Invoice.create({ id: 1 }, { transaction });
      await host.engine.approve({ object, actor: REVIEWER, transaction });
    });
    const { history } = await readStored(database.sequelize);
    const events = history.map(({ event }) => event);
    assert.deepEqual(events, ['attached', 'started', 'step_opened', 'approved', 'moved', 'step_opened']);
    assert.equal(await host.Invoice.count(), 1);
  });

  it('a version that is rolled back is not remembered', async () => {
    const { engine } = host;
    const object = await host.PurchaseRequest.create({ title: 'Laptops', requesterId: 1 });
    const transaction = await database.sequelize.transaction();
    const call = { actor: null, transaction };
    const { definition } = await engine.definitions.createWorkflow(
      { key: 'short', names: { en: 'Short' }, pipelines: [{ names: { en: 'Only' }, numberOfStages: 1 }] },
      call,
    );
    const stage = definition.pipelines[0]?.stages[0];
    assert(stage);
    await engine.definitions.updateStage(stage.id, { approvals: [byRole(CROWD_ROLE)] }, call);
    await engine.attach({ object, workflow: 'short', actor: REQUESTER, transaction });
    await transaction.rollback();
    // On SQLite the same ids are given out again.
    await publish(host);
    await engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
    const { current, next } = (await engine.getAttachment(object)) ?? {};
    assert.deepEqual([current?.names.en, next?.names.en], ['Stage 1', 'Stage 2']);
  });

  it('a refusal leaves the transaction usable', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    await database.sequelize.transaction(async (transaction) => {
      const again = host.engine.attach({
        object,
        workflow: 'purchase-request',
        actor: REQUESTER,
        transaction,
      });
      await assert.rejects(again, { code: 'ALREADY_ATTACHED' });
      const stranger = host.engine.approve({ object, actor: { id: 4 }, transaction });
      await assert.rejects(stranger, { code: 'NOT_SEATED' });
      await host.engine.approve({ object, actor: REVIEWER, transaction });
    });
    assert.equal((await host.engine.getCurrentStage(object))?.names.en, 'Stage 2');
  });

  it('a transaction that the host keeps in the surroundings is joined', async () => {
    const surroundings = new AsyncLocalStorage<Transaction>();
    const sequelize = await database.connect();
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

describeEachDialect('With one connection', (database) => {
  let host: CrowdedHost;

  before(async () => {
    const sequelize = await database.connect({ pool: { max: 1, acquire: 5000 } });
    host = await createCrowdedHost(sequelize, { size: 3 });
  });

  afterEach(async () => {
    await database.emptyTables(CROWDED_TABLES);
  });

  for (const { name, from, run } of OPERATIONS) {
    it(`${name} needs no second one, in a transaction of ours or of the host's`, async () => {
      await publish(host, 'round_robin');
      const object = await prepare(host, from);
      const another = await prepare(host, from);
      await forbidEscapes(host.sequelize, () => run(host, object));
      await host.sequelize.transaction((transaction) =>
        forbidEscapes(host.sequelize, () => run(host, another, transaction), transaction),
      );
      await checkConsistency(database.sequelize);
    });
  }

  it('being refused needs no second one', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    await host.engine.reject({ object, actor: REVIEWER, reason: 'No.' });
    const late = () => host.engine.approve({ object, actor: REVIEWER });
    await assert.rejects(forbidEscapes(host.sequelize, late), { code: 'ALREADY_DECIDED' });
  });

  it('the job that passes seats on needs no second one', async () => {
    await publishStages(host.engine, [
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1 })],
    ]);
    await prepare(host, 'started');
    host.clock.advance({ hours: 1 });
    assert.equal((await host.engine.reassignRoundRobin()).moved, 1);
  });
});

describeEachDialect('In a transaction that has read before', (database) => {
  // SQLite has one writer: nobody commits while a transaction that may write is open.
  if (database.dialect === 'sqlite') return;
  const isolationLevel = Transaction.ISOLATION_LEVELS.REPEATABLE_READ;
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: 2 });
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(CROWDED_TABLES);
  });

  /** An object at its second stage, where two may decide. */
  async function atSecondStage(strategy: string, isWritten: boolean): Promise<{ attachmentId: number }> {
    await publish(host, strategy);
    const object = isWritten ? await prepare(host, 'created') : await host.Invoice.create({ id: 1 });
    const { id } = await host.engine.attach({ object, workflow: 'purchase-request', actor: REQUESTER });
    await host.engine.approve({ attachmentId: id, actor: REVIEWER });
    return { attachmentId: id };
  }

  /** The second decides in a transaction that has read everything before the first decided and committed. */
  async function decideLate(target: { attachmentId: number }): Promise<AttachmentSummary> {
    const [first = 0, second = 0] = host.crowd;
    return database.sequelize.transaction({ isolationLevel }, async (transaction) => {
      for (const model of Object.values(storedModels(database.sequelize)))
        await model.findAll({ transaction });
      await host.PurchaseRequest.findAll({ transaction });
      await host.engine.approve({ ...target, actor: { id: first } });
      return host.engine.approve({ ...target, actor: { id: second }, transaction });
    });
  }

  for (const isWritten of [true, false]) {
    const object = isWritten ? 'an object that is written to' : 'an object that is not';

    if (database.dialect === 'mysql') {
      it(`a decision on ${object} counts those that were committed meanwhile`, async () => {
        const target = await atSecondStage('consensus', isWritten);
        const { status, progressPercentage } = await decideLate(target);
        assert.deepEqual([status, progressPercentage], ['completed', 100]);
      });

      it(`a decision on ${object} that comes too late is told who decided meanwhile`, async () => {
        const target = await atSecondStage('anyone', isWritten);
        await assert.rejects(decideLate(target), (error: WorkflowError) => {
          assert.equal(error.code, 'ALREADY_DECIDED');
          assert.equal(error.details.decided_by, host.crowd[0]);
          return true;
        });
      });
    }

    if (database.dialect === 'postgres') {
      for (const strategy of ['consensus', 'anyone']) {
        it(`a decision on ${object} by ${strategy} fails for the host to repeat`, async () => {
          const target = await atSecondStage(strategy, isWritten);
          await assert.rejects(decideLate(target), { original: { code: '40001' } });
          const { assignments } = await readStored(database.sequelize);
          const statuses = assignments.map(({ status }) => status);
          assert.deepEqual(statuses, [
            'approved',
            'approved',
            strategy === 'anyone' ? 'superseded' : 'current',
          ]);
        });
      }
    }
  }
});

describeEachDialect('A transaction of the engine', (database) => {
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: 2 });
  });

  afterEach(async () => {
    await database.emptyTables(CROWDED_TABLES);
  });

  it('is repeated whole where the database asks for that, and rolled back each time', async () => {
    let attempts = 0;
    const result = await host.engine.transaction(async (transaction) => {
      attempts += 1;
      await host.Invoice.create({ id: attempts }, { transaction });
      if (attempts < 3) throw Object.assign(new Error('busy'), { original: { code: 'ER_LOCK_DEADLOCK' } });
      return 'done';
    });
    assert.deepEqual([result, attempts], ['done', 3]);
    assert.deepEqual(await host.Invoice.findAll({ raw: true }), [{ id: 3 }]);
  });

  it('is not repeated for any other reason', async () => {
    let attempts = 0;
    const failing = host.engine.transaction(() => {
      attempts += 1;
      return Promise.reject(new Error('no'));
    });
    await assert.rejects(failing, /^Error: no$/);
    assert.equal(attempts, 1);
  });

  it('is not repeated once it has been committed, whatever its callbacks throw', async () => {
    let attempts = 0;
    const failing = host.engine.transaction(async (transaction) => {
      attempts += 1;
      transaction.afterCommit(() => {
        throw Object.assign(new Error('too late'), { code: '40001' });
      });
      await host.Invoice.create({ id: attempts }, { transaction });
    });
    await assert.rejects(failing, /too late/);
    assert.equal(attempts, 1);
    assert.equal(await host.Invoice.count(), 1);
  });

  it('may be followed by another one from its own callbacks', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    let progress: AttachmentSummary | undefined;
    await host.engine.transaction((transaction) => {
      transaction.afterCommit(async () => {
        progress = await host.engine.approve({ object, actor: REVIEWER });
      });
      return Promise.resolve();
    });
    assert.equal(progress?.progressPercentage, 50);
  });

  if (database.dialect === 'sqlite') {
    it('refuses a call inside it that does not name it, which would wait for ever', async () => {
      const stuck = host.engine.transaction(() => host.engine.transaction(() => Promise.resolve()));
      await assert.rejects(stuck, { code: 'INVALID_CONFIGURATION', message: /Pass \{ transaction \} on/ });
    });
    return;
  }

  /** Which transactions wait for a lock right now. */
  async function countWaiting(): Promise<number> {
    const sql =
      database.dialect === 'postgres'
        ? 'SELECT COUNT(*) AS waiting FROM pg_locks WHERE NOT granted'
        : "SELECT COUNT(*) AS waiting FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";
    const rows = await database.sequelize.query<{ waiting: unknown }>(sql, { type: QueryTypes.SELECT });
    return Number(rows[0]?.waiting);
  }

  /**
   * Approves an object while a transaction of the host's, which has written more and so survives, holds a row that
   * the directory asks for, and asks for the attachment: a real deadlock.
   */
  async function approveInDeadlock(transaction?: Transaction): Promise<{ asked: number }> {
    await publish(host);
    const object = await prepare(host, 'started');
    await host.Invoice.create({ id: 1 });
    const rival = await database.sequelize.transaction();
    await host.Invoice.update({ id: 2 }, { where: { id: 1 }, transaction: rival });
    await host.Invoice.bulkCreate(
      Array.from({ length: 100 }, (_row, index) => ({ id: index + 10 })),
      { transaction: rival },
    );
    const { directory } = host;
    const findRoleMembers = directory.findRoleMembers.bind(directory);
    let asked = 0;
    directory.findRoleMembers = async (role, context) => {
      asked += 1;
      await host.Invoice.findAll({ lock: true, transaction: context.transaction });
      return findRoleMembers(role, context);
    };
    try {
      const approval = host.engine.approve({ object, actor: REVIEWER, transaction });
      const settled = approval.then(
        () => undefined,
        (error: unknown) => error,
      );
      while ((await countWaiting()) === 0);
      await storedModels(database.sequelize).Attachment.findAll({ lock: true, transaction: rival });
      await rival.commit();
      const error = await settled;
      if (error !== undefined) throw error;
      return { asked };
    } finally {
      directory.findRoleMembers = findRoleMembers;
    }
  }

  it('is repeated whole after a deadlock', async function () {
    this.timeout(20_000);
    const { asked } = await approveInDeadlock();
    assert.equal(asked, 2);
    const { history } = await readStored(database.sequelize);
    assert.equal(history.filter(({ event }) => event === 'approved').length, 1);
    await checkConsistency(database.sequelize);
  });

  it("leaves a deadlock of the host's transaction to the host", async function () {
    this.timeout(20_000);
    const transaction = await database.sequelize.transaction();
    const code = database.dialect === 'postgres' ? '40P01' : 'ER_LOCK_DEADLOCK';
    await assert.rejects(approveInDeadlock(transaction), { original: { code } });
    await transaction.rollback();
    const { history } = await readStored(database.sequelize);
    assert.equal(history.filter(({ event }) => event === 'approved').length, 0);
    await checkConsistency(database.sequelize);
  });
});

describeEachDialect("With the host's continuation-local storage", (database) => {
  interface Namespace {
    readonly get: (key: string) => unknown;
    readonly set: (key: string, value: unknown) => unknown;
    readonly run: (work: () => unknown) => unknown;
    readonly bind: (work: unknown) => unknown;
  }
  let host: CrowdedHost;
  let isJoining = false;

  /** What the packages for continuation-local storage offer, as far as Sequelize uses it. */
  function createNamespace(): Namespace {
    const storage = new AsyncLocalStorage<Map<string, unknown>>();
    return {
      get: (key) => storage.getStore()?.get(key),
      set: (key, value) => storage.getStore()?.set(key, value),
      run: (work) => storage.run(new Map(storage.getStore()), work),
      bind: (work) => work,
    };
  }

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
