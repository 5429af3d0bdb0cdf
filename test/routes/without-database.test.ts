import assert from 'node:assert/strict';
import type { Express } from 'express';
import type { Options } from 'sequelize';
import { Sequelize } from 'sequelize';
import type { WorkflowEngine } from '../../lib/index.js';
import { createWorkflowEngine, WorkflowError } from '../../lib/index.js';
import type { Operation } from '../../routes/operation.js';
import { OPERATIONS } from '../../routes/operations/index.js';
import { connectTo } from '../support/connect.js';
import { DatabaseRelay } from '../support/database-relay.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, as, BY_SYSTEM, byRole, createApp, createHost, publishStages } from '../support/host.js';
import { quietLogger } from '../support/host.js';
import { financeDepartment } from '../support/memory-directory.js';

/** How node-sqlite3 opens a file that may only be read. */
const OPEN_READONLY = 1;

/** What needs no database. */
const FROM_MEMORY = ['GET /openapi.json', 'GET /action_handlers'];

/** A body that each of these takes; the others take any part of a definition, or none. */
const BODIES: Readonly<Record<string, object>> = {
  'POST /workflows': { key: 'k', names: { en: 'K' } },
  'PATCH /workflows/:id': { name_en: 'K' },
  'POST /workflows/:id/pipelines': { name_en: 'P' },
  'PATCH /pipelines/:id': { name_en: 'P' },
  'POST /pipelines/:id/stages': { name_en: 'S' },
  'PATCH /stages/:id': { name_en: 'S' },
  'POST /forms': { key: 'f', name_en: 'F', schema: { type: 'object' } },
  'PATCH /forms/:id': { name_en: 'F' },
  'POST /actions': { event_type: 'after_approve', handler: 'note' },
  'PATCH /actions/:id': { is_active: false },
  'POST /attachments': { model: 'PurchaseRequest', object_id: 1, workflow_id: 1 },
  'POST /attachments/:id/action': { action: 'approved' },
  'POST /objects/:model/:object_id/workflow_action': { action: 'approved' },
  'POST /objects/:model/:object_id/attach_workflow': { workflow_id: 1 },
  'POST /assignments/:id/replace': { user_id: 4 },
  'POST /steps/:id/force': { outcome: 'approved', reason: 'Nobody is here.' },
  'POST /delegations': { user_id: 4 },
  'PATCH /delegations/:id': { reason: 'Away.' },
};

interface Answered {
  readonly title: string;
  readonly status: number;
  readonly code: unknown;
  readonly retryAfter: unknown;
}

