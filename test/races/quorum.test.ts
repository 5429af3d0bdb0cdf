import assert from 'node:assert/strict';
import pLimit from 'p-limit';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { Approvers, openStep } from './support/approvers.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE } from './support/crowded-host.js';

const OBJECTS = 60;
const APPROVERS = 20;
const QUORUM = 7;
const STAGES = 3;
/** How many objects are under way at a time: while one waits for the database, another is decided on. */
const LANES = 3;

describeEachDialect(`A quorum of ${QUORUM}, for which ${APPROVERS} vote at the same time`, (database) => {
  let approvers: Approvers;
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: APPROVERS });
    const approval = byRole(CROWD_ROLE, { roleSelectionStrategy: 'quorum', quorumCount: QUORUM });
    await publishStages(
      host.engine,
      Array.from({ length: STAGES }, () => [approval]),
    );
    approvers = await Approvers.start(host, database.url);
  });

  after('stop the processes', async () => {
    await approvers.stop();
  });

  it(`counts ${QUORUM} of them, advances once, and skips no step, ${OBJECTS} times`, async function () {
    this.timeout(600_000);
    const ids = Array.from({ length: OBJECTS }, (_object, index) => index + 1);
    const lanes = pLimit(LANES);
    await Promise.all(ids.map((id) => lanes(decideOn, id)));
    assert.equal(await checkConsistency(database.sequelize), OBJECTS);
  });

  async function decideOn(id: number): Promise<void> {
    const object = await host.PurchaseRequest.create({ id, title: `Laptop ${id}`, requesterId: 1 });
    const attached = await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
    const attachmentId = attached.id;
    for (let stage = 1; stage <= STAGES; stage += 1) {
      const stepId = await openStep(host, attachmentId);
      const outcomes = await approvers.approveAtOnce({ attachmentId }, stepId);
      const counted = outcomes.flatMap((outcome) => ('stage' in outcome ? [outcome.stage] : []));
      const here = `Stage ${stage}`;
      const next = stage === STAGES ? null : `Stage ${stage + 1}`;
      assert.deepEqual(counted.filter((name) => name === here).length, QUORUM - 1);
      assert.deepEqual(
        counted.filter((name) => name !== here),
        [next],
      );
      const late = outcomes.flatMap((outcome) => ('code' in outcome ? [outcome.code] : []));
      assert.deepEqual([...new Set(late)], ['ALREADY_DECIDED']);
    }
  }
});
