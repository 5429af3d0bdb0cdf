import assert from 'node:assert/strict';
import pLimit from 'p-limit';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE } from './support/crowded-host.js';
import { groupBy } from './support/group-by.js';
import { readStored } from './support/stored-rows.js';
import { withoutStackTraces } from './support/without-stack-traces.js';

const ATTACHMENTS = 1000;
const AT_A_TIME = 32;
const MEMBERS = 5;

describeEachDialect(`${ATTACHMENTS} attachments, started ${AT_A_TIME} at a time`, (database) => {
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: MEMBERS });
    await publishStages(host.engine, [[byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin' })]]);
    const ids = Array.from({ length: ATTACHMENTS }, (_invoice, index) => ({ id: index + 1 }));
    await host.Invoice.bulkCreate(ids);
  });

  it(`seat each of ${MEMBERS} members exactly ${ATTACHMENTS / MEMBERS} times`, async function () {
    this.timeout(180_000);
    const lanes = pLimit(AT_A_TIME);
    const attach = (id: number): Promise<unknown> =>
      host.engine.attach({
        object: { model: 'Invoice', id },
        workflow: 'purchase-request',
        actor: { id: 1 },
      });
    await withoutStackTraces(() =>
      Promise.all(Array.from({ length: ATTACHMENTS }, (_start, index) => lanes(attach, index + 1))),
    );
    const { assignments } = await readStored(database.sequelize);
    const seated = [...groupBy(assignments, ({ userId }) => userId)].map(([id, { length }]) => [id, length]);
    const expected = host.crowd.map((id) => [String(id), ATTACHMENTS / MEMBERS]);
    assert.deepEqual(seated.sort(), expected.sort());
    assert.equal(await checkConsistency(database.sequelize), ATTACHMENTS);
  });
});
