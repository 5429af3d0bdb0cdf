import assert from 'node:assert/strict';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE } from './support/crowded-host.js';
import { EngineProcess } from './support/engine-process.js';
import { groupBy } from './support/group-by.js';
import { readStored } from './support/stored-rows.js';

const ATTACHMENTS = 1000;
const AT_A_TIME = 32;
const MEMBERS = 5;
const PROCESSES = 2;

describeEachDialect(`${ATTACHMENTS} attachments, started ${AT_A_TIME} at a time`, (database) => {
  const processes: EngineProcess[] = [];
  const invoices = Array.from({ length: ATTACHMENTS }, (_invoice, index) => index + 1);
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: MEMBERS });
    await publishStages(host.engine, [[byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin' })]]);
    await host.Invoice.bulkCreate(invoices.map((id) => ({ id })));
    const starting = Array.from({ length: PROCESSES }, () => EngineProcess.start(database.url, MEMBERS));
    processes.push(...(await Promise.all(starting)));
  });

  after('stop the processes', async () => {
    await Promise.all(processes.map((started) => started.stop()));
  });

  it(`seat each of ${MEMBERS} members exactly ${ATTACHMENTS / MEMBERS} times`, async function () {
    this.timeout(180_000);
    await Promise.all(
      processes.map((started, index) =>
        started.attach({
          invoices: invoices.filter((id) => id % PROCESSES === index),
          atATime: AT_A_TIME / PROCESSES,
        }),
      ),
    );
    const { assignments } = await readStored(database.sequelize);
    const seated = [...groupBy(assignments, ({ userId }) => userId)].map(([id, { length }]) => [id, length]);
    const expected = host.crowd.map((id) => [String(id), ATTACHMENTS / MEMBERS]);
    assert.deepEqual(seated.sort(), expected.sort());
    assert.equal(await checkConsistency(database.sequelize), ATTACHMENTS);
  });
});
