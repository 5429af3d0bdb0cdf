import assert from 'node:assert/strict';
import type { AttachmentStatus, CleanupCounts, CleanupOptions, Logger } from '../../lib/index.js';
import { addRuns, readRuns } from '../actions/support/filled-outbox.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { readStored } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, createHost, quietLogger, TABLES } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';
import { attachAs, NOTHING, publish, REQUESTER } from './support/closed-attachments.js';

const DAY = 86_400_000;
const KEPT = { completed: 10, rejected: 20, cancelled: 30, deliveredActionRuns: 5, deadActionRuns: 40 };
const OPEN: readonly AttachmentStatus[] = ['not_started', 'in_progress', 'awaiting_resubmission'];
const CLOSED = ['completed', 'rejected', 'cancelled'] as const;

/** What belongs to one attachment of the test's workflow, by how it ended. */
const ROWS = {
  completed: { completed: 1, steps: 1, assignments: 1, historyEntries: 5 },
  rejected: { rejected: 1, steps: 1, assignments: 1, historyEntries: 4 },
  cancelled: { cancelled: 1, steps: 1, assignments: 1, historyEntries: 4 },
};

describeEachDialect('The cleanup', (database) => {
  let host: Host;
  const said: string[] = [];
  const logger: Logger = {
    ...quietLogger,
    info: (message) => {
      if (message.startsWith('The cleanup')) said.push(message);
    },
  };

  before(async () => {
    host = await createHost(database.sequelize, { logger, retention: KEPT });
  });

  beforeEach(async () => {
    said.length = 0;
    await publish(host);
  });

  afterEach(() => database.emptyTables(TABLES));

  const run = (options: CleanupOptions = {}): Promise<CleanupCounts> => host.engine.jobs.cleanup(options);
  const counted = (counts: Partial<CleanupCounts>): CleanupCounts => ({ ...NOTHING, ...counts });

  for (const status of CLOSED) {
    it(`deletes what was ${status} after its days, and keeps what is a moment younger`, async () => {
      const old = await attachAs(host, status);
      host.clock.advance({ ms: 1 });
      const young = await attachAs(host, status);
      host.clock.advance({ days: KEPT[status], ms: -1 });
      const before = await readStored(database.sequelize);
      assert.deepEqual(await run(), counted(ROWS[status]));
      const { attachments, steps, assignments, history } = await readStored(database.sequelize);
      const isYoung = (row: { readonly attachmentId: number }): boolean => row.attachmentId === young.id;
      assert.deepEqual(attachments, before.attachments.slice(1));
      assert.deepEqual(steps, before.steps.filter(isYoung));
      assert.deepEqual(assignments, before.assignments.filter(isYoung));
      assert.deepEqual(history, before.history.filter(isYoung));
      await old.object.reload();
      assert.equal(old.object.workflowStatus, status, 'the object keeps what was written to it');
      assert.deepEqual(await run(), NOTHING);
    });
  }

  it('keeps what is open, however old it is', async () => {
    for (const status of OPEN) await attachAs(host, status);
    host.clock.advance({ days: 5000 });
    const before = await snapshotTables(database.sequelize, TABLES);
    assert.deepEqual(await run(), NOTHING);
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), before);
    assert.equal(await checkConsistency(database.sequelize), OPEN.length);
  });

  it('keeps every attachment and what was given up on for ever unless it is told otherwise', async () => {
    const other = await createHost(await database.connect(), { clock: host.clock });
    const { id: attachmentId } = await attachAs(host, 'rejected');
    await attachAs(host, 'completed');
    await attachAs(host, 'cancelled');
    const finishedAt = host.clock.now();
    await addRuns(host, [
      { attachmentId, status: 'delivered', finishedAt },
      { attachmentId, status: 'dead', finishedAt },
    ]);
    host.clock.advance({ days: 30, ms: -1 });
    assert.deepEqual(await other.engine.jobs.cleanup(), NOTHING);
    host.clock.advance({ days: 5000 });
    assert.deepEqual(await other.engine.jobs.cleanup(), counted({ actionRuns: 1 }));
    assert.deepEqual(
      (await readRuns(database.sequelize)).map(({ status }) => status),
      ['dead'],
    );
  });

  it('keeps an attachment of which an action is still to be delivered, and says so', async () => {
    const { id: attachmentId } = await attachAs(host, 'completed');
    await addRuns(host, [{ attachmentId }]);
    host.clock.advance({ days: 11 });
    const before = await snapshotTables(database.sequelize, TABLES);
    for (const dryRun of [true, false]) assert.deepEqual(await run({ dryRun }), counted({ waiting: 1 }));
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), before);
    const [pending] = await readRuns(database.sequelize);
    await database.sequelize
      .model('WorkflowActionRun')
      .update({ status: 'dead', finishedAt: host.clock.now() }, { where: { id: pending?.id } });
    assert.deepEqual(await run(), counted({ ...ROWS.completed, actionRuns: 1 }));
  });

  it('counts action runs once: by their own days, or with their attachment', async () => {
    const { id: attachmentId } = await attachAs(host, 'completed');
    const { id: open } = await attachAs(host, 'in_progress');
    const finishedAt = host.clock.now();
    await addRuns(host, [
      { attachmentId, status: 'delivered', finishedAt },
      { attachmentId, status: 'dead', finishedAt },
      { attachmentId: open, status: 'delivered', finishedAt },
      { attachmentId: open, status: 'dead', finishedAt },
    ]);
    host.clock.advance({ days: 5, ms: -1 });
    assert.deepEqual(await run(), NOTHING);
    host.clock.advance({ days: 5, ms: 1 });
    const expected = counted({ ...ROWS.completed, actionRuns: 3 });
    assert.deepEqual(await run({ dryRun: true }), expected);
    assert.deepEqual(await run(), expected);
    host.clock.advance({ days: 30 });
    assert.deepEqual(await run(), counted({ actionRuns: 1 }));
    assert.deepEqual(await readRuns(database.sequelize), []);
  });

  it('counts in a dry run what it would delete, and deletes nothing', async () => {
    for (const status of [...CLOSED, ...CLOSED, ...OPEN]) await attachAs(host, status);
    const { id: attachmentId } = await attachAs(host, 'completed');
    const { id: other } = await attachAs(host, 'rejected');
    const finishedAt = host.clock.now();
    await addRuns(host, [
      { attachmentId },
      { attachmentId: other, status: 'delivered', finishedAt },
      { attachmentId: other, status: 'dead', finishedAt },
    ]);
    await answerOnce('first');
    host.clock.advance({ days: 21 });
    await answerOnce('second');
    const before = await snapshotTables(database.sequelize, TABLES);
    const dry = await run({ dryRun: true, batchSize: 2 });
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), before);
    const { completed, rejected, cancelled, waiting, actionRuns, idempotencyKeys } = dry;
    assert.deepEqual([completed, rejected, cancelled, waiting], [2, 3, 0, 1]);
    assert.deepEqual([actionRuns, idempotencyKeys], [2, 1]);
    assert.deepEqual(await run({ batchSize: 2 }), dry);
    assert.deepEqual(await run(), counted({ waiting: 1 }));
    const list =
      '2 completed, 3 rejected, 5 steps, 5 assignments, 22 history entries, 2 action runs, 1 idempotency keys';
    assert.deepEqual(said, [`The cleanup would delete ${list}.`, `The cleanup has deleted ${list}.`]);
  });

  it('deletes answers once they are not given again', async () => {
    await answerOnce('old');
    host.clock.advance({ ms: 1 });
    await answerOnce('young');
    host.clock.advance({ days: 1, ms: -1 });
    assert.deepEqual(await run(), counted({ idempotencyKeys: 1 }));
    assert.equal(await answerOnce('young'), 'a replay');
    assert.equal(await answerOnce('old'), 'an answer');
    // Its key was used anew, so that it is as young as its answer.
    host.clock.advance({ ms: 1 });
    assert.deepEqual(await run(), counted({ idempotencyKeys: 1 }));
    assert.equal(await answerOnce('old'), 'a replay');
  });

  it('leaves nothing that refers to what it has deleted', async () => {
    const { id: attachmentId, object } = await attachAs(host, 'rejected');
    const finishedAt = host.clock.now();
    await addRuns(host, [{ attachmentId, status: 'dead', finishedAt }]);
    const [dead] = await readRuns(database.sequelize);
    assert(dead);
    host.clock.advance({ days: 20 });
    await run();
    const { engine } = host;
    const actor = { id: REQUESTER };
    assert.equal(await engine.getAttachment(object), null);
    await assert.rejects(engine.approve({ attachmentId, actor }), { code: 'ATTACHMENT_NOT_FOUND' });
    await assert.rejects(engine.actionRuns.retry(dead.id, BY_SYSTEM), { code: 'ACTION_RUN_NOT_FOUND' });
    assert.equal((await engine.verifyHistory()).broken, null);
    const again = await engine.attach({ object, workflow: 'purchase-request', actor });
    assert.equal(again.status, 'in_progress');
    assert.equal(await checkConsistency(database.sequelize), 1);
  });

  it('compares with the time that it is given', async () => {
    await attachAs(host, 'completed');
    const now = new Date(host.clock.now().getTime() + 10 * DAY);
    assert.deepEqual(await run({ now }), counted(ROWS.completed));
  });

  async function answerOnce(key: string): Promise<string> {
    const request = { actor: { id: REQUESTER }, key, fingerprint: 'f'.repeat(64) };
    const { isReplay } = await host.engine.idempotently(request, () => Promise.resolve({ status: 200 }));
    return isReplay === true ? 'a replay' : 'an answer';
  }
});
