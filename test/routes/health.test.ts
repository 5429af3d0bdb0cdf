import assert from 'node:assert/strict';
import type { Logger } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, createApp, createHost, quietLogger, TABLES } from '../support/host.js';
import type { Answer } from './support/api.js';
import { ok } from './support/api.js';
import { seedRunning } from './support/seed.js';
import type { Site } from './support/site.js';
import { openSite, REQUESTER } from './support/site.js';

/** What `GET /health` answers who may manage. */
interface Health {
  readonly status: string;
  readonly jobs: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly attachments: Readonly<Record<string, number>>;
}

describeOnSqlite('GET /health', (database) => {
  const errors: unknown[] = [];
  const logger: Logger = {
    ...quietLogger,
    error: (_message, details) => errors.push((details as { error?: unknown }).error),
  };
  let host: Host;
  let site: Site;

  beforeEach(async () => {
    errors.length = 0;
    host = await createHost(await database.connect(), { logger });
    const app = createApp(host);
    site = openSite(host, { app, router: '/api/workflow', objects: '/api/purchase-requests' });
  });

  afterEach(() => database.emptyTables(TABLES));

  const health = (answer: Answer): Health => ok(answer) as unknown as Health;

  /** Lets the next statements fail, as those of a database that has gone. */
  async function without<Result>(work: () => Promise<Result>): Promise<Result> {
    host.sequelize.addHook('beforeQuery', 'gone', () => {
      throw new Error('connect ECONNREFUSED db.internal');
    });
    try {
      return await work();
    } finally {
      host.sequelize.removeHook('beforeQuery', 'gone');
    }
  }

  it('is 503 where the database has gone; only who may manage is told that, and only the log why', async () => {
    const [toManager, toUser] = await without(
      async () => [await site.admin.get('/health'), await site.api.as(REQUESTER).get('/health')] as const,
    );
    const problem = {
      type: 'about:blank',
      title: 'Service Unavailable',
      status: 503,
      detail: 'The workflows cannot be used just now. Try again in a moment.',
      code: 'NOT_READY',
    };
    const details = { is_available: false, pending_migrations: [] };
    assert.deepEqual(toManager.body, { ...problem, details });
    assert.deepEqual(toUser.body, problem);
    for (const { status, headers } of [toManager, toUser]) {
      assert.deepEqual([status, headers['retry-after']], [503, '1']);
      assert.match(headers['content-type'] ?? '', /^application\/problem\+json/);
    }
    assert.equal(errors.length, 2);
    assert.match(String((errors[0] as Error).cause), /ECONNREFUSED db\.internal/);
  });

  it('is 503 where migrations are pending, and names them to who may manage', async () => {
    const [last = ''] = await host.engine.migrator.down();
    try {
      const { status, body } = await site.admin.get('/health');
      assert.deepEqual([status, body.details], [503, { is_available: true, pending_migrations: [last] }]);
      const other = await site.api.as(REQUESTER).get('/health');
      assert.deepEqual([other.status, other.body.details], [503, undefined]);
    } finally {
      await host.engine.migrate();
    }
  });

  it('stays 200 where a job fails, and is degraded for who may manage, until the job has gone well', async () => {
    const { engine } = host;
    await without(() => assert.rejects(engine.jobs.cleanup()));
    const degraded = health(await site.admin.get('/health'));
    assert.equal(degraded.status, 'degraded');
    const { consecutive_failures: failures, last_error: message } = degraded.jobs.cleanup ?? {};
    assert.deepEqual([failures, message], [1, 'connect ECONNREFUSED db.internal']);
    assert.deepEqual(ok(await site.api.as(REQUESTER).get('/health')), { status: 'ok' });
    await engine.jobs.cleanup();
    assert.equal(health(await site.admin.get('/health')).status, 'ok');
  });

  it('shows who manages one company nothing of the others', async () => {
    await seedRunning(site);
    await without(() => assert.rejects(host.engine.jobs.cleanup()));
    const { status, jobs, attachments } = health(await site.api.as(ADMIN, 'acme').get('/health'));
    assert.equal(status, 'degraded');
    assert.deepEqual(attachments, { not_started: 0, in_progress: 0, awaiting_resubmission: 0 });
    assert.deepEqual(Object.keys(jobs.cleanup ?? {}).sort(), [
      'consecutive_failures',
      'duration_ms',
      'is_running',
      'last_started_at',
    ]);
    assert.equal(health(await site.admin.get('/health')).attachments.in_progress, 1);
  });
});
