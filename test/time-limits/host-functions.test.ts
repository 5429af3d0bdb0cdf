import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import type { ActionContext, HookContext, LookupContext } from '../../lib/index.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { describeEachDialect } from '../support/databases.js';
import type { PurchaseRequest } from '../support/host.js';
import { BY_SYSTEM, publishStages, quietLogger } from '../support/host.js';
import { prepare, REQUESTER, REVIEWER } from '../transactions/support/operations.js';

/** What a function of the host's was called with that never answered. */
type Hanging = Pick<HookContext | LookupContext | ActionContext, 'signal'> & {
  readonly transaction: Transaction | null;
};

describeEachDialect('A function of the host that hangs under our locks', (database) => {
  let host: CrowdedHost;
  let hanging: Hanging | null = null;
  let isHanging = false;
  const logged: string[] = [];

  const hang = (context: Hanging): Promise<never> | undefined => {
    if (!isHanging) return undefined;
    hanging = context;
    return new Promise(() => undefined);
  };

  before(async () => {
    // One connection: whatever strays onto it is found there by whoever has it next.
    const sequelize = await database.connect({ pool: { max: 1 } });
    const log = (message: string): void => void logged.push(message);
    host = await createCrowdedHost(sequelize, {
      size: 3,
      hostTimeoutMs: 200,
      slowLookupMs: 50,
      logger: { ...quietLogger, warn: log, error: log },
      actions: { act: (context) => hang(context) },
    });
    const findManager = host.directory.findManager.bind(host.directory);
    host.directory.findManager = (user, context) =>
      hang({ signal: context.signal ?? AbortSignal.abort(), transaction: context.transaction }) ??
      findManager(user, context);
    for (const side of ['before', 'after'] as const) {
      host.engine.hooks[side](side === 'before' ? 'cancel' : 'delegate', { id: 'slow', run: hang });
    }
  });

  beforeEach(async () => {
    const now = new Date();
    const what = { company: '', event: 'after_approve', handler: 'act', parameters: '{}', order: 1 };
    const how = { execution: 'inline', failurePolicy: 'continue', isActive: true };
    await host.sequelize.model('WorkflowAction').create({ ...what, ...how, createdAt: now, updatedAt: now });
    await publishStages(host.engine, [[{ approvalType: 'user', approvalUser: REVIEWER.id }]]);
    logged.length = 0;
    isHanging = false;
  });

  afterEach(async () => {
    isHanging = false;
    await database.emptyTables(CROWDED_TABLES);
  });

  const calls = {
    directory: (object: PurchaseRequest) => ({
      who: /^The directory has taken 50 ms to answer findManager, under a lock, and is not done\.$/,
      run: (transaction?: Transaction) => host.engine.escalate({ object, actor: REVIEWER, transaction }),
    }),
    'hook before': (object: PurchaseRequest) => ({
      who: /^Hook slow has taken 50 ms before cancel/,
      run: (transaction?: Transaction) => host.engine.cancel({ object, actor: REQUESTER, transaction }),
    }),
    'hook after': (object: PurchaseRequest) => ({
      who: /^Hook slow has taken 50 ms after delegate/,
      run: (transaction?: Transaction) =>
        host.engine.delegate({ object, actor: REVIEWER, userId: 4, transaction }),
    }),
    'inline action': (object: PurchaseRequest) => ({
      who: /^Action act has taken 50 ms inline/,
      run: (transaction?: Transaction) => host.engine.approve({ object, actor: REVIEWER, transaction }),
    }),
  };

  for (const [name, callOf] of Object.entries(calls)) {
    it(`as ${name} is told by its signal, and what it still asks is refused`, async () => {
      const object = await prepare(host, 'started');
      const { who, run } = callOf(object);
      isHanging = true;
      await assert.rejects(run(), { code: 'TRY_AGAIN' });
      assert(logged.some((line) => who.test(line)));
      const { transaction, signal } = hanging ?? assert.fail('Nothing was called.');
      assert.equal(signal?.aborted, true);
      await host.sequelize.transaction(async (other) => {
        await refusesAll(transaction ?? assert.fail('It had no transaction.'));
        assert.equal(await host.Invoice.count({ transaction: other }), 0);
      });
      assert.equal(await host.Invoice.count(), 0);
      isHanging = false;
      await run();
    });

    it(`as ${name} leaves a transaction of the host to the host`, async () => {
      const object = await prepare(host, 'started');
      const { run } = callOf(object);
      isHanging = true;
      await host.sequelize.transaction(async (transaction) => {
        await host.Invoice.create({ id: 1 }, { transaction });
        await assert.rejects(run(transaction), { code: 'TRY_AGAIN' });
        await host.Invoice.create({ id: 2 }, { transaction });
      });
      assert.equal(await host.Invoice.count(), 2);
    });
  }

  it('is refused in the savepoints that it has, and in those that it wants', async () => {
    const object = await prepare(host, 'started');
    const savepoints: Transaction[] = [];
    const remove = host.engine.hooks.before('approve', {
      id: 'savepoint',
      run: async ({ transaction }) => {
        savepoints.push(await host.sequelize.transaction({ transaction }));
        await new Promise(() => undefined);
      },
    });
    await assert.rejects(host.engine.approve({ object, actor: REVIEWER }), { code: 'TRY_AGAIN' });
    remove();
    await host.sequelize.transaction(async (other) => {
      for (const savepoint of savepoints) await refusesAll(savepoint);
      assert.equal(await host.Invoice.count({ transaction: other }), 0);
    });
    assert.equal(savepoints.length, 1);
  });

  it('is refused in a transaction that was committed meanwhile, because nobody waited for it', async () => {
    const object = await prepare(host, 'started');
    const savepoints: Transaction[] = [];
    const remove = host.engine.hooks.before('approve', {
      id: 'savepoint',
      run: async ({ transaction }) => void savepoints.push(await host.sequelize.transaction({ transaction })),
    });
    await host.engine.approve({ object, actor: REVIEWER });
    remove();
    for (const savepoint of savepoints) await refusesAll(savepoint);
    assert.equal(await host.Invoice.count(), 0);
    assert.equal((await host.engine.getAttachment(object))?.status, 'completed');
  });

  /** Whatever way it takes. */
  async function refusesAll(transaction: Transaction): Promise<void> {
    const { sequelize, Invoice } = host;
    await assert.rejects(sequelize.query('INSERT INTO invoices (id) VALUES (7)', { transaction }));
    await assert.rejects(Invoice.create({ id: 7 }, { transaction }));
    await assert.rejects(Invoice.findAll({ transaction }));
    await assert.rejects(sequelize.transaction({ transaction }));
    await assert.rejects(
      sequelize.transaction({ transaction }, async (savepoint) => {
        await Invoice.create({ id: 7 }, { transaction: savepoint });
      }),
    );
    await assert.rejects(
      host.engine.definitions.listWorkflows({ limit: 1, after: null }, { ...BY_SYSTEM, transaction }),
    );
  }
});
