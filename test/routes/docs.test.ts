import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import supertest from 'supertest';
import type { AccessOptions, Logger } from '../../lib/index.js';
import { workflowRouter } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { createHost, getUser, quietLogger } from '../support/host.js';
import { askWithoutSwaggerUi } from './support/without-swagger-ui.js';

/** What the API says of itself. */
const PAGES = ['/docs', '/docs/start.js', '/docs/swagger-ui.css', '/docs/swagger-ui-bundle.js'] as const;
const DESCRIPTIONS = [...PAGES, '/openapi.json'] as const;

const secret = 'password=hunter2';

describeOnSqlite('The pages of the API', (database) => {
  const logged: string[] = [];
  const logger: Logger = { ...quietLogger, error: (message) => void logged.push(message) };
  let host: Host;

  before(async () => {
    const limits = { statementTimeoutMs: 100, transactionTimeoutMs: 200, hostTimeoutMs: 100 };
    host = await createHost(database.sequelize, { logger, ...limits });
  });

  afterEach(() => void logged.splice(0));

  function ask(path: string, access: AccessOptions = { getUser }): supertest.Test {
    const app = express().use('/w', workflowRouter({ engine: host.engine, ...access }));
    return supertest(app).get(`/w${path}`).set('x-user', '1');
  }

  /** Checks that each is refused as an operation is. */
  async function refused(access: AccessOptions, status: number, code: string): Promise<void> {
    const answers = await Promise.all(DESCRIPTIONS.map((path) => ask(path, access)));
    for (const { text, type, status: answered } of answers) {
      const problem = JSON.parse(text) as { readonly code: string };
      assert.deepEqual([answered, type, problem.code], [status, 'application/problem+json', code]);
      assert.doesNotMatch(text, /hunter2|getUser|stack/);
    }
  }

  const failures = DESCRIPTIONS.map((path) => `GET ${path} failed.`).sort();

  it('are sent under a strict policy, and asked for again only where they have changed', async () => {
    for (const [index, type] of ['text/html', /javascript/, 'text/css', /javascript/].entries()) {
      const path = PAGES[index] ?? '';
      const { status, headers, type: sent } = await ask(path);
      assert.equal(status, 200, path);
      assert.match(sent, new RegExp(type));
      assert.match(headers['content-security-policy'] ?? '', /^default-src 'none'/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      const etag = headers.etag ?? assert.fail(`${path} has no ETag.`);
      assert.equal((await ask(path).set('if-none-match', etag)).status, 304);
    }
    const { status, headers } = await ask('/docs/?a=1');
    assert.deepEqual([status, headers.location], [308, '../docs']);
  });

  it('are for those who are signed in', async () => {
    await refused({ getUser: () => null }, 401, 'NOT_AUTHENTICATED');
    assert.deepEqual(logged, []);
  });

  it('say nothing of what is inside where getUser fails: the log does, of each once', async () => {
    await refused({ getUser: () => Promise.reject(new Error(secret)) }, 500, 'INTERNAL_ERROR');
    assert.deepEqual(logged.sort(), failures);
  });

  it('wait for getUser no longer than operations do', async () => {
    await refused({ getUser: () => new Promise(() => undefined) }, 503, 'TRY_AGAIN');
    assert.deepEqual(logged.sort(), failures);
  });

  it('say what to install where Swagger UI is missing, and the document is there all the same', async function () {
    this.timeout(120_000);
    const folder = await mkdtemp(join(tmpdir(), 'workflow-test-docs-'));
    try {
      const answers = await askWithoutSwaggerUi(folder, DESCRIPTIONS);
      const document = answers.at(-1);
      assert.deepEqual([document?.status, document?.type], [200, 'application/json']);
      for (const { status, type, text } of answers.slice(0, -1)) {
        const { code, detail } = JSON.parse(text) as { readonly code: string; readonly detail: string };
        assert.deepEqual([status, type, code], [404, 'application/problem+json', 'ROUTE_NOT_FOUND']);
        assert.match(detail, /"npm install swagger-ui-dist"/);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
