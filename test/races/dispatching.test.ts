import assert from 'node:assert/strict';
import { addAttachments, addRuns, readRuns } from '../actions/support/filled-outbox.js';
import { Latch } from '../actions/support/latch.js';
import { describeEachDialect } from '../support/databases.js';
import { createHost } from '../support/host.js';
import type { Delivery } from './support/dispatch-process.js';
import { DispatchProcess } from './support/dispatch-process.js';
import { groupBy } from './support/group-by.js';

const EACH = 10;

describeEachDialect('Two processes that deliver from one outbox', (database) => {
  // On SQLite there is one writer at a time: more rows would take longer and prove no more.
  const attachmentCount = database.dialect === 'sqlite' ? 100 : 500;
  const runCount = attachmentCount * EACH;
  const deliveries: Delivery[] = [];
  const processes: DispatchProcess[] = [];
  const allOthers = new Latch();
  const released = new Latch();
  let hanging = 0;

  /** What every delivery waits for: only those of one attachment for anything. */
  async function onDelivery(delivery: Delivery): Promise<void> {
    deliveries.push(delivery);
    if (deliveries.length === runCount - EACH + 1) allOthers.open();
    if (delivery.attachmentId === hanging) await released.opened;
  }

  before(`fill it with ${runCount}`, async function () {
    this.timeout(120_000);
    const host = await createHost(database.sequelize);
    const attachments = await addAttachments(host, attachmentCount);
    // Its turn comes half way, so that it hangs no longer than the time of an attempt.
    hanging = attachments[attachmentCount / 2] ?? 0;
    // Those of one attachment lie far apart, as they do where attachments move on by and by.
    const rounds = Array.from({ length: EACH }, () => attachments.map((attachmentId) => ({ attachmentId })));
    await addRuns(host, rounds.flat());
    const starting = [0, 1].map(() => DispatchProcess.start(database.url, onDelivery));
    processes.push(...(await Promise.all(starting)));
  });

  after('stop the processes', async () => {
    await Promise.all(processes.map((started) => started.stop()));
  });

  it(`delivers each of ${runCount} once, and in order, while one handler hangs`, async function () {
    this.timeout(120_000);
    const dispatching = Promise.all(processes.map((started) => started.dispatch()));
    await Promise.race([allOthers.opened, dispatching]);
    const held = deliveries.filter(({ attachmentId }) => attachmentId === hanging);
    assert.deepEqual([held.length, deliveries.length], [1, runCount - EACH + 1], 'it holds back no other');
    released.open();
    const counts = await dispatching;
    assert.ok(
      counts.every(({ delivered }) => delivered > runCount / 10),
      'both have worked',
    );
    assert.equal(
      counts.reduce((sum, { delivered, retried, dead }) => sum + delivered + retried + dead, 0),
      runCount,
    );
    assert.equal(deliveries.length, runCount);
    assert.equal(new Set(deliveries.map(({ idempotencyKey }) => idempotencyKey)).size, runCount);
    for (const [attachmentId, told] of groupBy(deliveries, (delivery) => delivery.attachmentId)) {
      const numbers = told.map(({ number }) => number);
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
        `attachment ${attachmentId}: order`,
      );
      assert.equal(numbers.length, EACH);
    }
    const stored = await readRuns(database.sequelize);
    const states = stored.map(({ status, attempts, claimedBy }) => `${status} ${attempts} ${claimedBy}`);
    assert.deepEqual(new Set(states), new Set(['delivered 1 null']));
  });
});
