import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { QueryTypes, type Sequelize } from 'sequelize';
import { TestClock } from './support/clock.js';
import { describeEachDialect } from './support/databases.js';
import { selectedDialects } from './support/dialects.js';
import { DEFAULT_DIALECTS } from './support/lane.js';
import { startServer } from './support/server-process.js';
import { forbidEscapes, recordStatements } from './support/statements.js';
import { snapshotTables } from './support/tables.js';

const TABLES = ['parents', 'children'] as const;

async function createTables(sequelize: Sequelize): Promise<void> {
  const key = sequelize.getDialect() === 'postgres' ? 'BIGSERIAL PRIMARY KEY' : 'BIGINT PRIMARY KEY';
  await sequelize.query(`CREATE TABLE parents (id ${key}, created_at TIMESTAMP NULL)`);
  const reference = 'parent_id BIGINT NOT NULL REFERENCES parents (id) ON DELETE RESTRICT';
  const foreignKey = ', FOREIGN KEY (parent_id) REFERENCES parents (id) ON DELETE RESTRICT';
  await sequelize.query(`CREATE TABLE children (id ${key}, ${reference}${foreignKey})`);
}

async function insertRows(sequelize: Sequelize): Promise<void> {
  await sequelize.query(`INSERT INTO parents (id, created_at) VALUES (10, '2026-01-05 09:00:00'), (9, NULL)`);
  await sequelize.query('INSERT INTO children (id, parent_id) VALUES (1, 10)');
}

describeEachDialect('a test database', (database) => {
  before(() => createTables(database.sequelize));
  afterEach(() => database.emptyTables(TABLES));

  it('answers in its own dialect', async () => {
    assert.equal(database.sequelize.getDialect(), database.dialect);
    await database.sequelize.authenticate();
  });

  it('is shared by further connections, of this process and of others', async () => {
    await insertRows(database.sequelize);
    const other = await database.connect({ pool: { max: 1 } });
    const [row] = await other.query<{ id: unknown }>('SELECT id FROM children', { type: QueryTypes.SELECT });
    assert.equal(Number(row?.id), 1);
    const child = `
      import { connectTo } from './test/support/connect.ts';
      const sequelize = await connectTo(process.env.URL_OF_THE_TEST);
      await sequelize.query('DELETE FROM children');
      await sequelize.close();`;
    const spawned = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', child], {
      env: { ...process.env, URL_OF_THE_TEST: database.url },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [errors] = await Promise.all([text(spawned.stderr), once(spawned, 'exit')]);
    assert.equal(spawned.exitCode, 0, errors);
    assert.deepEqual((await snapshotTables(database.sequelize, TABLES)).children, []);
  });

  it('is emptied whatever the order of the names, foreign keys and all', async () => {
    for (const names of [TABLES, [...TABLES].reverse()]) {
      await insertRows(database.sequelize);
      await database.emptyTables(names);
      assert.deepEqual(await snapshotTables(database.sequelize, TABLES), { parents: [], children: [] });
    }
  });

  it('says why a table cannot be emptied', async () => {
    await assert.rejects(database.emptyTables(['parents', 'missing']), /missing/);
  });

  it('gives equal snapshots, in the order of ids, until a row changes', async () => {
    await insertRows(database.sequelize);
    const before = await snapshotTables(database.sequelize, TABLES);
    assert.deepEqual(
      before.parents.map((row) => Number(row.id)),
      [9, 10],
    );
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), before);
    await database.sequelize.query('UPDATE parents SET created_at = NULL');
    assert.notDeepEqual(await snapshotTables(database.sequelize, TABLES), before);
  });

  it('counts the statements of each of two things that happen at the same time', async () => {
    const { sequelize } = database;
    const recordings = await Promise.all(
      [1, 3].map((count) =>
        recordStatements(sequelize, async () => {
          for (let i = 0; i < count; i++) await sequelize.query(`SELECT ${count}`);
          return count;
        }),
      ),
    );
    for (const { result, statements } of recordings) {
      const expected = { transactionId: null, sql: `SELECT ${result};` };
      const ended = statements.map(({ sql, ...rest }) => ({ ...rest, sql: `${sql.replace(/;$/, '')};` }));
      assert.deepEqual(ended, Array<typeof expected>(result).fill(expected));
    }
  });

  it('records a transaction from its beginning to its end', async () => {
    const { sequelize } = database;
    const { statements } = await recordStatements(sequelize, () =>
      sequelize.transaction((transaction) => sequelize.query('SELECT 1', { transaction })),
    );
    assert.match(statements.map(({ sql }) => sql).join('\n'), /^(START|BEGIN)[^]*SELECT 1[^]*COMMIT;?$/);
    assert.equal(new Set(statements.map(({ transactionId }) => transactionId)).size, 1);
  });

  it('lets through what stays in the transaction, savepoints included', async () => {
    const { sequelize } = database;
    await forbidEscapes(sequelize, () =>
      sequelize.transaction(async (outer) => {
        const work = (): Promise<unknown> =>
          sequelize.transaction({ transaction: outer }, (transaction) =>
            sequelize.query('SELECT 1', { transaction }),
          );
        await forbidEscapes(sequelize, work, outer);
      }),
    );
  });

  it('detects a statement that escapes its transaction', async () => {
    const { sequelize } = database;
    const escape = forbidEscapes(sequelize, () =>
      sequelize.transaction(async (transaction) => {
        await sequelize.query('SELECT 1', { transaction });
        await sequelize.query('SELECT 2');
      }),
    );
    await assert.rejects(escape, (error: Error) => {
      assert.match(error.message, /escaped[^]*\(default\) SELECT 2/);
      assert.doesNotMatch(error.message, /SELECT 1/);
      return true;
    });
  });

  it('detects a statement that escapes into another transaction, though the work throws', async () => {
    const { sequelize } = database;
    const mine = await sequelize.transaction();
    const escape = forbidEscapes(
      sequelize,
      async () => {
        await sequelize.query('SELECT 3');
        throw new Error('the reason');
      },
      mine,
    );
    await assert.rejects(escape, { name: 'AssertionError', cause: new Error('the reason') });
    await mine.rollback();
  });

  it('passes on what the work throws where nothing escapes', async () => {
    const refuse = (): Promise<never> => Promise.reject(new Error('refused'));
    await assert.rejects(forbidEscapes(database.sequelize, refuse), { message: 'refused' });
  });
});

