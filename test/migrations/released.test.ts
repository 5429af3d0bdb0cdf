import assert from 'node:assert/strict';
import { createMigrator } from '../../lib/migrate.js';
import { MIGRATIONS } from '../../migrations/support/all.js';
import { describeEachDialect } from '../support/databases.js';
import { silentLogger as logger } from './support/silent-logger.js';

/** What version 0.1.0 has run, as it wrote it down. */
const RELEASED = [
  '0001-create-workflows',
  '0002-create-pipelines',
  '0003-create-stages',
  '0004-create-forms',
  '0005-create-approvals',
  '0006-create-versions',
  '0007-create-attachments',
  '0008-create-steps',
  '0009-create-assignments',
  '0010-create-rotations',
  '0011-create-history',
  '0012-create-idempotency-keys',
  '0013-add-checked-in-at',
  '0014-create-delegations',
  '0015-add-workflow-settings',
  '0016-add-pipeline-settings',
  '0017-add-stage-settings',
  '0018-index-actors',
  '0019-create-actions',
  '0020-create-action-runs',
  '0021-add-alarm-at',
  '0022-add-timeout-count',
  '0023-add-blocked-reason',
  '0024-add-step-claimed-by',
  '0025-add-step-claimed-until',
  '0026-index-alarms',
  '0031-index-closed-attachments',
  '0032-create-registrations',
  '0033-index-blocked-steps',
];

/** The table of names as version 0.1.0 made it. */
const RELEASED_TABLE = {
  mysql:
    'CREATE TABLE released_migrations (name VARCHAR(191) NOT NULL, PRIMARY KEY (name)) ENGINE=InnoDB CHARSET=utf8mb4',
  postgres: 'CREATE TABLE released_migrations (name VARCHAR(191) NOT NULL, PRIMARY KEY (name))',
  sqlite: 'CREATE TABLE released_migrations (name VARCHAR(191) NOT NULL PRIMARY KEY)',
};

describeEachDialect('a database that was made before', (database) => {
  it('is recognised, with all that was run on it', async () => {
    const { sequelize, dialect } = database;
    const queryInterface = sequelize.getQueryInterface();
    const migrator = createMigrator({ sequelize, tablePrefix: 'released_', logger });
    await migrator.up();
    const made = await queryInterface.describeTable('released_migrations');
    await queryInterface.dropTable('released_migrations');
    await sequelize.query(RELEASED_TABLE[dialect]);
    assert.deepEqual(await queryInterface.describeTable('released_migrations'), made);

    await queryInterface.bulkInsert('released_migrations', RELEASED.map((name) => ({ name })).reverse());
    assert.deepEqual(await migrator.executed(), RELEASED);
    const later = Object.keys(MIGRATIONS).filter((name) => !RELEASED.includes(name));
    assert.deepEqual(await migrator.pending(), later);
    assert.deepEqual(await migrator.up(), later);
    assert.deepEqual(await migrator.down({ to: 0 }), Object.keys(MIGRATIONS).reverse());
  });
});
