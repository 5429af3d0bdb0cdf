import assert from 'node:assert/strict';
import { WorkflowError } from '../../lib/errors.js';
import { createMigrator } from '../../lib/migrate.js';
import { MigrationError } from '../../lib/migration-error.js';
import { MIGRATIONS } from '../../migrations/support/all.js';
import { describeEachDialect } from '../support/databases.js';
import { forbidEscapes } from '../support/statements.js';
import { describeSchema, tablesOf } from './support/describe-schema.js';
import { silentLogger as logger } from './support/silent-logger.js';

const NAMES = Object.keys(MIGRATIONS);

function isInvalidConfiguration(path: string): (error: unknown) => boolean {
  return (error) =>
    error instanceof WorkflowError &&
    error.code === 'INVALID_CONFIGURATION' &&
    error.errors[0]?.path === path;
}

describeEachDialect('a migrator', (database) => {
  it('runs what is pending, once', async () => {
    const migrator = createMigrator({ sequelize: database.sequelize, tablePrefix: 'once_', logger });
    assert.deepEqual(await migrator.pending(), NAMES);
    assert.deepEqual(await migrator.up(), NAMES);
    assert.deepEqual(await migrator.up(), []);
    assert.deepEqual(await migrator.pending(), []);
    assert.deepEqual(await migrator.executed(), NAMES);
  });

  it('makes the tables that an engine without options of its own uses', async () => {
    const { sequelize } = database;
    const migrator = createMigrator({ sequelize, logger });
    await migrator.up();
    assert.equal(tablesOf(await describeSchema(sequelize, 'workflow_')).length, 16);
    await migrator.down({ to: 0 });
    for (const tablePrefix of [null, 5, 'Upper']) {
      const options = { sequelize, tablePrefix: tablePrefix as string };
      assert.throws(() => createMigrator(options), isInvalidConfiguration('tablePrefix'));
    }
  });

  it('makes no table to say that all is pending', async () => {
    const { sequelize } = database;
    const migrator = createMigrator({ sequelize, tablePrefix: 'looked_at_', logger });
    assert.deepEqual(await migrator.executed(), []);
    assert.deepEqual(await migrator.pending(), NAMES);
    const tables = await sequelize.getQueryInterface().showAllTables();
    assert.deepEqual(
      tables.filter((table) => JSON.stringify(table).includes('looked_at_')),
      [],
    );
  });

  it('tells the logger in one line what it did, in both directions', async () => {
    const told: string[] = [];
    const telling = { ...logger, info: (message: string) => void told.push(message) };
    const { sequelize } = database;
    const migrator = createMigrator({ sequelize, tablePrefix: 'told_', logger: telling });
    const run = await migrator.up();
    await migrator.up();
    await migrator.down({ to: 0 });
    assert.deepEqual(told, [
      `Migrations run: ${run.length}, the last one ${run.at(-1) ?? ''}.`,
      `Migrations taken back: ${run.length}, the last one ${run[0] ?? ''}.`,
    ]);
  });

  it('takes back the last one, or all down to a name', async () => {
    const migrator = createMigrator({ sequelize: database.sequelize, tablePrefix: 'back_', logger });
    await migrator.up();
    assert.deepEqual(await migrator.down(), NAMES.slice(-1));
    assert.deepEqual(await migrator.down({ to: '0009-create-assignments' }), NAMES.slice(8, -1).reverse());
    assert.deepEqual(await migrator.executed(), NAMES.slice(0, 8));
    await assert.rejects(migrator.down({ to: '0009-create-assignments' }), isInvalidConfiguration('to'));
    assert.deepEqual(await migrator.up(), NAMES.slice(8));
  });

  it('runs what is missing in between, and takes back by the order of names', async () => {
    const { sequelize } = database;
    const migrator = createMigrator({ sequelize, tablePrefix: 'late_', logger });
    await migrator.up();
    const late = '0018-index-actors';
    await sequelize.getQueryInterface().bulkDelete('late_migrations', { name: late });
    assert.deepEqual(await migrator.pending(), [late]);
    await assert.rejects(migrator.down({ to: late }), isInvalidConfiguration('to'));
    assert.deepEqual(await migrator.up(), [late]);
    assert.deepEqual(await migrator.down(), NAMES.slice(-1));
  });

  it('leaves alone what a newer version has run, and says so', async () => {
    const { sequelize } = database;
    const told: string[] = [];
    const telling = { ...logger, warn: (message: string) => void told.push(message) };
    const migrator = createMigrator({ sequelize, tablePrefix: 'newer_', logger: telling });
    await migrator.up();
    await sequelize.getQueryInterface().bulkInsert('newer_migrations', [{ name: '9999-of-tomorrow' }]);
    assert.deepEqual(await migrator.executed(), [...NAMES, '9999-of-tomorrow']);
    assert.deepEqual(await migrator.pending(), []);
    assert.deepEqual(await migrator.up(), []);
    await assert.rejects(migrator.down({ to: '9999-of-tomorrow' }), isInvalidConfiguration('to'));
    assert.deepEqual(await migrator.down({ to: 0 }), NAMES.toReversed());
    assert.deepEqual(await migrator.executed(), ['9999-of-tomorrow']);
    const warning = 'Migrations of a newer version have been run, and are left alone: 9999-of-tomorrow.';
    assert.deepEqual(told, [warning, warning, warning]);
  });

  it('needs one connection, even if called several times at once', async () => {
    const sequelize = await database.connect({ pool: { max: 1, acquire: 20_000 } });
    const migrator = createMigrator({ sequelize, tablePrefix: 'narrow_', logger });
    const runs = await Promise.all([1, 2, 3, 4, 5, 6].map(() => migrator.up()));
    assert.deepEqual(runs.flat(), NAMES);
  });

  it('lets no statement escape from the connection that holds the lock', async () => {
    const sequelize = await database.connect();
    const migrator = createMigrator({ sequelize, tablePrefix: 'pinned_', logger });
    await forbidEscapes(sequelize, async () => {
      await migrator.up();
      await migrator.down({ to: 0 });
    });
  });

  it('says which migration failed and why, and goes on when the cause is gone', async () => {
    const { sequelize, dialect } = database;
    const migrator = createMigrator({ sequelize, tablePrefix: 'failed_', logger });
    await sequelize.query('CREATE TABLE failed_stages (name VARCHAR(10))');
    await assert.rejects(migrator.up(), (error) => {
      assert(error instanceof MigrationError);
      assert.match(error.message, /0003-create-stages/);
      assert(error.cause instanceof Error);
      return true;
    });
    const survivors = dialect === 'mysql' ? NAMES.slice(0, 2) : [];
    assert.deepEqual(await migrator.executed(), survivors);
    await sequelize.query('DROP TABLE failed_stages');
    assert.deepEqual(await migrator.up(), NAMES.slice(survivors.length));
  });

  it('keeps two engines apart by their prefix', async () => {
    const { sequelize } = database;
    const [one, two] = ['one_', 'two_'].map((tablePrefix) =>
      createMigrator({ sequelize, tablePrefix, logger }),
    );
    assert(one && two);
    await Promise.all([one.up(), two.up()]);
    await one.down({ to: 0 });
    assert.deepEqual(tablesOf(await describeSchema(sequelize, 'one_')), []);
    assert.equal(tablesOf(await describeSchema(sequelize, 'two_')).length, 16);
    assert.deepEqual(await two.executed(), NAMES);
  });

  for (const tablePrefix of ['', 'Upper_', '1st_', 'with space_', 'quoted"_', 'x'.repeat(31)]) {
    it(`refuses the prefix ${JSON.stringify(tablePrefix)}`, () => {
      const { sequelize } = database;
      const make = () => createMigrator({ sequelize, tablePrefix, logger });
      assert.throws(make, isInvalidConfiguration('tablePrefix'));
    });
  }

  it('refuses a schema where there are none, and a name that is none', () => {
    const { sequelize, dialect } = database;
    const schema = dialect === 'postgres' ? "it's" : 'app';
    const make = () => createMigrator({ sequelize, tablePrefix: 'workflow_', schema, logger });
    assert.throws(make, isInvalidConfiguration('schema'));
  });

  if (database.dialect !== 'postgres') return;

  it('keeps two engines apart by their schema', async () => {
    const { sequelize } = database;
    const common = { sequelize, tablePrefix: 'apart_', logger };
    await sequelize.query('CREATE SCHEMA "Apart"');
    await createMigrator({ ...common, schema: 'Apart' }).up();
    const inPublic = createMigrator(common);
    assert.deepEqual(await inPublic.pending(), NAMES);
    await inPublic.up();
    const description = await describeSchema(sequelize, 'apart_');
    assert.equal(tablesOf(description).length, 16);
    // The unnamed one is told from the other's, whose indexes have the same names.
    const unquoted = (text: unknown): unknown =>
      JSON.parse(JSON.stringify(text).replaceAll('\\"Apart\\".', ''));
    assert.deepEqual(unquoted(await describeSchema(sequelize, 'apart_', 'Apart')), description);
    await inPublic.down({ to: 0 });
    assert.equal(tablesOf(await describeSchema(sequelize, 'apart_', 'Apart')).length, 16);
  });
});
