import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueryTypes, type Sequelize } from 'sequelize';
import { openEmbeddedDatabase } from '../../lib/host/embedded-database.js';
import { loadSqliteDriver } from '../../lib/host/sqlite-driver.js';
import { recordStatements } from '../support/statements.js';

async function pragma(sequelize: Sequelize, name: string): Promise<unknown> {
  return sequelize.transaction(async (transaction) => {
    const rows = await sequelize.query<object>(`PRAGMA ${name}`, { transaction, type: QueryTypes.SELECT });
    return Object.values(rows[0] ?? {})[0] as unknown;
  });
}

describe('the embedded database', () => {
  let folder = '';
  const opened: Sequelize[] = [];

  async function open(...args: Parameters<typeof openEmbeddedDatabase>): Promise<Sequelize> {
    const sequelize = await openEmbeddedDatabase(...args);
    opened.push(sequelize);
    return sequelize;
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'workflow-test-embedded-'));
  });

  afterEach(async () => {
    for (const sequelize of opened.splice(0)) await sequelize.close();
    await rm(folder, { recursive: true });
  });

  it('creates its folder, and sets up every connection', async () => {
    const sequelize = await open(join(folder, 'new', 'host.sqlite'));
    assert.equal(await pragma(sequelize, 'journal_mode'), 'wal');
    assert.equal(await pragma(sequelize, 'busy_timeout'), 30_000);
    assert.equal(await pragma(sequelize, 'foreign_keys'), 1);
  });

  it('lets a writer wait for another, in a connection pool of its own, instead of failing', async () => {
    const storage = join(folder, 'host.sqlite');
    const [one, two] = [await open(storage), await open(storage)];
    await one.query('CREATE TABLE marks (id INTEGER PRIMARY KEY)');
    const first = await one.transaction();
    const waiting = two.query('INSERT INTO marks (id) VALUES (2)');
    await one.query('INSERT INTO marks (id) VALUES (1)', { transaction: first });
    await first.commit();
    await waiting;
    assert.equal((await one.query('SELECT * FROM marks', { type: QueryTypes.SELECT })).length, 2);
  });

  it('is opened for the first time by several at once', async () => {
    const storage = join(folder, 'host.sqlite');
    await Promise.all(Array.from({ length: 8 }, () => open(storage)));
  });

  it('begins IMMEDIATE transactions, and takes further options', async () => {
    const lines: string[] = [];
    const sequelize = await open(join(folder, 'host.sqlite'), { logging: (line) => lines.push(line) });
    const { statements } = await recordStatements(sequelize, () => sequelize.transaction(async () => {}));
    assert.deepEqual(
      statements.map(({ sql }) => sql),
      ['BEGIN IMMEDIATE TRANSACTION;', 'COMMIT;'],
    );
    assert.equal(lines.length, 2);
  });

  it('refuses a storage that transactions cannot share', async () => {
    await assert.rejects(open(':memory:'), { code: 'INVALID_CONFIGURATION', message: /":memory:"/ });
  });

  it('fails where the file is no database', async () => {
    const storage = join(folder, 'notes.txt');
    await writeFile(storage, 'These are the notes of the last meeting. '.repeat(100));
    await assert.rejects(open(storage), /not a database/);
  });
});

describe('the SQLite driver', () => {
  it('is the first one that is installed', async () => {
    const driver = await loadSqliteDriver(['no-such-driver', '@appthreat/sqlite3']);
    assert.equal(typeof driver.Database, 'function');
  });

  it('says what to install where there is none', async () => {
    await assert.rejects(loadSqliteDriver(['no-such-driver']), {
      code: 'INVALID_CONFIGURATION',
      message: /npm install @appthreat\/sqlite3/,
    });
  });

  it('refuses a package that is none, or does not load', async () => {
    await assert.rejects(loadSqliteDriver(['node:path']), { code: 'INVALID_CONFIGURATION' });
    const broken = 'data:text/javascript,throw new Error("built for another Node")';
    await assert.rejects(loadSqliteDriver([broken]), {
      code: 'INVALID_CONFIGURATION',
      cause: new Error('built for another Node'),
    });
  });
});
