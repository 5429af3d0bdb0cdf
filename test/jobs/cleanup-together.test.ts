import assert from 'node:assert/strict';
import type { CleanupCounts, CleanupOptions, Logger } from '../../lib/index.js';
import { addRuns, readRuns } from '../actions/support/filled-outbox.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { readStored, storedModels } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { createHost, quietLogger, TABLES } from '../support/host.js';
import type { Attached } from './support/closed-attachments.js';
import { attachAs, NOTHING, publish, REQUESTER } from './support/closed-attachments.js';

const RETENTION = { completed: 10, rejected: 10, cancelled: 10 };
const EACH = 20;

describeEachDialect('The cleanup, of many', (database) => {
  let host: Host;
  const said: string[] = [];
  const say = (message: string): void => {
    said.push(message);
  };
  const logger: Logger = { ...quietLogger, info: say, error: say };

  before(async () => {
    host = await createHost(database.sequelize, { logger, retention: RETENTION });
  });

  beforeEach(async () => {
    await publish(host);
    said.length = 0;
  });

  afterEach(async () => {
    await checkLeft();
    await database.emptyTables(TABLES);
  });

  /** What is left is whole. The objects keep a status of which nothing else knows any more. */
  async function checkLeft(): Promise<number> {
    await database.emptyTables(['purchase_requests']);
    return checkConsistency(database.sequelize);
  }

  const run = (options: CleanupOptions = {}): Promise<CleanupCounts> => host.engine.jobs.cleanup(options);

  async function close(count: number): Promise<Attached[]> {
    const attached: Attached[] = [];
    for (let index = 0; index < count; index += 1) attached.push(await attachAs(host, 'completed'));
    return attached;
  }

  it('deletes and counts each row once where two engines do it at once', async () => {
    const other = await createHost(await database.connect(), { clock: host.clock, retention: RETENTION });
    for (let index = 0; index < EACH; index += 1) {
      await attachAs(host, 'completed');
      const { id: attachmentId } = await attachAs(host, 'rejected');
      await attachAs(host, 'in_progress');
      const finishedAt = host.clock.now();
      await addRuns(host, [
        { attachmentId, status: 'delivered', finishedAt },
        { attachmentId, status: 'dead', finishedAt },
      ]);
      const request = { actor: { id: REQUESTER }, key: String(index), fingerprint: 'f'.repeat(64) };
      await host.engine.idempotently(request, () => Promise.resolve({ status: 200 }));
    }
    const kept = await readStored(database.sequelize);
    host.clock.advance({ days: 40 });
    const expected = await run({ dryRun: true });
    assert.deepEqual([expected.completed, expected.rejected, expected.actionRuns], [EACH, EACH, 2 * EACH]);
    const counts = await Promise.all(
      [host, other].map(({ engine }) => engine.jobs.cleanup({ batchSize: 7 })),
    );
    // Where one has found nothing left of a batch, it leaves the rest to the other.
    counts.push(await run());
    assert.deepEqual(counts.reduce(add, NOTHING), expected);
    const left = await readStored(database.sequelize);
    assert.deepEqual(
      left.attachments,
      kept.attachments.filter(({ status }) => status === 'in_progress'),
    );
    assert.deepEqual(await readRuns(database.sequelize), []);
  });

  it('stops between two attachments, and goes on from there the next time', async () => {
    await close(6);
    host.clock.advance({ days: 10 });
    const stop = new AbortController();
    const { Attachment } = storedModels(database.sequelize);
    let deleted = 0;
    Attachment.addHook('afterBulkDestroy', 'stop', () => {
      deleted += 1;
      if (deleted === 3) stop.abort();
    });
    const counts = await run({ batchSize: 5, signal: stop.signal });
    Attachment.removeHook('afterBulkDestroy', 'stop');
    assert.equal(counts.completed, 3);
    assert.equal(await checkLeft(), 3);
    assert.deepEqual(await run({ signal: AbortSignal.abort() }), NOTHING);
    assert.equal((await run()).completed, 3);
  });

  it('leaves one whole that cannot be deleted, says so, and deletes the others', async () => {
    const attached = await close(3);
    host.clock.advance({ days: 10 });
    const before = await readStored(database.sequelize);
    const { Attachment } = storedModels(database.sequelize);
    const [, second] = attached;
    assert(second);
    Attachment.addHook('beforeBulkDestroy', 'veto', ({ where }) => {
      if ((where as { id?: number }).id === second.id) throw new Error('The archive has not got it yet.');
    });
    const counts = await run({ batchSize: 2 });
    Attachment.removeHook('beforeBulkDestroy', 'veto');
    assert.deepEqual([counts.completed, counts.failed, counts.steps], [2, 1, 2]);
    const after = await readStored(database.sequelize);
    assert.deepEqual(
      after.history,
      before.history.filter(({ attachmentId }) => attachmentId === second.id),
    );
    assert.match(said.join('\n'), /past its retention and could not be deleted/);
    assert.equal((await run()).completed, 1);
  });

  it('says what it has deleted also where it then fails', async () => {
    await close(1);
    host.clock.advance({ days: 10 });
    const { Attachment } = storedModels(database.sequelize);
    let found = 0;
    Attachment.addHook('beforeFind', 'fail', ({ lock }: { lock?: unknown }) => {
      found += lock === undefined ? 1 : 0;
      if (found === 2) throw new Error('The database has gone.');
    });
    const failed = run({ batchSize: 1 });
    await assert.rejects(failed, /The database has gone/);
    Attachment.removeHook('beforeFind', 'fail');
    assert.deepEqual(said, [
      'The cleanup has deleted 1 completed, 1 steps, 1 assignments, 5 history entries.',
    ]);
    const { lastError, consecutiveFailures } = host.engine.jobs.metrics.cleanup;
    assert.deepEqual([lastError, consecutiveFailures], ['The database has gone.', 1]);
  });
});

function add(sum: CleanupCounts, counts: CleanupCounts): CleanupCounts {
  const kinds = Object.keys(sum) as (keyof CleanupCounts)[];
  const added = kinds.map((kind) => [kind, sum[kind] + counts[kind]] as const);
  return Object.fromEntries(added) as unknown as CleanupCounts;
}