describeEachDialect('Where the database has gone', (database) => {
  // A SQLite file does not go away.
  if (database.dialect === 'sqlite') return;

  let host: Host;
  let app: Express;

  before(async () => {
    const relay = await DatabaseRelay.open(database.url);
    const actions = { note: () => undefined };
    host = await createHost(await connectTo(relay.url, { pool: { max: 5 } }), { actions });
    await publishStages(host.engine, [[byRole(1)]]);
    app = createApp(host);
    assert.equal((await as(app, ADMIN).get('/api/workflow/health')).status, 200);
    await relay.close();
  });

  after(() => host.sequelize.close());

  async function ask({ method, path }: Operation, key?: string): Promise<Answered> {
    const title = `${method.toUpperCase()} ${path}`;
    const url = path.replace(':model', 'PurchaseRequest').replaceAll(/:\w+/g, '1');
    const request = as(app, ADMIN)[method](`/api/workflow${url}`);
    if (key !== undefined) request.set('Idempotency-Key', key);
    const answer = await (method === 'get' ? request : request.send(BODIES[title] ?? {}));
    const { status, headers } = answer;
    const body: unknown = answer.body;
    return {
      title,
      status,
      code: (body as { code?: unknown }).code,
      retryAfter: headers['retry-after'] as unknown,
    };
  }

  for (const key of [undefined, 'once']) {
    it(`every route is 503 and says when to try again${key === undefined ? '' : ', with a key too'}`, async () => {
      for (const route of OPERATIONS) {
        const { title, status, code, retryAfter } = await ask(route, key);
        if (FROM_MEMORY.includes(title)) continue;
        const expected = route.path === '/health' ? 'NOT_READY' : 'TRY_AGAIN';
        assert.deepEqual([status, code, retryAfter], [503, expected, '1'], title);
      }
    });
  }

  it('so is every route about an object of the host', async () => {
    const get = await as(app, ADMIN).get('/api/purchase-requests/1/workflow_status');
    const post = await as(app, ADMIN)
      .post('/api/purchase-requests/1/workflow_action')
      .send({ action: 'approved' });
    assert.deepEqual([get.status, post.status], [503, 503]);
  });

  const actor = { id: 2 };
  const object = { model: 'PurchaseRequest', id: 1 };
  const calls: Readonly<Record<string, (engine: WorkflowEngine) => Promise<unknown>>> = {
    approve: (engine) => engine.approve({ object, actor }),
    attach: (engine) => engine.attach({ object, workflow: 'purchase-request', actor }),
    transaction: (engine) => engine.transaction(() => Promise.resolve()),
    idempotently: (engine) =>
      engine.idempotently({ actor, key: 'k', fingerprint: 'f' }, () => Promise.resolve({ status: 200 })),
    getAttachment: (engine) => engine.getAttachment(object),
    getProgress: (engine) => engine.getProgress(object),
    requiresAction: (engine) => engine.requiresAction(object, actor),
    metrics: (engine) => engine.metrics(),
    verifyHistory: (engine) => engine.verifyHistory(),
    migrate: (engine) => engine.migrate(),
    'reader.inbox': (engine) => engine.reader.inbox({ limit: 1, after: null }, actor),
    'reader.find': (engine) => engine.reader.find({ attachmentId: 1 }, actor),
    'definitions.getWorkflow': (engine) => engine.definitions.getWorkflow(1, BY_SYSTEM),
    'definitions.createWorkflow': (engine) =>
      engine.definitions.createWorkflow({ names: { en: 'K' }, key: 'k' }, BY_SYSTEM),
    'delegations.create': (engine) => engine.delegations.create({ userId: 4 }, { actor }),
    'jobs.deadlines': (engine) => engine.jobs.deadlines(),
    'jobs.replaceInactive': (engine) => engine.jobs.replaceInactive(),
    'jobs.dispatch': (engine) => engine.jobs.dispatch(),
  };
  for (const [name, call] of Object.entries(calls)) {
    it(`engine.${name} rejects with TRY_AGAIN, and keeps what the database said`, async () => {
      await assert.rejects(call(host.engine), (error) => {
        assert(error instanceof WorkflowError, String(error));
        assert.equal(error.code, 'TRY_AGAIN');
        assert(error.cause instanceof Error);
        return true;
      });
    });
  }

  it('a job keeps in its metrics what the database said', async () => {
    await assert.rejects(host.engine.jobs.cleanup());
    const { lastError } = (await healthyEngine()).jobs.metrics.cleanup;
    assert.equal(lastError, null);
    assert.match(host.engine.jobs.metrics.cleanup.lastError ?? '', /try again .*refused|ECONNREFUSED/i);
  });

  async function healthyEngine(): Promise<WorkflowEngine> {
    return createWorkflowEngine({
      sequelize: await database.connect(),
      directory: financeDepartment(),
      logger: quietLogger,
    });
  }
});

