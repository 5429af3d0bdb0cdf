import assert from 'node:assert/strict';
import { MigrationError } from '../../lib/migration-error.js';
import { MigrationRunner } from '../../lib/migration-runner.js';
import { MigrationStorage } from '../../lib/migration-storage.js';
import type { Migration } from '../../migrations/support/define-migration.js';
import { describeEachDialect } from '../support/databases.js';

/** A migration that writes down when it is run and taken back. */
function noting(name: string, notes: string[]): Migration {
  return {
    up: () => Promise.resolve(void notes.push(`+${name}`)),
    down: () => Promise.resolve(void notes.push(`-${name}`)),
  };
}

describeEachDialect('a runner of migrations', (database) => {
  const notes: string[] = [];
  let storage: MigrationStorage;

  const runnerOf = (names: readonly string[], others: Readonly<Record<string, Migration>> = {}) => {
    const migrations = { ...Object.fromEntries(names.map((name) => [name, noting(name, notes)])), ...others };
    const context = { queryInterface: database.sequelize.getQueryInterface() };
    return new MigrationRunner({ migrations, storage, context });
  };

  beforeEach(async () => {
    notes.length = 0;
    const queryInterface = database.sequelize.getQueryInterface();
    await queryInterface.dropTable('names');
    storage = new MigrationStorage({ queryInterface, table: 'names', transaction: null });
    await storage.prepare();
  });

  it('goes by the order of the names, however they are listed', async () => {
    const runner = runnerOf(['0010-c', '0002-b', '0001-a']);
    await runner.run(await runner.pending(), 'up');
    await runner.run(await runner.reversible(), 'down');
    assert.deepEqual(notes, ['+0001-a', '+0002-b', '+0010-c', '-0010-c', '-0002-b', '-0001-a']);
    assert.deepEqual(await runner.executed(), []);
  });

  it('runs a late one in between, and takes back the last by name', async () => {
    const early = runnerOf(['0001-a', '0003-c']);
    await early.run(await early.pending(), 'up');
    const runner = runnerOf(['0001-a', '0002-b', '0003-c']);
    assert.deepEqual(await runner.pending(), ['0002-b']);
    await runner.run(await runner.pending(), 'up');
    assert.deepEqual(notes, ['+0001-a', '+0003-c', '+0002-b']);
    assert.deepEqual(await runner.reversible(), ['0003-c', '0002-b', '0001-a']);
  });

  it('names what it does not know, and takes none of it back', async () => {
    const newer = runnerOf(['0001-a', '0002-b', '0003-c']);
    await newer.run(await newer.pending(), 'up');
    const runner = runnerOf(['0001-a', '0002-b']);
    assert.deepEqual(await runner.unknown(), ['0003-c']);
    assert.deepEqual(await runner.executed(), ['0001-a', '0002-b', '0003-c']);
    assert.deepEqual(await runner.pending(), []);
    await runner.run(await runner.reversible(), 'down');
    assert.deepEqual(await newer.executed(), ['0003-c']);
  });

  for (const direction of ['up', 'down'] as const) {
    it(`names the one that fails on its way ${direction}, and goes on there when it is run again`, async () => {
      const reason = new Error('the disk is full');
      const all = runnerOf(['0001-a', '0002-b', '0003-c']);
      const names = ['0001-a', '0002-b', '0003-c'];
      if (direction === 'down') await all.run(names, 'up');
      const order = direction === 'up' ? names : names.toReversed();
      const failing = { up: () => Promise.reject(reason), down: () => Promise.reject(reason) };
      const broken = runnerOf(names, { '0002-b': failing });
      await assert.rejects(broken.run(order, direction), (error) => {
        assert(error instanceof MigrationError);
        assert.deepEqual(error.migration, { name: '0002-b', direction });
        assert.match(error.message, /^Migration 0002-b \((up|down)\) failed: the disk is full\n/);
        assert.equal(error.cause, reason);
        return true;
      });
      const left = direction === 'up' ? await all.pending() : await all.reversible();
      assert.deepEqual(left, order.slice(1));
      await all.run(left, direction);
      assert.deepEqual(await all.executed(), direction === 'up' ? names : []);
    });
  }

  it('says so where a thing is thrown that is no error', async () => {
    const thrown: unknown = 'no reason';
    const rejecting = () =>
      Promise.resolve().then(() => {
        throw thrown;
      });
    const runner = runnerOf([], { '0001-a': { up: rejecting, down: rejecting } });
    await assert.rejects(runner.run(['0001-a'], 'up'), {
      message: /failed: no reason\n/,
      cause: 'no reason',
    });
  });
});
