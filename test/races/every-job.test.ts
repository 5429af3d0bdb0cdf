import assert from 'node:assert/strict';
import { attachInBulk } from './support/attach-in-bulk.js';
import { checkConsistency } from './support/check-consistency.js';
import { createCrowdedHost, CROWD_ROLE } from './support/crowded-host.js';
import { EngineProcess } from './support/engine-process.js';
import type { WorkCounts } from './support/engine-process.js';
import { groupBy } from './support/group-by.js';
import { readStored, storedModels } from './support/stored-rows.js';
import { NO_DEADLINES } from '../jobs/support/no-deadlines.js';
import { outboxModel, readRuns } from '../actions/support/filled-outbox.js';
import { describeEachDialect } from '../support/databases.js';
import { BY_SYSTEM, byRole, publishStages } from '../support/host.js';
import { runs } from '../support/lane.js';

const MEMBERS = 10;
const PROCESSES = 4;
/** `TEST_RUNS=10000` makes it more. */
const SEATS = runs(3000);
const HOUR = 3_600_000;

describeEachDialect('Four processes that run every job at the same time', (database) => {
  // On SQLite all of them write one after another: two processes are the proof there, see many-processes.test.ts.
  if (database.dialect === 'sqlite') return;

  const processes: EngineProcess[] = [];
  let now: string;

  before(`seat ${SEATS}`, async function () {
    this.timeout(600_000);
    const host = await createCrowdedHost(database.sequelize, { size: MEMBERS });
    const { engine, clock } = host;
    const timed = { reassignAfterHours: 2, dueHours: 3, reminderHoursBefore: 1 };
    const rotating = byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin', ...timed });
    const { id: workflowId } = await publishStages(engine, [[rotating]]);
    const action = { workflowId, event: 'after_reassign', handler: 'note' } as const;
    await engine.definitions.createAction(action, BY_SYSTEM);
    await engine.definitions.publishWorkflow(workflowId, BY_SYSTEM);
    await attachInBulk(host, SEATS);
    for (let count = 0; count < PROCESSES; count += 1) {
      processes.push(await EngineProcess.start(database.url, MEMBERS));
    }
    now = new Date(clock.now().getTime() + 2 * HOUR).toISOString();
  });

  after('stop the processes', async () => {
    await Promise.all(processes.map((started) => started.stop()));
  });

  it(`move each of ${SEATS} overdue seats once, remind of each step once, and lose nothing with who is killed`, async function () {
    this.timeout(600_000);
    const order = { now, batchSize: 100 };
    const [killed, ...survivors] = processes;
    assert.ok(killed);
    const [, ...worked] = await Promise.all([
      killed.untilKilled({ kind: 'work', ...order, hangAt: SEATS / 20 }),
      ...survivors.map((survivor) => survivor.work(order)),
    ]);
    await expireClaims();
    const [survivor] = survivors;
    assert.ok(survivor);
    const rest = await survivor.work(order);
    checkCounts([...worked, rest]);
    const { assignments, history, steps } = await readStored(database.sequelize);
    const turns = [...groupBy(assignments, ({ attachmentId }) => attachmentId).values()];
    assert.ok(
      turns.every(({ length }) => length === 2),
      'each seat has had two holders',
    );
    const count = (event: string): number => history.filter((entry) => entry.event === event).length;
    assert.deepEqual([count('reassigned'), count('reminded'), count('deadline_passed')], [SEATS, SEATS, 0]);
    assert.ok(steps.every(({ alarmAt, dueAt }) => alarmAt?.getTime() === dueAt?.getTime()));
    checkRotation(assignments.filter(({ status }) => status === 'current').map(({ userId }) => userId));
    await survivor.work(order);
    const runs = await readRuns(database.sequelize);
    assert.deepEqual(
      [runs.length, new Set(runs.map(({ status }) => status))],
      [SEATS, new Set(['delivered'])],
    );
    assert.equal(await checkConsistency(database.sequelize), SEATS);
  });

  /** Lets a minute pass on the clock of the database. */
  async function expireClaims(): Promise<void> {
    const { Assignment, Step } = storedModels(database.sequelize);
    const claimedUntil = new Date(0);
    await Assignment.update({ claimedUntil }, { where: { status: 'current' } });
    await Step.update({ claimedUntil }, { where: { status: 'current' } });
    await outboxModel(database.sequelize).update({ claimedUntil }, { where: { status: 'pending' } });
  }
});

/** Each process has done its part, and what went wrong is nothing. */
function checkCounts(worked: readonly WorkCounts[]): void {
  for (const { reassignRoundRobin, deadlines, dispatch } of worked) {
    const { stayed, removed, notDue, failed, failedRoles } = reassignRoundRobin;
    assert.deepEqual([stayed, removed, notDue, failed, failedRoles], [0, 0, 0, 0, 0]);
    assert.deepEqual({ ...deadlines, reminded: 0 }, NO_DEADLINES);
    assert.deepEqual([dispatch.dead, dispatch.retried], [0, 0]);
  }
  const [one, two, three] = worked;
  assert.ok([one, two, three].every((counts) => (counts?.reassignRoundRobin.moved ?? 0) > SEATS / 20));
}

/** Nobody follows themselves, so that whose turn it is must now and then wait for the next seat. */
function checkRotation(holders: readonly string[]): void {
  const loads = [...groupBy(holders, (id) => id).values()].map(({ length }) => length);
  assert.equal(loads.length, MEMBERS);
  for (const load of loads) {
    assert.ok(Math.abs(load - SEATS / MEMBERS) <= MEMBERS, `fair: ${loads.join(', ')}`);
  }
}