describeEachDialect('Where no connection of the pool is free', (database) => {
  // On SQLite a pool of one is none.
  if (database.dialect === 'sqlite') return;

  it('a request is 503 and a call TRY_AGAIN, the health agrees, and all goes on afterwards', async () => {
    const host = await createHost(await database.connect({ pool: { max: 1, acquire: 200 } }));
    const app = createApp(host);
    const held = await host.sequelize.transaction();
    const [inbox, health] = [
      await as(app, ADMIN).get('/api/workflow/inbox'),
      await as(app, ADMIN).get('/api/workflow/health'),
    ];
    assert.deepEqual(
      [inbox.status, (inbox.body as { code: unknown }).code, inbox.headers['retry-after']],
      [503, 'TRY_AGAIN', '1'],
    );
    assert.equal(health.status, 503);
    await assert.rejects(
      host.engine.transaction(() => Promise.resolve()),
      { code: 'TRY_AGAIN' },
    );
    await held.rollback();
    assert.equal((await as(app, ADMIN).get('/api/workflow/inbox')).status, 200);
    assert.equal((await as(app, ADMIN).get('/api/workflow/health')).status, 200);
  });
});

describeEachDialect('Where the database takes no writes', (database) => {
  /** The same database, as somebody who may only read it. */
  async function openReadOnly(): Promise<Sequelize> {
    const { sequelize } = database;
    if (database.dialect === 'sqlite') {
      const { options } = sequelize as unknown as { readonly options: Options };
      return new Sequelize({ ...options, dialectOptions: { mode: OPEN_READONLY } });
    }
    if (database.dialect === 'postgres') {
      return database.connect({ dialectOptions: { options: '-c default_transaction_read_only=on' } });
    }
    const name = new URL(database.url).pathname.slice(1);
    const user = readerOf(database.url);
    await sequelize.query(`CREATE USER '${user}'@'127.0.0.1'`);
    await sequelize.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ${name}.* TO '${user}'@'127.0.0.1'`);
    const url = new URL(database.url);
    url.username = user;
    return connectTo(url.href);
  }

  it('what is read is answered, what is written is 503 and TRY_AGAIN, and the health is bad', async () => {
    const writing = await createHost(database.sequelize);
    await publishStages(writing.engine, [[byRole(1)]]);
    const object = await writing.PurchaseRequest.create({ title: 'Pens', requesterId: 1 });
    await writing.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    const sequelize = await openReadOnly();
    const directory = financeDepartment();
    const engine = createWorkflowEngine({ sequelize, directory, logger: quietLogger });
    engine.registerModel(
      sequelize.define('PurchaseRequest', {}, { tableName: 'purchase_requests', timestamps: false }),
    );
    const app = createApp({
      ...writing,
      sequelize,
      engine,
      PurchaseRequest: sequelize.model('PurchaseRequest') as never,
    });
    if (database.dialect === 'mysql') await database.sequelize.query('SET GLOBAL read_only = 1');
    try {
      const status = await as(app, 2).get(`/api/workflow/attachments/1`);
      assert.equal(status.status, 200);
      const approval = await as(app, 2)
        .post('/api/workflow/attachments/1/action')
        .send({ action: 'approved' });
      assert.deepEqual([approval.status, approval.headers['retry-after']], [503, '1']);
      await assert.rejects(engine.approve({ attachmentId: 1, actor: { id: 2 } }), { code: 'TRY_AGAIN' });
      const { isReady, isAvailable, error } = await engine.health();
      assert.deepEqual([isReady, isAvailable], [false, false]);
      assert.match(String(error), /read.?only/i);
      assert.equal((await as(app, ADMIN).get('/api/workflow/health')).status, 503);
    } finally {
      if (database.dialect === 'mysql') await database.sequelize.query('SET GLOBAL read_only = 0');
      await sequelize.close();
      if (database.dialect === 'mysql')
        await database.sequelize.query(`DROP USER '${readerOf(database.url)}'@'127.0.0.1'`);
    }
    assert.equal((await writing.engine.health()).isReady, true);
  });
});

/** Somebody whom a read-only server of MySQL's refuses: administrators may write all the same. */
function readerOf(url: string): string {
  return `reader_${url.slice(-8)}`;
}
