import assert from 'node:assert/strict';
import type { JobMetrics, JobName, Workload } from '../../lib/index.js';
import { addRuns } from '../actions/support/filled-outbox.js';
import { storedModels } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { attachAs, publish } from './support/closed-attachments.js';

const JOBS: readonly JobName[] = [
  'reassignRoundRobin',
  'replaceInactive',
  'deadlines',
  'dispatch',
  'reconcile',
  'cleanup',
];
const NEVER_RUN: JobMetrics = {
  isRunning: false,
  lastStartedAt: null,
  durationMs: null,
  counts: null,
  consecutiveFailures: 0,
  lastError: null,
};
const NO_WORK: Workload = {
  actionRuns: { pending: 0, due: 0, overdueMs: 0, dead: 0 },
  seats: { overdue: 0 },
  steps: { overdue: 0, blocked: 0 },
  attachments: { not_started: 0, in_progress: 0, awaiting_resubmission: 0 },
  blockedAttachments: [],
};

describeEachDialect('The metrics of an engine', (database) => {
  let host: Host;

  beforeEach(async () => {
    host = await createHost(await database.connect(), { retention: { completed: 1 } });
  });

  afterEach(() => database.emptyTables(TABLES));

  async function workload(company?: string): Promise<Partial<Workload>> {
    const { actionRuns, seats, steps, attachments, blockedAttachments } = await host.engine.metrics(
      company === undefined ? {} : { company },
    );
    return { actionRuns, seats, steps, attachments, blockedAttachments };
  }

  const cleanup = async (): Promise<JobMetrics> => (await host.engine.metrics()).jobs.cleanup;

  it('are empty before anything has run, and where nothing is to be done', async () => {
    const { jobs } = await host.engine.metrics();
    assert.deepEqual(jobs, Object.fromEntries(JOBS.map((name) => [name, NEVER_RUN])));
    assert.deepEqual(await workload(), NO_WORK);
  });

  it('tell of every job how its last run went', async () => {
    const lastStartedAt = host.clock.now();
    for (const name of JOBS) {
      const counts = await host.engine.jobs[name]();
      const { jobs } = await host.engine.metrics();
      assert.deepEqual(jobs[name], { ...NEVER_RUN, lastStartedAt, durationMs: 0, counts });
    }
  });

  it('tell that a job runs, how long it took, and how often in a row it failed, and why', async () => {
    const { clock, sequelize, engine } = host;
    await publish(host);
    await attachAs(host, 'completed');
    clock.advance({ days: 1 });
    const { Attachment } = storedModels(sequelize);
    const seen: JobMetrics[] = [];
    const meanwhile = (): void => {
      seen.push(engine.jobs.metrics.cleanup);
      clock.advance({ ms: 250 });
      throw new Error(`No. ${seen.length}`);
    };
    Attachment.addHook('beforeFind', 'fail', meanwhile);
    const lastStartedAt = clock.now();
    await assert.rejects(engine.jobs.cleanup(), /No. 1/);
    assert.deepEqual(seen, [{ ...NEVER_RUN, isRunning: true, lastStartedAt }]);
    const failed = { ...NEVER_RUN, lastStartedAt, durationMs: 250 };
    assert.deepEqual(await cleanup(), { ...failed, consecutiveFailures: 1, lastError: 'No. 1' });
    await assert.rejects(engine.jobs.cleanup(), /No. 2/);
    const { consecutiveFailures, lastError } = await cleanup();
    assert.deepEqual([consecutiveFailures, lastError], [2, 'No. 2']);
    Attachment.removeHook('beforeFind', 'fail');
    const counts = await engine.jobs.cleanup();
    assert.equal(counts.completed, 1);
    assert.deepEqual(await cleanup(), {
      ...failed,
      durationMs: 0,
      lastStartedAt: clock.now(),
      counts,
      lastError,
    });
  });

  it('count what is to be delivered, what is due and since when, and what was given up on', async () => {
    await publish(host);
    const { id: attachmentId } = await attachAs(host, 'in_progress');
    const now = host.clock.now().getTime();
    const inMs = (ms: number): Date => new Date(now + ms);
    await addRuns(host, [
      { attachmentId, dueAt: inMs(-5000) },
      { attachmentId, dueAt: inMs(0) },
      { attachmentId, dueAt: inMs(1) },
      { attachmentId, status: 'dead', dueAt: inMs(-90_000), finishedAt: inMs(0) },
      { attachmentId, status: 'delivered', dueAt: inMs(-90_000), finishedAt: inMs(0) },
      { attachmentId, company: 'acme', status: 'dead', dueAt: inMs(-90_000), finishedAt: inMs(0) },
    ]);
    const expected = { pending: 3, due: 2, overdueMs: 5000, dead: 2 };
    assert.deepEqual((await workload()).actionRuns, expected);
    assert.deepEqual((await workload('')).actionRuns, { ...expected, dead: 1 });
    assert.deepEqual((await workload('acme')).actionRuns, { pending: 0, due: 0, overdueMs: 0, dead: 1 });
  });

  it('count what is open by its status, and nothing that is over', async () => {
    await publish(host);
    const statuses = [
      'not_started',
      'in_progress',
      'awaiting_resubmission',
      'completed',
      'cancelled',
    ] as const;
    for (const status of [...statuses, 'in_progress'] as const) await attachAs(host, status);
    const attachments = { not_started: 1, in_progress: 2, awaiting_resubmission: 1 };
    assert.deepEqual(await workload(), { ...NO_WORK, attachments });
    assert.deepEqual(await workload(''), { ...NO_WORK, attachments });
    assert.deepEqual(await workload('acme'), NO_WORK);
  });

  it('count the seats and the steps that their jobs have not come to, and the steps that are stuck', async () => {
    const timed = { roleSelectionStrategy: 'round_robin', reassignAfterHours: 1, dueHours: 2 };
    await publishStages(host.engine, [[byRole(4, { ...timed, reminderHoursBefore: 1.5 })]]);
    await attachAs(host, 'in_progress');
    const { id: decided } = await attachAs(host, 'in_progress');
    await host.engine.cancel({ attachmentId: decided, actor: { id: 6 }, reason: 'No.' });
    const counts = async (): Promise<(number | undefined)[]> => {
      const { seats, steps } = await workload('');
      return [seats?.overdue, steps?.overdue, steps?.blocked];
    };
    host.clock.advance({ hours: 2, ms: -1 });
    assert.deepEqual(await counts(), [1, 0, 0], 'a reminder is no deadline');
    host.clock.advance({ ms: 1 });
    assert.deepEqual(await counts(), [1, 1, 0]);
    await host.engine.jobs.deadlines();
    assert.deepEqual(await counts(), [1, 0, 0], 'the job has done what there was to do');
    await storedModels(host.sequelize).Step.update(
      { blockedReason: 'NO_APPROVER: nobody.' },
      { where: { status: 'current' } },
    );
    assert.deepEqual(await counts(), [1, 0, 1]);
  });
});
