import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Transaction } from 'sequelize';
import type { ActionFacts, ApprovalInput, DeadlineCounts, Logger } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { readStored, storedModels } from '../races/support/stored-rows.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, quietLogger, TABLES } from '../support/host.js';
import { NO_DEADLINES as NOTHING } from './support/no-deadlines.js';

const REQUESTER = 1;
const REVIEWER = 2;
const BUDGET = 3;
const [NOBODY, AUDITORS] = [77, 4];
const FIRST_AUDITOR = 7;

describeEachDialect('The job that keeps deadlines', (database) => {
  let host: Host;
  const said: string[] = [];
  const say = (message: string): number => said.push(message);
  const logger: Logger = { ...quietLogger, warn: say, error: say };

  before(async () => {
    host = await createHost(database.sequelize, { logger });
  });

  beforeEach(() => {
    said.length = 0;
  });

  afterEach(async () => {
    host.directory.managers.clear();
    host.directory.roles.delete(NOBODY);
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const timed = (more: object = {}): ApprovalInput => byRole(1, { dueHours: 8, ...more });

  /** Publishes a workflow of these stages. */
  async function publish(...stages: readonly ApprovalInput[]): Promise<number> {
    const approvals = stages.map((approval) => [approval]);
    return (await publishStages(host.engine, approvals)).id;
  }

  /** Attaches that many objects to a workflow of these stages. */
  async function attach(count: number, ...stages: readonly ApprovalInput[]): Promise<void> {
    await publish(...stages);
    await attachMore(count);
  }

  async function attachMore(count: number): Promise<void> {
    for (let index = 0; index < count; index += 1) {
      const object = await host.PurchaseRequest.create({ title: 'Laptops', requesterId: REQUESTER });
      await host.engine.attach({ object, workflow: 'purchase-request', actor: { id: REQUESTER } });
    }
  }

  const run = (options: Parameters<Host['engine']['jobs']['deadlines']>[0] = {}) =>
    host.engine.jobs.deadlines(options);

  async function events(): Promise<readonly string[]> {
    const { history } = await readStored(database.sequelize);
    const fromDeadlines = ['reminded', 'deadline_passed', 'escalated', 'delegated', 'approved', 'rejected'];
    return history.flatMap(({ event }) => (fromDeadlines.includes(event) ? [event] : []));
  }

  async function seenBy(id: number, attachmentId: number) {
    const { reader } = host.engine;
    const attachment = await reader.find({ attachmentId }, { id });
    const { status, canApprove, steps } = await reader.status(attachment, { id });
    const inbox = await reader.inbox({ after: null, limit: 10 }, { id });
    const totals = await reader.inboxSummary({ id });
    return { status, step: steps[0], canApprove, waiting: [inbox.items.length, totals.length] };
  }

  async function onlyStep() {
    const { attachments } = await readStored(database.sequelize);
    const [attachment, another] = attachments;
    assert.ok(attachment !== undefined && another === undefined);
    const { status, step } = await seenBy(REVIEWER, attachment.id);
    assert.ok(step);
    return { attachmentId: attachment.id, status, step };
  }

  /** Lets a minute, or an hour, pass on the clock of the database. */
  async function endClaims(): Promise<void> {
    const { Step } = storedModels(database.sequelize);
    await Step.update({ claimedUntil: new Date(0) }, { where: { status: 'current' } });
  }

  it('reminds, and then does what is to be done, each once and not before its time', async () => {
    await attach(2, timed({ reminderHoursBefore: [2], timeoutAction: 'reject' }));
    host.clock.advance({ hours: 6, ms: -1 });
    assert.deepEqual(await run(), NOTHING);
    host.clock.advance({ ms: 1 });
    assert.deepEqual(await run(), { ...NOTHING, reminded: 2 });
    assert.deepEqual(await run(), NOTHING);
    host.clock.advance({ hours: 2 });
    assert.deepEqual(await run(), { ...NOTHING, rejected: 2 });
    assert.deepEqual(await run(), NOTHING);
    assert.equal((await events()).filter((event) => event === 'deadline_passed').length, 2);
  });

  it('counts each thing that it does', async () => {
    host.directory.managers.set(REVIEWER, BUDGET);
    for (const [more, counts] of [
      [{ timeoutAction: 'approve' }, { approved: 1 }],
      [{ timeoutAction: 'escalate' }, { escalated: 1 }],
      [{ timeoutAction: 'delegate', timeoutUser: BUDGET }, { delegated: 1 }],
      [{ timeoutAction: 'delegate', timeoutUser: REQUESTER }, { blocked: 1 }],
      [{}, { overdue: 1 }],
    ] as const) {
      await attach(1, timed(more));
      host.clock.advance({ hours: 8 });
      assert.deepEqual(await run(), { ...NOTHING, ...counts });
      assert.deepEqual(await run(), NOTHING);
      await database.emptyTables(TABLES);
    }
  });

  it('compares with the time that it is given, and does everything as the system', async () => {
    await attach(1, timed({ timeoutAction: 'approve' }));
    const now = new Date(host.clock.now().getTime() + 8 * 3_600_000);
    assert.deepEqual(await run({ now }), { ...NOTHING, approved: 1 });
    const { history, steps } = await readStored(database.sequelize);
    assert.deepEqual(steps[0]?.closedAt, now);
    const passed = history.find(({ event }) => event === 'deadline_passed');
    assert.deepEqual(JSON.parse(passed?.data ?? ''), { due_at: now.toISOString(), timeout_count: 0 });
    assert.deepEqual([passed?.actorId, passed?.actorName], [null, null]);
  });

  it('goes up the managers with a new deadline each time', async () => {
    host.directory.managers.set(REVIEWER, BUDGET).set(BUDGET, 5);
    await attach(1, timed({ timeoutAction: 'escalate', lastResort: 'approve' }));
    for (const escalated of [1, 1]) {
      host.clock.advance({ hours: 8 });
      assert.deepEqual(await run(), { ...NOTHING, escalated });
      assert.deepEqual(await run(), NOTHING);
    }
    const { step } = await onlyStep();
    assert.deepEqual(
      step.assignments.map(({ userId, status }) => [userId, status]),
      [
        [REVIEWER, 'escalated'],
        [BUDGET, 'escalated'],
        [5, 'current'],
      ],
    );
    assert.deepEqual(step.dueAt, new Date(host.clock.now().getTime() + 8 * 3_600_000));
    host.clock.advance({ hours: 8 });
    assert.deepEqual(await run(), { ...NOTHING, approved: 1 });
  });

  it('says what keeps a step from going on, backs off, and tries again', async () => {
    await attach(1, timed({ timeoutAction: 'approve' }), byRole(NOBODY));
    host.clock.advance({ hours: 8 });
    assert.deepEqual(await run(), { ...NOTHING, blocked: 1 });
    assert.deepEqual(await run(), NOTHING);
    const { step } = await onlyStep();
    assert.match(step.blockedReason ?? '', /^NO_APPROVER: /);
    assert.match(said.join('\n'), new RegExp(`POST /steps/${step.id}/force`));
    assert.deepEqual(await events(), []);
    const { steps } = await readStored(database.sequelize);
    assert.ok((steps[0]?.claimedUntil?.getTime() ?? 0) > Date.now() + 600_000, 'a quarter of an hour');
    host.directory.roles.set(NOBODY, [BUDGET]);
    await endClaims();
    assert.deepEqual(await run(), { ...NOTHING, approved: 1 });
    const mended = await onlyStep();
    assert.deepEqual([mended.step.status, mended.step.blockedReason], ['approved', null]);
  });

  it('says so where nobody is left to ask, and leaves it to whoever may manage', async () => {
    await attach(1, timed({ timeoutAction: 'escalate' }));
    host.clock.advance({ hours: 8 });
    assert.deepEqual(await run(), { ...NOTHING, blocked: 1 });
    await endClaims();
    assert.deepEqual(await run(), NOTHING);
    const { step } = await onlyStep();
    assert.match(step.blockedReason ?? '', /nobody else/);
    const forced = { stepId: step.id, outcome: 'approved', actor: { id: 6 }, reason: 'We know.' } as const;
    await host.engine.force(forced);
    const { status, step: after } = await onlyStep();
    assert.deepEqual([status, after.status, after.blockedReason], ['completed', 'approved', null]);
  });

  it('leaves what is decided in the moment in which it is claimed', async () => {
    await attach(1, timed({ timeoutAction: 'reject' }));
    const { attachmentId } = await onlyStep();
    host.clock.advance({ hours: 8 });
    const { Step } = storedModels(database.sequelize);
    // Between the claim and the command, as another process would.
    Step.addHook(
      'afterBulkUpdate',
      'decide',
      async ({ transaction }: { transaction?: Transaction | null }) => {
        Step.removeHook('afterBulkUpdate', 'decide');
        assert(transaction);
        await host.engine.approve({ attachmentId, actor: { id: REVIEWER }, transaction });
      },
    );
    assert.deepEqual(await run(), { ...NOTHING, notDue: 1 });
    assert.deepEqual(await events(), ['approved']);
  });

  it('leaves alone what another process has claimed, until that claim runs out', async () => {
    await attach(2, timed());
    host.clock.advance({ hours: 8 });
    const { steps } = await readStored(database.sequelize);
    const { Step } = storedModels(database.sequelize);
    const claimed = { claimedBy: 'another', claimedUntil: new Date(Date.now() + 60_000) };
    await Step.update(claimed, { where: { id: steps[0]?.id } });
    assert.deepEqual(await run(), { ...NOTHING, overdue: 1 });
    await endClaims();
    assert.deepEqual(await run(), { ...NOTHING, overdue: 1 });
  });

  for (const batchSize of [1, 2, 5, 100]) {
    it(`handles each step once in batches of ${batchSize}`, async () => {
      await attach(5, timed());
      host.clock.advance({ hours: 8 });
      assert.deepEqual(await run({ batchSize }), { ...NOTHING, overdue: 5 });
      assert.deepEqual(await events(), Array(5).fill('deadline_passed'));
    });
  }

  it('stops between two steps, and leaves the rest for whoever comes next', async () => {
    await attach(5, timed({ timeoutAction: 'escalate' }));
    host.clock.advance({ hours: 8 });
    const stopping = new AbortController();
    const original = host.directory.findManager.bind(host.directory);
    let asked = 0;
    host.directory.findManager = (...question) => {
      asked += 1;
      if (asked === 2) stopping.abort();
      return original(...question);
    };
    try {
      assert.deepEqual(await run({ signal: stopping.signal }), { ...NOTHING, blocked: 2 });
    } finally {
      host.directory.findManager = original;
    }
    assert.deepEqual(await run({ signal: AbortSignal.abort() }), NOTHING);
    assert.deepEqual(await run(), { ...NOTHING, blocked: 3 });
  });

  // On SQLite whoever writes keeps everybody waiting.
  if (database.dialect !== 'sqlite') {
    it('keeps nobody waiting but at the attachment that it is at', async () => {
      host.directory.managers.set(REVIEWER, BUDGET);
      await attach(3, timed({ timeoutAction: 'escalate' }));
      const { attachments } = await readStored(database.sequelize);
      const [first, ...others] = attachments.map(({ id }) => id);
      assert.ok(first);
      host.clock.advance({ hours: 8 });
      const original = host.directory.findManager.bind(host.directory);
      host.directory.findManager = async (...question) => {
        host.directory.findManager = original;
        for (const attachmentId of others) {
          await host.engine.approve({ attachmentId, actor: { id: REVIEWER } });
        }
        return original(...question);
      };
      assert.deepEqual(await run(), { ...NOTHING, escalated: 1, notDue: 2 });
      assert.equal((await seenBy(BUDGET, first)).canApprove, true);
    });
  }

  it('goes on past a step for which the directory fails, and tries it again when its claim runs out', async () => {
    host.directory.managers.set(REVIEWER, BUDGET);
    await attach(2, timed({ timeoutAction: 'escalate' }));
    host.clock.advance({ hours: 8 });
    const original = host.directory.findManager.bind(host.directory);
    let asked = 0;
    host.directory.findManager = (...question) => {
      asked += 1;
      if (asked === 1) throw new Error('no directory today');
      return original(...question);
    };
    try {
      assert.deepEqual(await run(), { ...NOTHING, escalated: 1, failed: 1 });
    } finally {
      host.directory.findManager = original;
    }
    assert.match(said.join('\n'), /is due and could not be handled/);
    assert.deepEqual(await run(), NOTHING);
    await endClaims();
    assert.deepEqual(await run(), { ...NOTHING, escalated: 1 });
  });

  it('starts the clock of a step again when the requester has had it back', async () => {
    const workflow = await publish(timed());
    await host.engine.definitions.updateWorkflow(workflow, { resubmission: 'requester' }, BY_SYSTEM);
    await host.engine.definitions.publishWorkflow(workflow, BY_SYSTEM);
    await attachMore(1);
    const { attachmentId } = await onlyStep();
    host.clock.advance({ hours: 6 });
    await host.engine.requestResubmission({
      attachmentId,
      actor: { id: REVIEWER },
      reason: 'Which laptops?',
    });
    host.clock.advance({ hours: 100 });
    assert.deepEqual(await run(), NOTHING);
    await host.engine.resubmit({ attachmentId, actor: { id: REQUESTER } });
    host.clock.advance({ hours: 8, ms: -1 });
    assert.deepEqual(await run(), NOTHING);
    host.clock.advance({ ms: 1 });
    assert.deepEqual(await run(), { ...NOTHING, overdue: 1 });
  });

  it('reminds all who hold a seat', async () => {
    const approval = byRole(AUDITORS, {
      roleSelectionStrategy: 'consensus',
      dueHours: 8,
      reminderHoursBefore: 1,
    });
    await attach(1, approval);
    const told = once(host.engine.events, 'on_reminder') as Promise<[ActionFacts]>;
    host.clock.advance({ hours: 7 });
    assert.deepEqual(await run(), { ...NOTHING, reminded: 1 });
    const [{ approvers }] = await told;
    assert.deepEqual(
      approvers.map(({ id }) => id),
      [FIRST_AUDITOR, 8, 9],
    );
  });

  it('lets nobody decide late where that is refused, nor think they could', async () => {
    await attach(1, timed({ timeoutAction: 'escalate', lastResort: 'reject', lateDecision: 'refuse' }));
    const { attachmentId } = await onlyStep();
    const before = await seenBy(REVIEWER, attachmentId);
    assert.deepEqual([before.canApprove, before.waiting], [true, [1, 1]]);
    host.clock.advance({ hours: 8 });
    const after = await seenBy(REVIEWER, attachmentId);
    assert.deepEqual([after.canApprove, after.waiting], [false, [0, 0]]);
    const late = host.engine.approve({ attachmentId, actor: { id: REVIEWER } });
    await assert.rejects(late, { code: 'DEADLINE_PASSED' });
    assert.deepEqual(await run(), { ...NOTHING, rejected: 1 });
  });

  it('handles each step once, whoever runs it at the same time', async () => {
    host.directory.managers.set(REVIEWER, BUDGET);
    await attach(12, timed({ timeoutAction: 'escalate' }));
    host.clock.advance({ hours: 8 });
    const counts = await Promise.all([1, 2, 3].map((batchSize) => run({ batchSize })));
    const sum = (of: (one: DeadlineCounts) => number): number => counts.map(of).reduce((a, b) => a + b, 0);
    assert.deepEqual([sum(({ escalated }) => escalated), sum(({ failed }) => failed)], [12, 0]);
    assert.equal((await events()).filter((event) => event === 'escalated').length, 12);
  });
});
