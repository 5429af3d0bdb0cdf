import assert from 'node:assert/strict';
import pLimit from 'p-limit';
import type { AttachmentSummary, TargetInput } from '../../lib/index.js';
import { WorkflowError } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';
import { checkConsistency } from './support/check-consistency.js';
import type { CrowdedHost } from './support/crowded-host.js';
import { createCrowdedHost, CROWD_ROLE } from './support/crowded-host.js';
import { withoutStackTraces } from './support/without-stack-traces.js';

const OBJECTS = 200;
const APPROVERS = 50;
/** How many objects are under way at a time: while one waits for the database, another is decided on. */
const LANES = 3;

type Outcome = PromiseSettledResult<AttachmentSummary>;

describeEachDialect(`${APPROVERS} approvers who decide at the same time, ${OBJECTS} times`, (database) => {
  let host: CrowdedHost;

  before(async () => {
    host = await createCrowdedHost(database.sequelize, { size: APPROVERS });
    await publishStages(host.engine, [
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'consensus' })],
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'anyone' })],
    ]);
  });

  it('all count for consensus, which advances once; one wins for anyone, and the others learn who', async function () {
    this.timeout(600_000);
    const ids = Array.from({ length: OBJECTS }, (_object, index) => index + 1);
    const lanes = pLimit(LANES);
    await withoutStackTraces(() => Promise.all(ids.map((id) => lanes(decideOn, host, id))));
    assert.equal(await checkConsistency(database.sequelize), OBJECTS);
  });
});

/** The same people sit on both stages, and each names the step that is meant: the second is never decided unseen. */
async function decideOn(host: CrowdedHost, id: number): Promise<void> {
  const { target, attachmentId } = await attachTo(host, id);
  const consensus = await openStep(host, attachmentId);
  assertAllCounted(await approveAtOnce(host, target, consensus));
  const anyone = await openStep(host, attachmentId);
  assertOneWon(host, await approveAtOnce(host, target, anyone), anyone);
}

/** Every other object is one that the workflow writes to; it is named by itself, the others by their attachment. */
async function attachTo(
  { engine, Invoice, PurchaseRequest }: CrowdedHost,
  id: number,
): Promise<{ target: TargetInput; attachmentId: number }> {
  const isWritten = id % 2 === 0;
  const object = isWritten
    ? await PurchaseRequest.create({ title: `Laptop ${id}`, requesterId: 1 })
    : await Invoice.create({ id });
  const attached = await engine.attach({ object, workflow: 'purchase-request', actor: { id: 1 } });
  return { target: isWritten ? { object } : { attachmentId: attached.id }, attachmentId: attached.id };
}

async function openStep({ engine }: CrowdedHost, attachmentId: number): Promise<number> {
  const reader = { id: 1 };
  const { steps } = await engine.reader.status(await engine.reader.find({ attachmentId }, reader), reader);
  const open = steps.filter(({ status }) => status === 'current');
  assert.equal(open.length, 1);
  return open[0]?.id ?? 0;
}

async function approveAtOnce(
  { engine, crowd }: CrowdedHost,
  target: TargetInput,
  stepId: number,
): Promise<readonly Outcome[]> {
  return Promise.allSettled(crowd.map((id) => engine.approve({ ...target, stepId, actor: { id } })));
}

function assertAllCounted(outcomes: readonly Outcome[]): void {
  const stages = outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value.current?.names.en;
  });
  assert.equal(stages.filter((stage) => stage === 'Stage 2').length, 1, 'it advances once');
  assert.equal(stages.filter((stage) => stage === 'Stage 1').length, APPROVERS - 1);
}

function assertOneWon({ crowd, clock }: CrowdedHost, outcomes: readonly Outcome[], stepId: number): void {
  const winners = crowd.filter((_id, index) => outcomes[index]?.status === 'fulfilled');
  assert.equal(winners.length, 1);
  for (const outcome of outcomes) {
    if (outcome.status === 'fulfilled') {
      assert.equal(outcome.value.status, 'completed');
      continue;
    }
    const error: unknown = outcome.reason;
    if (!(error instanceof WorkflowError)) throw error;
    assert.deepEqual([error.code, error.status], ['ALREADY_DECIDED', 409]);
    assert.deepEqual(error.details, {
      decided_by: winners[0],
      decided_by_name: `person ${winners[0]}`,
      decided_at: clock.now().toISOString(),
      decision: 'approved',
      step_id: stepId,
    });
  }
}
