import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sequelize as SequelizeType } from 'sequelize';
import { QueryTypes, Sequelize, Transaction } from 'sequelize';
import { isDiskFull } from '../../lib/database-errors.js';
import type { SqliteDriver } from '../../lib/host/sqlite-driver.js';
import { loadSqliteDriver } from '../../lib/host/sqlite-driver.js';
import { openSite } from '../routes/support/site.js';
import { seedObject, seedWorkflow } from '../routes/support/seed.js';
import type { Host } from '../support/host.js';
import { ADMIN, createApp, createHost } from '../support/host.js';

interface Limited {
  run(statement: string): unknown;
}

describe('A full disk', () => {
  let folder = '';
  let sequelize: SequelizeType;
  let host: Host;
  /** How many pages the file may have; `null` for any number. */
  let pages: number | null = null;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workflow-test-full-'));
    sequelize = new Sequelize({
      dialect: 'sqlite',
      dialectModule: limited(await loadSqliteDriver()),
      storage: join(folder, 'full.sqlite'),
      transactionType: Transaction.TYPES.IMMEDIATE,
      logging: false,
    });
    host = await createHost(sequelize);
  });

  after(async () => {
    await sequelize.close();
    await rm(folder, { recursive: true });
  });

  /** A driver whose every connection may let the file grow so far. */
  function limited(driver: SqliteDriver): SqliteDriver {
    class LimitedDatabase extends driver.Database {
      constructor(...given: ConstructorParameters<SqliteDriver['Database']>) {
        super(...given);
        (this as unknown as Limited).run(`PRAGMA max_page_count = ${pages ?? 1_000_000}`);
      }
    }
    return Object.assign(Object.create(driver) as SqliteDriver, { Database: LimitedDatabase });
  }

  async function fill(): Promise<void> {
    const [count] = await sequelize.query<{ page_count: number }>('PRAGMA page_count', {
      type: QueryTypes.SELECT,
    });
    pages = count?.page_count ?? 0;
  }

  it('is what /health says, with the reason, from the first write that it fails until there is room again', async () => {
    const site = openSite(host, { app: createApp(host), router: '/api/workflow', objects: '/none' });
    const { id } = await seedWorkflow(site);
    const body = { model: 'PurchaseRequest', object_id: await seedObject(site), workflow_id: id };
    const attach = { ...body, metadata: { note: 'x'.repeat(60_000) } };
    await fill();
    assert.equal((await site.admin.get('/health')).status, 200);
    assert.ok((await site.admin.post('/attachments', attach)).status >= 500);
    for (const user of [ADMIN, 1]) {
      const { status, headers, body: problem } = await site.api.as(user).get('/health');
      assert.deepEqual([status, problem.code, headers['retry-after']], [503, 'NOT_READY', '1']);
      assert.match(problem.detail, /the disk of the database is full/);
    }
    const { error, ...health } = await host.engine.health();
    const full = { isReady: false, isAvailable: true, pendingMigrations: [], isDiskFull: true };
    assert.deepEqual(health, full);
    assert.equal(isDiskFull(error), true);
    pages = null;
    assert.deepEqual(await host.engine.health(), { isReady: true, isAvailable: true, pendingMigrations: [] });
    assert.equal((await site.admin.post('/attachments', attach)).status, 201);
    assert.equal(await sequelize.model('WorkflowIdempotencyKey').count(), 0);
  });

  it('is noticed inside a transaction of the host, too', async () => {
    await fill();
    const names = { en: 'Large' };
    const approvals = Array.from({ length: 50 }, () => ({ approvalType: 'user' as const, approvalUser: 4 }));
    const input = { names, pipelines: [{ names, numberOfStages: 400, approvals }] };
    const working = host.engine.transaction((transaction) =>
      host.engine.definitions.createWorkflow(input, { actor: null, transaction }),
    );
    await assert.rejects(working, isDiskFull);
    assert.equal((await host.engine.health()).isReady, false);
    pages = null;
  });

  for (const [database, error] of [
    ['SQLite', { original: { code: 'SQLITE_FULL' } }],
    ['MySQL, by its own count', { code: 'ER_DISK_FULL' }],
    ['MySQL, by the size of a table', { original: { code: 'ER_RECORD_FILE_FULL' } }],
    ['MySQL, by its storage engine', { code: 'ER_GET_ERRNO', message: 'Got error 28 from storage engine' }],
    ['PostgreSQL', { cause: { original: { code: '53100' } } }],
  ] as const) {
    it(`is known by what ${database} says`, () => {
      assert.equal(isDiskFull(error), true);
    });
  }

  it('is not what another failure is', () => {
    const others = [
      null,
      'SQLITE_FULL',
      new Error('disk'),
      { code: 'ER_GET_ERRNO', message: 'Got error 127' },
    ];
    for (const error of others) assert.equal(isDiskFull(error), false);
  });
});
