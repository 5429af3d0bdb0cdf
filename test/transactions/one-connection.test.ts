import assert from 'node:assert/strict';
import type { Transaction } from 'sequelize';
import { checkConsistency } from '../races/support/check-consistency.js';
import type { CrowdedHost } from '../races/support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE, CROWDED_TABLES } from '../races/support/crowded-host.js';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { forbidEscapes } from '../support/statements.js';
import { OPERATIONS, prepare, publish, REVIEWER } from './support/operations.js';

describeEachDialect('With one connection', (database) => {
  let host: CrowdedHost;

  before(async () => {
    const sequelize = await database.connect({ pool: { max: 1, acquire: 5000 } });
    host = await createCrowdedHost(sequelize, { size: 3 });
  });

  afterEach(async () => {
    await database.emptyTables(CROWDED_TABLES);
  });

  for (const { name, from, run } of OPERATIONS) {
    it(`${name} needs no second one, in a transaction of ours or of the host's`, async () => {
      await publish(host, 'round_robin');
      const object = await prepare(host, from);
      const another = await prepare(host, from);
      await forbidEscapes(host.sequelize, () => run(host, object));
      await host.sequelize.transaction((transaction) =>
        forbidEscapes(host.sequelize, () => run(host, another, transaction), transaction),
      );
      await checkConsistency(host.sequelize);
    });
  }

  it('being refused needs no second one', async () => {
    await publish(host);
    const object = await prepare(host, 'started');
    await host.engine.reject({ object, actor: REVIEWER, reason: 'No.' });
    const late = () => host.engine.approve({ object, actor: REVIEWER });
    await assert.rejects(forbidEscapes(host.sequelize, late), { code: 'ALREADY_DECIDED' });
  });

  it('the job that passes seats on needs no second one', async () => {
    await publishStages(host.engine, [
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1 })],
    ]);
    await prepare(host, 'started');
    host.clock.advance({ hours: 1 });
    assert.equal((await host.engine.jobs.reassignRoundRobin()).moved, 1);
  });

  it('a transaction that is ended inside leaves alone whoever has the connection next', async () => {
    const { engine, sequelize } = host;
    const next: Transaction[] = [];
    const ended = engine.transaction(async (transaction) => {
      await transaction.rollback();
      next.push(await sequelize.transaction());
    });
    await assert.rejects(ended, /has ended already \(rollback\)|has been finished with state: rollback/);
    for (const transaction of next) {
      assert.deepEqual((await sequelize.query('SELECT 1 AS one', { transaction }))[0], [{ one: 1 }]);
      await transaction.commit();
    }
    assert.equal(next.length, 1);
  });
});
