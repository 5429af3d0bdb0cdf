import assert from 'node:assert/strict';
import { TABLES } from '../support/host.js';
import { describeEachDialect } from '../support/databases.js';
import { snapshotTables } from '../support/tables.js';
import type { ExampleProcess } from './support/example-process.js';
import { startExample, tellDemo } from './support/example-process.js';

/** All but the one into which the job `reconcile` writes when its time comes, which may be now. */
const ALL_TABLES = ['users', 'roles', 'memberships', ...TABLES].filter(
  (table) => table !== 'workflow_registrations',
);

describeEachDialect('The example application, started twice at once on an empty database', (database) => {
  const processes: ExampleProcess[] = [];

  before('start two processes', async () => {
    const starting = [startExample(database.url), startExample(database.url)].map(async (started) => {
      processes.push(await started);
    });
    for (const result of await Promise.allSettled(starting)) {
      if (result.status === 'rejected') throw result.reason;
    }
  });

  after('stop the processes', () => {
    for (const { child } of processes) child.kill();
  });

  it('has its people and its workflow once', async () => {
    const rows = await snapshotTables(database.sequelize, ALL_TABLES);
    const counts = Object.entries(rows).map(([table, { length }]) => [table, length] as const);
    assert.deepEqual(
      counts.filter(([, count]) => count > 0),
      [
        ['users', 9],
        ['roles', 4],
        ['memberships', 6],
        ['workflow_workflows', 1],
        ['workflow_pipelines', 2],
        ['workflow_stages', 4],
        ['workflow_approvals', 4],
        ['workflow_forms', 3],
        ['workflow_versions', 1],
      ],
    );
  });

  it('tells the whole story over HTTP', async () => {
    const { code, stdout, stderr } = await tellDemo(processes[0]?.url ?? '');
    assert.equal(code, 0, stdout + stderr);
    assert.match(stdout, /Everything went as expected\.\n$/);
  });

  it('changes nothing by being started once more', async () => {
    const before = await snapshotTables(database.sequelize, ALL_TABLES);
    const third = await startExample(database.url);
    await third.child.stop('SIGTERM');
    assert.deepEqual(await snapshotTables(database.sequelize, ALL_TABLES), before);
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`has said one line, and ends with 0, when it is stopped by ${signal}`, async () => {
      const { url, child } = processes.pop() ?? assert.fail('There is no process left.');
      assert.deepEqual(await child.stop(signal), {
        code: 0,
        stdout: `Purchase requests are served at ${url}\n`,
        stderr: '',
      });
    });
  }
});
