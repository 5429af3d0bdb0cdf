import assert from 'node:assert/strict';
import type { EngineHealth, WorkflowEngine } from '../../lib/index.js';
import { createWorkflowEngine } from '../../lib/index.js';
import { MIGRATIONS } from '../../migrations/support/all.js';
import { describeEachDialect } from '../support/databases.js';
import { quietLogger } from '../support/host.js';
import { financeDepartment } from '../support/memory-directory.js';
import { recordStatements } from '../support/statements.js';

const READY: EngineHealth = { isReady: true, isAvailable: true, pendingMigrations: [] };
const NAMES = Object.keys(MIGRATIONS);

describeEachDialect('The health of an engine', (database) => {
  async function open(overrides = {}): Promise<WorkflowEngine> {
    const sequelize = await database.connect(overrides);
    return createWorkflowEngine({ sequelize, directory: financeDepartment(), logger: quietLogger });
  }

  beforeEach(async () => {
    await (await open()).migrate();
  });

  it('is good where the database answers, and has every migration', async () => {
    assert.deepEqual(await (await open()).health(), READY);
  });

  it('names the migrations that have not been run', async () => {
    const engine = await open();
    const last = NAMES.slice(-2);
    await engine.migrator.down({ to: last[0] ?? '' });
    assert.deepEqual(await engine.health(), { ...READY, isReady: false, pendingMigrations: last });
    await engine.migrator.down({ to: 0 });
    assert.deepEqual(await engine.health(), { ...READY, isReady: false, pendingMigrations: NAMES });
  });

  it('is good where a tool of the host has run the migrations, and keeps the record of it', async () => {
    const sequelize = await database.connect();
    await sequelize.getQueryInterface().dropTable('workflow_migrations');
    const engine = createWorkflowEngine({ sequelize, directory: financeDepartment(), logger: quietLogger });
    assert.deepEqual(await engine.health(), READY);
    await engine.migrate();
  });

  it('is bad where the database cannot be reached, and says why', async () => {
    const sequelize = await database.connect();
    const engine = createWorkflowEngine({ sequelize, directory: financeDepartment(), logger: quietLogger });
    // Sequelize asks for the server's version first, and leaves that connection open where the question fails.
    await sequelize.authenticate();
    sequelize.addHook('beforeQuery', () => {
      throw new Error('connect ECONNREFUSED');
    });
    const { error, ...health } = await engine.health();
    assert.deepEqual(health, { isReady: false, isAvailable: false, pendingMigrations: [] });
    assert.match(String(error), /ECONNREFUSED/);
  });

  // On SQLite a pool of one is none.
  if (database.dialect === 'sqlite') return;

  it('is bad where the database does not answer in time, and is asked no more often for that', async () => {
    const sequelize = await database.connect({ pool: { max: 1 } });
    const engine = createWorkflowEngine({ sequelize, directory: financeDepartment(), logger: quietLogger });
    const usual = await recordStatements(sequelize, () => engine.health());
    const transaction = await sequelize.transaction();
    const { statements } = await recordStatements(sequelize, async () => {
      const late = await Promise.all([engine.health({ withinMs: 1 }), engine.health({ withinMs: 1 })]);
      for (const { isAvailable, error } of late) {
        assert.equal(isAvailable, false);
        assert.match(String(error), /not answered within 1 ms/);
      }
      const patient = engine.health();
      await transaction.rollback();
      assert.deepEqual(await patient, READY);
    });
    const asked = statements.filter(({ transactionId }) => transactionId === null);
    assert.equal(asked.length, usual.statements.length);
    assert.deepEqual(await engine.health(), READY);
  });
});
