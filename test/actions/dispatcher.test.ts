import assert from 'node:assert/strict';
import type { ActionContext, Logger, WorkflowEngine } from '../../lib/index.js';
import { GiveUp, RetryLater } from '../../lib/index.js';
import type { ActionRunRow } from '../../models/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, quietLogger, TABLES } from '../support/host.js';
import { recordStatements } from '../support/statements.js';
import { Latch } from './support/latch.js';
import { addAttachments, addRuns, outboxModel, readRuns } from './support/filled-outbox.js';

const NOTHING = { delivered: 0, retried: 0, dead: 0 };

describeEachDialect('The dispatcher', (database) => {
  let host: Host;
  /** Another process, for all that the database knows. */
  let other: Host;
  const calls: ActionContext[] = [];
  const othersCalls: ActionContext[] = [];
  const logged: string[] = [];
  let handle: (context: ActionContext) => Promise<void> | void = () => undefined;

  before(async () => {
    const log = (message: string): void => void logged.push(message);
    const logger: Logger = { ...quietLogger, warn: log, error: log };
    const secrets = (name: string): string | undefined =>
      ({ token: 's3cret', longer: 's3cret-and-more' })[name];
    const tell = (context: ActionContext): Promise<void> | void => {
      calls.push(context);
      return handle(context);
    };
    host = await createHost(database.sequelize, {
      actions: { tell, hasty: { run: tell, timeoutMs: 20 } },
      delivery: { maxAttempts: 3, firstDelayMs: 1000, maxDelayMs: 60_000 },
      logger,
      secrets,
    });
    const note = (context: ActionContext): void => void othersCalls.push(context);
    const { clock } = host;
    const actions = { tell: note, elsewhere: note };
    other = await createHost(await database.connect(), { actions, clock });
  });

  afterEach(async () => {
    await host.engine.flush();
    for (const list of [calls, othersCalls, logged]) list.length = 0;
    handle = () => undefined;
    await database.emptyTables(TABLES);
  });

  /** Puts so many runs of one attachment into the outbox, and gives the attachment. */
  async function fill(count: number, more: Partial<ActionRunRow> = {}): Promise<number> {
    const [attachmentId = 0] = await addAttachments(host, 1);
    await addRuns(
      host,
      Array.from({ length: count }, () => ({ attachmentId, ...more })),
    );
    return attachmentId;
  }

  const numbers = (delivered: readonly ActionContext[]): unknown[] =>
    delivered.map(({ metadata }) => metadata.number);
  const dispatch = (engine: WorkflowEngine = host.engine) => engine.jobs.dispatch();
  const runs = (): Promise<readonly ActionRunRow[]> => readRuns(database.sequelize);
  const expireClaims = async (): Promise<void> => {
    await outboxModel(database.sequelize).update(
      { claimedUntil: new Date(0) },
      { where: { status: 'pending' } },
    );
  };

  it('delivers what is due, in order, and nothing before its time', async () => {
    const attachmentId = await fill(3);
    const dueAt = new Date(host.clock.now().getTime() + 1000);
    await addRuns(host, [{ attachmentId, dueAt }]);
    assert.deepEqual(await dispatch(), { ...NOTHING, delivered: 3 });
    assert.deepEqual(numbers(calls), [1, 2, 3]);
    assert.deepEqual(await dispatch(), NOTHING);
    host.clock.advance({ ms: 1000 });
    assert.deepEqual(await dispatch(), { ...NOTHING, delivered: 1 });
    const stored = await runs();
    assert.deepEqual(
      new Set(stored.map(({ status, claimedBy }) => `${status} ${claimedBy}`)),
      new Set(['delivered null']),
    );
    assert.equal(new Set(calls.map(({ idempotencyKey }) => idempotencyKey)).size, 4);
  });

  it('lets a run that failed wait, and those behind it, and tries it again with the same key', async () => {
    await fill(2);
    handle = ({ attempt }) => {
      if (attempt === 1) throw new Error('busy');
    };
    assert.deepEqual(await dispatch(), { ...NOTHING, retried: 1 });
    const [first, second] = await runs();
    const wait = Number(first?.dueAt) - host.clock.now().getTime();
    assert.ok(wait >= 500 && wait <= 1000, `it waits ${wait} ms`);
    assert.deepEqual([first?.status, first?.attempts, first?.lastError], ['pending', 1, 'busy']);
    assert.deepEqual([second?.status, second?.attempts], ['pending', 0]);
    assert.deepEqual(await dispatch(), NOTHING, 'not before its time');
    host.clock.advance({ ms: 1000 });
    assert.deepEqual(await dispatch(), { ...NOTHING, delivered: 1, retried: 1 });
    assert.deepEqual(numbers(calls), [1, 1, 2]);
    assert.equal(calls[0]?.idempotencyKey, calls[1]?.idempotencyKey);
    assert.equal((await runs())[0]?.lastError, null, 'what went well in the end has no error');
  });

  it('waits as long as a handler asks for', async () => {
    await fill(1);
    handle = () => {
      throw new RetryLater('429', { afterMs: 90_000 });
    };
    await dispatch();
    const [run] = await runs();
    assert.equal(run?.dueAt.getTime(), host.clock.now().getTime() + 90_000);
  });

  it('puts off, once, what fails in a round that goes by a later time', async () => {
    await fill(1);
    handle = () => {
      throw new Error('busy');
    };
    const now = new Date(host.clock.now().getTime() + 86_400_000);
    assert.deepEqual(await host.engine.jobs.dispatch({ now }), { ...NOTHING, retried: 1 });
    assert.ok(Number((await runs())[0]?.dueAt) > now.getTime());
  });

  it('gives a run up after its last attempt, with the last error, and goes on with the next', async () => {
    const attachmentId = await fill(2);
    handle = ({ metadata, attempt }) => {
      if (metadata.number === 1) throw new Error(`busy ${attempt}`);
    };
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      await dispatch();
      host.clock.advance({ minutes: 1 });
    }
    assert.deepEqual(numbers(calls), [1, 1, 1, 2]);
    const [dead, delivered] = await runs();
    assert.deepEqual([dead?.status, dead?.attempts, dead?.lastError], ['dead', 3, 'busy 3']);
    assert.equal(delivered?.status, 'delivered');
    assert.deepEqual(logged.slice(-1), [
      `Action tell is given up on. Retry it with engine.actionRuns.retry(${dead?.id}, …), or POST /action_runs/${dead?.id}/retry.`,
    ]);
    assert.equal(dead?.attachmentId, attachmentId);
    assert.deepEqual(await dispatch(), NOTHING);
  });

  it('gives up at once where the handler does', async () => {
    await fill(2);
    handle = ({ metadata }) => {
      if (metadata.number === 1) throw new GiveUp('410 Gone');
    };
    assert.deepEqual(await dispatch(), { delivered: 1, retried: 0, dead: 1 });
    const [dead] = await runs();
    assert.deepEqual([dead?.status, dead?.attempts, dead?.lastError], ['dead', 1, '410 Gone']);
  });

  it('lets what is retried by hand neither wait for its queue nor hold it back', async () => {
    await fill(3);
    const failing = new Set<unknown>([1]);
    handle = ({ metadata }) => {
      if (metadata.number === 1 && failing.has(1)) throw new GiveUp('410 Gone');
      if (failing.has(metadata.number)) throw new RetryLater('503', { afterMs: 60_000 });
    };
    failing.add(2);
    assert.deepEqual(await dispatch(), { delivered: 0, retried: 1, dead: 1 });
    const [dead] = await runs();
    failing.delete(1);
    await host.engine.actionRuns.retry(Number(dead?.id), { actor: null });
    await host.engine.flush();
    assert.deepEqual(numbers(calls), [1, 2, 1], 'although 2 waits');
    const [retried] = await runs();
    assert.deepEqual([retried?.status, retried?.isOutOfOrder], ['delivered', true]);
    const dueAt = new Date(host.clock.now().getTime() + 3_600_000);
    await outboxModel(database.sequelize).update(
      { status: 'pending', finishedAt: null, dueAt },
      { where: { id: Number(dead?.id) } },
    );
    failing.delete(2);
    host.clock.advance({ minutes: 1 });
    assert.deepEqual(await dispatch(), { ...NOTHING, delivered: 2 }, 'although 1 waits');
  });

  it('leaves what it has no handler for to others, which holds back its own queue and no other', async () => {
    const [first = 0, second = 0] = await addAttachments(host, 2);
    await addRuns(host, [
      { attachmentId: first, handler: 'elsewhere' },
      { attachmentId: first },
      { attachmentId: second },
    ]);
    assert.deepEqual(await dispatch(), { ...NOTHING, delivered: 1 });
    assert.deepEqual(numbers(calls), [3]);
    const [waiting] = await runs();
    assert.deepEqual([waiting?.status, waiting?.attempts, waiting?.claimedBy], ['pending', 0, null]);
    assert.deepEqual(await dispatch(other.engine), { ...NOTHING, delivered: 2 });
    assert.deepEqual(numbers(othersCalls), [1, 2]);
  });

  it('lets another process take over a claim that ran out, and then changes nothing any more', async () => {
    await fill(1);
    for (const ending of ['delivered', 'failed'] as const) {
      const entered = new Latch();
      const released = new Latch();
      handle = async () => {
        entered.open();
        await released.opened;
        if (ending === 'failed') throw new GiveUp('too late');
      };
      const late = dispatch();
      await entered.opened;
      assert.deepEqual(await dispatch(other.engine), NOTHING, 'it is claimed');
      await expireClaims();
      assert.deepEqual(await dispatch(other.engine), { ...NOTHING, delivered: 1 });
      const taken = await runs();
      released.open();
      assert.deepEqual(await late, NOTHING);
      assert.deepEqual(await runs(), taken, ending);
      assert.match(String(logged.at(-1)), /took so long/);
      assert.deepEqual([calls.at(-1)?.attempt, othersCalls.at(-1)?.attempt], [1, 2]);
      assert.equal(calls.at(-1)?.idempotencyKey, othersCalls.at(-1)?.idempotencyKey);
      await outboxModel(database.sequelize).update({ status: 'pending', attempts: 0 }, { where: {} });
    }
  });

  it('settles the others where one of several was taken over meanwhile', async () => {
    const attachments = await addAttachments(host, 5);
    await addRuns(
      host,
      attachments.map((attachmentId) => ({ attachmentId })),
    );
    const entered = new Latch();
    const released = new Latch();
    handle = () => {
      if (calls.length === attachments.length) entered.open();
      return released.opened;
    };
    const late = dispatch();
    await entered.opened;
    const [, taken] = await runs();
    const model = outboxModel(database.sequelize);
    await model.update({ claimedUntil: new Date(0) }, { where: { id: Number(taken?.id) } });
    assert.deepEqual(await dispatch(other.engine), { ...NOTHING, delivered: 1 });
    released.open();
    assert.deepEqual(await late, { ...NOTHING, delivered: attachments.length - 1 });
    assert.deepEqual(
      (await runs()).map(({ status, attempts }) => [status, attempts]),
      attachments.map((_id, index) => ['delivered', index === 1 ? 2 : 1]),
    );
    assert.equal(logged.filter((message) => message.includes('took so long')).length, 1);
  });

  it('takes a few statements for many attachments, to claim them and to settle', async () => {
    const attachments = await addAttachments(host, 16);
    await addRuns(
      host,
      attachments.map((attachmentId) => ({ attachmentId })),
    );
    const { statements } = await recordStatements(host.sequelize, dispatch);
    // Before, while they are under way, and afterwards.
    const looking = 3;
    const around = { sqlite: 2, mysql: 3, postgres: 2 }[database.dialect];
    assert.equal(statements.length, looking + (around + 2) + (around + 1));
  });

  it('keeps what a late process says while nobody has taken over', async () => {
    await fill(1);
    handle = expireClaims;
    assert.deepEqual(await dispatch(), { ...NOTHING, delivered: 1 });
    assert.equal((await runs())[0]?.status, 'delivered');
  });

  it('gives up on what its process did not survive the last time it was tried', async () => {
    const attachmentId = await fill(1, { attempts: 3, claimedBy: 'the dead', claimedUntil: new Date(0) });
    await addRuns(host, [{ attachmentId, attempts: 2, claimedBy: 'the dead', claimedUntil: new Date(0) }]);
    assert.deepEqual(await dispatch(), { delivered: 1, retried: 0, dead: 1 });
    assert.equal(calls.length, 1, 'it is not tried again');
    assert.match(String((await runs())[0]?.lastError), /ended/);
  });

  it('stops between two deliveries, and claims no more', async () => {
    await fill(3);
    const stopping = new AbortController();
    handle = () => stopping.abort();
    const { signal } = stopping;
    assert.deepEqual(await host.engine.jobs.dispatch({ signal }), { ...NOTHING, delivered: 1 });
    const stored = await runs();
    assert.deepEqual(
      stored.map(({ status, claimedBy }) => [status, claimedBy]),
      [
        ['delivered', null],
        ['pending', null],
        ['pending', null],
      ],
    );
  });

  it('goes on for others where the database refuses one queue, which the next round tries again', async () => {
    const [first = 0, second = 0] = await addAttachments(host, 2);
    await addRuns(host, [{ attachmentId: first }, { attachmentId: second }, { attachmentId: first }]);
    const [refused] = await runs();
    const model = outboxModel(database.sequelize);
    model.addHook('beforeBulkUpdate', 'refuse', ({ where }) => {
      if ([(where as Partial<ActionRunRow>).id].flat().includes(refused?.id)) throw new Error('disk full');
    });
    assert.deepEqual(await dispatch(), { ...NOTHING, delivered: 1 });
    assert.deepEqual(numbers(calls), [2]);
    assert.match(String(logged.at(-1)), /attachment \d+ could not be delivered/);
    model.removeHook('beforeBulkUpdate', 'refuse');
    assert.deepEqual(await dispatch(), { ...NOTHING, delivered: 2 });
    assert.deepEqual(numbers(calls), [2, 1, 3]);
  });

  it('ends an attempt whose time is up, and tells its handler', async () => {
    await fill(1, { handler: 'hasty' });
    let aborted: unknown;
    handle = ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          aborted = signal.reason;
          resolve();
        });
      });
    assert.deepEqual(await dispatch(), { ...NOTHING, retried: 1 });
    assert.equal((await runs())[0]?.lastError, 'The handler took more than 20 ms.');
    assert.equal(String(aborted), 'Error: The handler took more than 20 ms.');
  });

  it('lets a handler that hangs hold back nobody, however few queues it looks for at a time', async () => {
    const [slow = 0, ...others] = await addAttachments(host, 40);
    await addRuns(
      host,
      [slow, ...others, slow].map((attachmentId) => ({ attachmentId })),
    );
    const released = new Latch();
    const allOthers = new Latch();
    handle = async ({ attachment }) => {
      if (attachment.id === slow) await released.opened;
      else if (calls.length === others.length + 1) allOthers.open();
    };
    const dispatching = host.engine.jobs.dispatch({ batchSize: 1 });
    await allOthers.opened;
    assert.equal(numbers(calls).filter((number) => number === 41).length, 0);
    released.open();
    assert.deepEqual(await dispatching, { ...NOTHING, delivered: 41 });
  });

  it('keeps an error that every database can store, without secrets', async () => {
    await fill(1, { parameters: '{"a":{"secret":"token"},"b":[{"secret":"longer"}]}' });
    handle = ({ parameters }) => {
      assert.deepEqual(parameters, { a: 's3cret', b: ['s3cret-and-more'] });
      throw new Error(`s3cret-and-more\0 or s3cret\ud800: ${'😀'.repeat(2000)}`);
    };
    await dispatch();
    const error = String((await runs())[0]?.lastError);
    assert.match(error, /^\[secret\] {2}or \[secret\] : (😀)+ ?$/u);
    assert.ok(error.length <= 2000);
  });

  it('takes whatever is thrown for a failure', async () => {
    const thrown = [
      undefined,
      null,
      'text',
      Object.create(null),
      { a: 1 },
      Object.assign(new Error(), { message: 5 }),
    ];
    const [attachmentId = 0] = await addAttachments(host, 1);
    for (const value of thrown) {
      await outboxModel(database.sequelize).destroy({ where: {} });
      await addRuns(host, [{ attachmentId }]);
      handle = () => {
        throw value;
      };
      assert.deepEqual(await dispatch(), { ...NOTHING, retried: 1 });
      assert.notEqual((await runs())[0]?.lastError, '');
    }
  });

  it('takes a secret that there is not for a failure', async () => {
    await fill(1, { parameters: '{"a":{"secret":"none"}}' });
    assert.deepEqual(await dispatch(), { ...NOTHING, retried: 1 });
    assert.equal((await runs())[0]?.lastError, 'There is no secret "none".');
    assert.equal(calls.length, 0);
  });

  describe('flushed', () => {
    beforeEach(async () => {
      await database.sequelize.model('WorkflowAction').create({
        ...{
          company: '',
          event: 'after_approve',
          handler: 'tell',
          parameters: '{}',
          order: 1,
          isActive: true,
        },
        ...{ execution: 'after_commit', createdAt: new Date(), updatedAt: new Date() },
      });
      await publishStages(host.engine, [[byRole(1)], [byRole(2)]]);
    });

    async function approveOnce(): Promise<number> {
      const object = await host.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
      const { id } = await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
      await host.engine.approve({ attachmentId: id, actor: { id: 2 } });
      return id;
    }

    it('waits for what the commits of this process have left', async () => {
      const released = new Latch();
      handle = () => released.opened;
      await approveOnce();
      let isFlushed = false;
      const flushing = host.engine.flush().then(() => (isFlushed = true));
      assert.equal((await runs())[0]?.status, 'pending');
      assert.equal(isFlushed, false);
      released.open();
      await flushing;
      assert.equal((await runs())[0]?.status, 'delivered');
    });

    it('also waits for what came while a round was delivering for the same attachment', async () => {
      await host.engine.stopScheduler();
      const attachmentId = await approveOnce();
      host.engine.startScheduler();
      const entered = new Latch();
      const released = new Latch();
      handle = () => {
        entered.open();
        return released.opened;
      };
      const round = dispatch();
      await entered.opened;
      host.clock.advance({ minutes: 1 });
      await host.engine.approve({ attachmentId, actor: { id: 3 } });
      const flushing = host.engine.flush();
      released.open();
      await flushing;
      assert.deepEqual(
        (await runs()).map(({ status }) => status),
        ['delivered', 'delivered'],
      );
      assert.deepEqual(await round, { ...NOTHING, delivered: 1 });
      await host.engine.stopScheduler();
    });

    it('leaves to others what comes after it was stopped', async () => {
      await host.engine.stopScheduler();
      await approveOnce();
      await host.engine.flush();
      assert.deepEqual(calls, []);
      assert.deepEqual(await dispatch(other.engine), { ...NOTHING, delivered: 1 });
    });
  });
});
