import assert from 'node:assert/strict';
import pLimit from 'p-limit';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { runs } from '../support/lane.js';
import type { Target } from './support/approvers.js';
import { Approvers, openStep } from './support/approvers.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE } from './support/crowded-host.js';
import type { Outcome } from './support/engine-process.js';

/** `TEST_RUNS=200` lets them at it more often. */
const OBJECTS = runs(80);
const APPROVERS = 50;
/** How many objects are under way at a time: while one waits for the database, another is decided on. */
const LANES = 3;

describeEachDialect(`${APPROVERS} approvers who decide at the same time, ${OBJECTS} times`, (database) => {
  let approvers: Approvers;
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: APPROVERS });
    await publishStages(host.engine, [
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'consensus' })],
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'anyone' })],
    ]);
    approvers = await Approvers.start(host, database.url);
  });

  after('stop the processes', async () => {
    await approvers.stop();
  });

  it('all count for consensus, which advances once; one wins for anyone, and the others learn who', async function () {
    this.timeout(600_000);
    const ids = Array.from({ length: OBJECTS }, (_object, index) => index + 1);
    const lanes = pLimit(LANES);
    await Promise.all(ids.map((id) => lanes(decideOn, id)));
    assert.equal(await checkConsistency(database.sequelize), OBJECTS);
  });

  /** The same people sit on both stages, and each names the step that is meant: the second is never decided unseen. */
  async function decideOn(id: number): Promise<void> {
    const { target, attachmentId } = await attachTo(host, id);
    assertAllCounted(await approvers.approveAtOnce(target, await openStep(host, attachmentId)));
    const stepId = await openStep(host, attachmentId);
    assertOneWon(host, await approvers.approveAtOnce(target, stepId), stepId);
  }
});

/** Every other object is one that the workflow writes to; it is named by itself, the others by their attachment. */
async function attachTo(
  { engine, Invoice, PurchaseRequest }: CrowdedHost,
  id: number,
): Promise<{ target: Target; attachmentId: number }> {
  const isWritten = id % 2 === 0;
  const object = isWritten
    ? await PurchaseRequest.create({ id, title: `Laptop ${id}`, requesterId: 1 })
    : await Invoice.create({ id });
  const attached = await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
  const target = isWritten ? { object: { model: attached.model, id } } : { attachmentId: attached.id };
  return { target, attachmentId: attached.id };
}

function assertAllCounted(outcomes: readonly Outcome[]): void {
  assert.equal(outcomes.length, APPROVERS);
  const counts = { advanced: 0, counted: 0 };
  for (const outcome of outcomes) {
    assert('stage' in outcome, JSON.stringify(outcome));
    counts[outcome.stage === 'Stage 2' ? 'advanced' : 'counted'] += 1;
  }
  assert.deepEqual(counts, { advanced: 1, counted: APPROVERS - 1 });
}

function assertOneWon({ crowd, clock }: CrowdedHost, outcomes: readonly Outcome[], stepId: number): void {
  assert.equal(outcomes.length, APPROVERS);
  const winners = crowd.filter((_id, index) => 'stage' in (outcomes[index] ?? {}));
  assert.equal(winners.length, 1);
  const won = { stage: null, status: 'completed' };
  const lost = {
    code: 'ALREADY_DECIDED',
    httpStatus: 409,
    details: {
      decided_by: winners[0],
      decided_by_name: `person ${winners[0]}`,
      decided_at: clock.now().toISOString(),
      decision: 'approved',
      step_id: stepId,
    },
  };
  for (const outcome of outcomes) assert.deepEqual(outcome, 'stage' in outcome ? won : lost);
}
