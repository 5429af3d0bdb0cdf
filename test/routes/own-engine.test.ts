import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeEachDialect } from '../support/databases.js';
import type { BareRun } from './support/run-bare-host.js';
import { runBareHost } from './support/run-bare-host.js';

const EMPTY = '{"items":[],"next_cursor":null}';

describe('The router that nobody gives an engine', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workflow-test-bare-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  function assertServed({ answers }: BareRun): void {
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 403, 401],
      JSON.stringify(answers),
    );
    assert.deepEqual(
      answers.slice(0, 3).map(({ text }) => text),
      [EMPTY, EMPTY, EMPTY],
    );
  }

  function assertRefused({ answers }: BareRun, ...refusal: readonly [status: number, code: string]): void {
    for (const { status, text } of answers) {
      assert.deepEqual([status, (JSON.parse(text) as { code: unknown }).code], refusal);
      assert.doesNotMatch(text, /WORKFLOW_DATABASE_URL|127\.0\.0\.1|engine/);
    }
  }

  for (const [title, variables] of [
    ['without WORKFLOW_DATABASE_URL', {}],
    ['where it is empty', { WORKFLOW_DATABASE_URL: '', NODE_ENV: 'development' }],
  ] as const) {
    it(`makes one on an embedded file, and says so once: ${title}`, async () => {
      const run = await runBareHost(folder, variables);
      assertServed(run);
      assert.equal((await readdir(folder)).includes('workflow.sqlite'), true);
      const said = run.printed.match(/made one on the embedded file workflow\.sqlite/g);
      assert.equal(said?.length, 1, run.printed);
    });
  }

  it('finds its file again', async () => {
    await runBareHost(folder, {});
    assertServed(await runBareHost(folder, {}));
  });

  it('makes none in production: it says why, and every request fails', async () => {
    const run = await runBareHost(folder, { NODE_ENV: 'production' });
    assertRefused(run, 500, 'INTERNAL_ERROR');
    assert.match(
      run.printed,
      /In production, pass an engine, call engine\.install\(app\), or set WORKFLOW_DATABASE_URL/,
    );
    assert.deepEqual(await readdir(folder), []);
  });

  it('says so when the database cannot be reached, and tries again at the next request', async () => {
    const url = 'mysql://root:hunter2@127.0.0.1:1/none';
    const run = await runBareHost(folder, { WORKFLOW_DATABASE_URL: url });
    assertRefused(run, 503, 'TRY_AGAIN');
    const said = run.printed.match(/could not make one: .*ConnectionRefused/g);
    assert.equal(said?.length, 4, run.printed);
    assert.doesNotMatch(run.printed, /hunter2/);
  });

  describeEachDialect('makes one on the database of WORKFLOW_DATABASE_URL', (database) => {
    it('in production, too', async () => {
      const variables = { WORKFLOW_DATABASE_URL: database.url, NODE_ENV: 'production' };
      const run = await runBareHost(folder, variables);
      assertServed(run);
      const tables = await database.sequelize.getQueryInterface().showAllTables();
      assert.match(JSON.stringify(tables), /"workflow_attachments"/);
      const said = run.printed.match(/made one on the database of WORKFLOW_DATABASE_URL/g);
      assert.equal(said?.length, 1, run.printed);
      assert.equal(run.printed.includes(database.url), false);
      assert.deepEqual(await readdir(folder), []);
    });
  });
});
