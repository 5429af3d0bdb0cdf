import assert from 'node:assert/strict';
import { QueryTypes } from 'sequelize';
import type { QueryInterface, Sequelize } from 'sequelize';
import { createMigrator } from '../../lib/migrate.js';
import { MIGRATIONS } from '../../migrations/support/all.js';
import { describeEachDialect } from '../support/databases.js';
import { recordStatements } from '../support/statements.js';
import { describeSchema } from './support/describe-schema.js';
import { silentLogger as logger } from './support/silent-logger.js';

const LAST_BEFORE = '0033-index-blocked-steps';

interface Stage {
  readonly queryInterface: QueryInterface;
  readonly tablePrefix: string;
}

async function migrate(context: Stage, isWanted: (name: string) => boolean): Promise<void> {
  for (const [name, { up }] of Object.entries(MIGRATIONS)) {
    if (isWanted(name)) await up({ context });
  }
}

async function insertWorkflow(sequelize: Sequelize, tablePrefix: string, company: string): Promise<void> {
  const now = new Date();
  const row = {
    company,
    key: 'leave',
    names: '{"en":"Leave"}',
    hierarchy_strategy: 3,
    status: 'draft',
    is_complete: false,
    created_at: now,
    updated_at: now,
  };
  await sequelize.getQueryInterface().bulkInsert(`${tablePrefix}workflows`, [row]);
}

async function companiesLike(sequelize: Sequelize, tablePrefix: string, company: string): Promise<string[]> {
  const rows = await sequelize.query<{ company: string }>(
    `SELECT company FROM ${tablePrefix}workflows WHERE company = :company`,
    { replacements: { company }, type: QueryTypes.SELECT },
  );
  return rows.map((row) => row.company);
}

describeEachDialect('the collation of ids', (database) => {
  const before = (name: string): boolean => name <= LAST_BEFORE;
  const after = (name: string): boolean => name > LAST_BEFORE;

  it('is the same in a database that was made before, and keeps its rows', async () => {
    const { sequelize } = database;
    const queryInterface = sequelize.getQueryInterface();
    const upgraded = { queryInterface, tablePrefix: 'upgraded_' };
    await migrate(upgraded, before);
    await insertWorkflow(sequelize, 'upgraded_', 'A');
    await migrate(upgraded, after);
    await createMigrator({ sequelize, tablePrefix: 'new_', logger }).up();
    assert.deepEqual(await describeSchema(sequelize, 'upgraded_'), await describeSchema(sequelize, 'new_'));
    await insertWorkflow(sequelize, 'upgraded_', 'A ');
    assert.deepEqual(await companiesLike(sequelize, 'upgraded_', 'A'), ['A']);
    assert.deepEqual(await companiesLike(sequelize, 'upgraded_', 'A '), ['A ']);
    assert.deepEqual(await companiesLike(sequelize, 'upgraded_', 'a'), []);
  });

  it('changes a table by one statement at most, and not again', async () => {
    const { sequelize } = database;
    const context = { queryInterface: sequelize.getQueryInterface(), tablePrefix: 'once_' };
    await migrate(context, before);
    const isMysql = database.dialect === 'mysql';
    for (const [name, { up }] of Object.entries(MIGRATIONS).filter(([name]) =>
      name.includes('tell-spaces-apart'),
    )) {
      const alters = async (): Promise<number> => {
        const { statements } = await recordStatements(sequelize, () => up({ context }));
        return statements.filter(({ sql }) => sql.includes('ALTER TABLE')).length;
      };
      assert.equal(await alters(), isMysql ? 1 : 0, name);
      assert.equal(await alters(), 0, `${name}, again`);
    }
  });

  it('is what it was after the migrations were taken back', async () => {
    const { sequelize } = database;
    const context = { queryInterface: sequelize.getQueryInterface(), tablePrefix: 'back_' };
    await migrate(context, before);
    const old = await describeSchema(sequelize, 'back_');
    await migrate(context, after);
    for (const [name, { down }] of Object.entries(MIGRATIONS).reverse())
      if (after(name)) await down({ context });
    assert.deepEqual(await describeSchema(sequelize, 'back_'), old);
  });
});