describe('the clock of the tests', () => {
  it('stands still until it is moved', () => {
    const clock = new TestClock();
    assert.equal(clock.now().toISOString(), '2026-01-05T09:00:00.000Z');
    clock.now().setFullYear(1999);
    assert.equal(clock.now().toISOString(), '2026-01-05T09:00:00.000Z');
    clock.advance({ days: 1, hours: 2, minutes: 3, ms: 4 });
    assert.equal(clock.now().toISOString(), '2026-01-06T11:03:00.004Z');
    clock.set(new Date('2027-01-01T00:00:00.000Z'));
    assert.equal(clock.now().toISOString(), '2027-01-01T00:00:00.000Z');
  });
});

describe('the choice of dialects', () => {
  it('is those of the lane, or those that are named', () => {
    assert.deepEqual(selectedDialects(''), DEFAULT_DIALECTS);
    assert.deepEqual(selectedDialects('mysql, sqlite, postgres'), ['sqlite', 'mysql', 'postgres']);
    assert.deepEqual(selectedDialects('postgres, sqlite'), ['sqlite', 'postgres']);
  });

  it('refuses a name that is none', () => {
    assert.throws(() => selectedDialects('sqlite,oracle'), /oracle; there are sqlite, mysql, postgres/);
  });
});

describe('a database server of the tests', () => {
  it('that does not start says why, and leaves nothing behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'workflow-test-broken-'));
    const starting = startServer({
      folder,
      url: 'mysql://root@127.0.0.1:1/mysql',
      prepare: [['true']],
      run: ['sh', '-c', 'echo "no such page size"; exit 3'],
      signals: { graceful: 'TERM', abrupt: 'KILL' },
    });
    await assert.rejects(starting, /did not start:\nno such page size/);
    await assert.rejects(access(folder), { code: 'ENOENT' });
  });
});
