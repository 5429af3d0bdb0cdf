import assert from 'node:assert/strict';
import { Op } from 'sequelize';
import { attachInBulk } from '../races/support/attach-in-bulk.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { createCrowdedHost, CROWD_ROLE } from '../races/support/crowded-host.js';
import { EngineProcess } from '../races/support/engine-process.js';
import { groupBy } from '../races/support/group-by.js';
import type { StoredRows } from '../races/support/stored-rows.js';
import { readStored, storedModels } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import { byRole, publishStages } from '../support/host.js';

const MEMBERS = 5;
const SEATS = 500;
const FEWER = 200;
const BATCH = 100;
const HOUR = 3_600_000;

describeEachDialect('Processes that run the job at the same time', function (database) {
  const processes: EngineProcess[] = [];
  let start: number;

  before(`seat ${SEATS}`, async function () {
    this.timeout(120_000);
    const host = await createCrowdedHost(database.sequelize, { size: MEMBERS });
    await publishStages(host.engine, [
      [byRole(CROWD_ROLE, { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1 })],
    ]);
    await attachInBulk(host, SEATS);
    processes.push(...(await Promise.all([0, 1].map(() => EngineProcess.start(database.url, MEMBERS)))));
    start = host.clock.now().getTime();
  });

  after('stop the processes', async () => {
    await Promise.all(processes.map((started) => started.stop()));
  });

  it(`move each of ${SEATS} overdue seats once, and fairly`, async function () {
    this.timeout(120_000);
    const order = { now: new Date(start + HOUR).toISOString(), batchSize: 20 };
    const counts = await Promise.all(processes.map((started) => started.reassign(order)));
    assert(
      counts.every(({ moved }) => moved > 0),
      'both have worked',
    );
    assert.equal(
      counts.reduce((sum, { moved }) => sum + moved, 0),
      SEATS,
    );
    assert.deepEqual(
      counts.map(({ failed, failedRoles, stayed, notDue }) => [failed, failedRoles, stayed, notDue]),
      [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
      ],
    );
    const rows = await readStored(database.sequelize);
    assert.deepEqual(turnsOf(rows), { 2: SEATS });
    const seated = rows.assignments.filter(({ status }) => status === 'current');
    const loads = [...groupBy(seated, ({ userId }) => userId).values()].map(({ length }) => length);
    assert.equal(loads.length, MEMBERS);
    // Nobody follows themselves, so that whose turn it is must now and then wait for the next seat.
    for (const load of loads)
      assert(Math.abs(load - SEATS / MEMBERS) <= MEMBERS, `fair: ${loads.join(', ')}`);
    assert.equal(await checkConsistency(database.sequelize), SEATS);
  });

  it('lose and double nothing where one is killed in the middle', async function () {
    this.timeout(120_000);
    const { Assignment } = storedModels(database.sequelize);
    const now = new Date(start + 2 * HOUR).toISOString();
    await postponeAllBut(FEWER);
    const [killed, survivor] = processes;
    assert(killed && survivor);
    await killed.untilKilled({ kind: 'reassign', now, batchSize: BATCH, hangAt: 30 });
    const { moved } = await survivor.reassign({ now, batchSize: BATCH });
    assert.equal(moved, FEWER - BATCH, 'the others are claimed');
    assert.deepEqual(turnsOf(await readStored(database.sequelize)), { 2: SEATS - 129, 3: 129 });
    const { length } = await Assignment.findAll({
      where: { status: 'current', claimedBy: { [Op.ne]: null } },
    });
    assert.equal(length, 71);
    await Assignment.update({ claimedUntil: new Date(0) }, { where: { status: 'current' } });
    const last = await survivor.reassign({ now, batchSize: BATCH });
    assert.deepEqual(last, { moved: 71, removed: 0, stayed: 0, notDue: 0, failed: 0, failedRoles: 0 });
    assert.deepEqual(turnsOf(await readStored(database.sequelize)), { 2: SEATS - FEWER, 3: FEWER });
    assert.equal(await checkConsistency(database.sequelize), SEATS);
  });

  /** Leaves so many seats overdue an hour later. */
  async function postponeAllBut(count: number): Promise<void> {
    const { Assignment } = storedModels(database.sequelize);
    const { assignments } = await readStored(database.sequelize);
    const open = assignments.filter(({ status }) => status === 'current').map(({ id }) => id);
    const reassignAt = new Date(start + 24 * HOUR);
    await Assignment.update({ reassignAt }, { where: { id: open.slice(count) } });
  }
});

/** How many attachments have had how many holders. */
function turnsOf({ assignments }: StoredRows): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const held of groupBy(assignments, ({ attachmentId }) => attachmentId).values()) {
    counts[held.length] = (counts[held.length] ?? 0) + 1;
  }
  return counts;
}
