import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { Sequelize } from 'sequelize';
import type { QueryInterface } from 'sequelize';
import { SequelizeStorage, Umzug } from 'umzug';
import { createMigrator } from '../../lib/migrate.js';
import { MIGRATIONS } from '../../migrations/support/all.js';
import { defineModels, listModels } from '../../models/index.js';
import { describeEachDialect } from '../support/databases.js';
import { describeSchema, tablesOf } from './support/describe-schema.js';
import type { SchemaDescription } from './support/describe-schema.js';
import { HOSTILE_OPTIONS } from './support/hostile-defaults.js';
import { silentLogger } from './support/silent-logger.js';

/**
 * The tables as Sequelize itself would make them of the models. A model cannot ask the server for its collations: only
 * migrations choose the one that tells spaces apart.
 */
async function synchronize(sequelize: Sequelize, tablePrefix: string): Promise<SchemaDescription> {
  for (const model of listModels(defineModels(sequelize, { tablePrefix }))) await model.sync();
  const text = JSON.stringify(await describeSchema(sequelize, tablePrefix));
  return JSON.parse(text.replaceAll('"utf8mb4_bin"', '"utf8mb4_nopad_bin"')) as SchemaDescription;
}

/** A query interface whose connection breaks when one index more is to be made. */
function cutAfter(indexes: number, queryInterface: QueryInterface): QueryInterface {
  let left = indexes;
  const addIndex = async (...args: Parameters<QueryInterface['addIndex']>) => {
    if (left === 0) throw new Error('cut');
    left -= 1;
    await queryInterface.addIndex(...args);
  };
  return Object.create(queryInterface, { addIndex: { value: addIndex } }) as QueryInterface;
}

describe('the list of migrations', () => {
  it('names every file of the folder, in order', async () => {
    const entries = await readdir(new URL('../../migrations/', import.meta.url), { withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name.replace(/\.ts$/, ''));
    assert.deepEqual(Object.keys(MIGRATIONS), files.sort());
  });
});

describeEachDialect('the migrated tables', (database) => {
  let expected: SchemaDescription;
  before(async () => {
    expected = await synchronize(await database.connect(), 'synced_');
    assert.equal(tablesOf(expected).length, 16);
  });

  it('are what the models say, column by column, index by index, key by key', async () => {
    const { sequelize } = database;
    await createMigrator({ sequelize, tablePrefix: 'migrated_', logger: silentLogger }).up();
    assert.deepEqual(await describeSchema(sequelize, 'migrated_'), expected);
  });

  it('are the same on a Sequelize whose define defaults are hostile', async () => {
    const sequelize = await database.connect(HOSTILE_OPTIONS);
    assert.deepEqual(await synchronize(sequelize, 'defined_by_hostile_'), expected);
    await createMigrator({ sequelize, tablePrefix: 'hostile_', logger: silentLogger }).up();
    assert.deepEqual(await describeSchema(database.sequelize, 'hostile_'), expected);
  });

  it('are the same with the longest prefix', async () => {
    const { sequelize } = database;
    const tablePrefix = 'a_prefix_of_thirty_characters_';
    await createMigrator({ sequelize, tablePrefix, logger: silentLogger }).up();
    assert.deepEqual(await describeSchema(sequelize, tablePrefix), expected);
  });

  it('go away with down and come back with up', async () => {
    const { sequelize } = database;
    const migrator = createMigrator({ sequelize, tablePrefix: 'again_', logger: silentLogger });
    await migrator.up();
    assert.deepEqual(await migrator.down({ to: 0 }), Object.keys(MIGRATIONS).reverse());
    assert.deepEqual(tablesOf(await describeSchema(sequelize, 'again_')), []);
    await migrator.up();
    assert.deepEqual(await describeSchema(sequelize, 'again_'), expected);
  });

  it('are whole after each migration was cut at every index and run again', async () => {
    const queryInterface = database.sequelize.getQueryInterface();
    const context = { queryInterface, tablePrefix: 'cut_' };
    for (const { up } of Object.values(MIGRATIONS)) {
      for (let indexes = 0; ; indexes += 1) {
        const cut = { ...context, queryInterface: cutAfter(indexes, queryInterface) };
        const error = await up({ context: cut }).then(
          () => null,
          (reason: unknown) => reason,
        );
        if (error === null) break;
        assert.equal((error as Error).message, 'cut');
        await database.sequelize.query(`SELECT 1`);
      }
      await up({ context });
    }
    assert.deepEqual(await describeSchema(database.sequelize, 'cut_'), expected);
  });
});

describeEachDialect('the migrations without our runner', (database) => {
  afterEach(async () => {
    const context = { queryInterface: database.sequelize.getQueryInterface() };
    for (const { down } of Object.values(MIGRATIONS).reverse()) await down({ context });
  });

  it('run as sequelize-cli calls them', async () => {
    const queryInterface = database.sequelize.getQueryInterface();
    for (const migration of Object.values(MIGRATIONS)) {
      const up = migration.up as (queryInterface: QueryInterface, library: typeof Sequelize) => Promise<void>;
      await up(queryInterface, Sequelize);
    }
    assert.equal(tablesOf(await describeSchema(database.sequelize, 'workflow_')).length, 16);
  });

  it('run from their files by umzug, with a query interface as its context', async () => {
    const umzug = new Umzug({
      migrations: {
        glob: ['*.ts', { cwd: new URL('../../migrations/', import.meta.url).pathname }],
        resolve: ({ name, path, context }) => ({
          name,
          up: async () => (await load(path)).up({ context }),
          down: async () => (await load(path)).down({ context }),
        }),
      },
      context: database.sequelize.getQueryInterface(),
      storage: new SequelizeStorage({ sequelize: await database.connect() }),
      logger: undefined,
    });
    assert.equal((await umzug.up()).length, Object.keys(MIGRATIONS).length);
    assert.equal(tablesOf(await describeSchema(database.sequelize, 'workflow_')).length, 16);
  });

  it('are recorded where umzug with its own storage finds them', async () => {
    const { sequelize } = database;
    await createMigrator({ sequelize, tablePrefix: 'workflow_', logger: silentLogger }).up();
    const umzug = new Umzug({
      migrations: Object.entries(MIGRATIONS).map(([name, { up, down }]) => ({ name, up, down })),
      context: sequelize.getQueryInterface(),
      storage: new SequelizeStorage({
        sequelize: await database.connect(),
        tableName: 'workflow_migrations',
      }),
      logger: undefined,
    });
    assert.deepEqual(await umzug.pending(), []);
  });
});

async function load(path: string | undefined): Promise<(typeof MIGRATIONS)[string]> {
  return (await import(String(path))) as (typeof MIGRATIONS)[string];
}
