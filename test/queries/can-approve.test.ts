import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Transaction } from 'sequelize';
import type { ApprovalInput } from '../../lib/index.js';
import { WorkflowError } from '../../lib/index.js';
import { describeOnSqlite } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, createHost, publishStages, TABLES } from '../support/host.js';
import { runs, seed } from '../support/lane.js';

/** To look further: `TEST_RUNS=1000 TEST_SEED=$RANDOM npx mocha test/queries/can-approve.test.ts` */
const RUNS = runs(220);
const SEED = seed(20_261_128);

const PEOPLE = [1, 2, 3, 4, 5] as const;
const START = new Date('2026-01-05T09:00:00.000Z');
const HOUR = 3_600_000;
const PAGE = { limit: 100, after: null };

/** What says that a decision is not, or no longer, somebody's to make. */
const NOT_THEIRS = ['NOT_SEATED', 'DEADLINE_PASSED', 'ALREADY_DECIDED', 'ATTACHMENT_CLOSED'];
/** What refuses a decision that is theirs, because of what would follow. */
const THEIRS_BUT = ['NO_APPROVER', 'NO_APPROVAL_LEFT'];

/** Refused once it is due, until the job passes it on. */
const LATE = {
  dueHours: 2,
  timeoutAction: 'escalate',
  maxEscalationLevel: 1,
  lastResort: 'approve',
  lateDecision: 'refuse',
} as const;

const person = fc.constantFrom(...PEOPLE);
const members = fc.uniqueArray(person, { minLength: 1, maxLength: 4 });

const approval = fc
  .record({
    isRole: fc.boolean(),
    user: person,
    role: fc.constantFrom(1, 2),
    strategy: fc.constantFrom('anyone', 'consensus', 'round_robin'),
    scope: fc.constantFrom('company', 'company', 'role', 'department'),
    allowDelegation: fc.constantFrom(true, true, true, false),
    allowSelfApproval: fc.boolean(),
    isCheckedIn: fc.boolean(),
    isDue: fc.boolean(),
  })
  .map((one): ApprovalInput => {
    const common = {
      allowDelegation: one.allowDelegation,
      allowSelfApproval: one.allowSelfApproval,
      stepApprovalType: one.isCheckedIn ? ('check_in_verify' as const) : ('approve' as const),
      ...(one.allowDelegation ? { delegateScope: one.scope as 'company' } : {}),
      ...(one.isDue ? LATE : {}),
      onNoApprover: { user: 5 },
    };
    const byRole = { approvalType: 'role', userRole: one.role, roleSelectionStrategy: one.strategy };
    const byUser = { approvalType: 'user', approvalUser: one.user };
    return { ...(one.isRole ? byRole : byUser), ...common } as ApprovalInput;
  });

const situation = fc.record({
  roles: fc.tuple(members, members),
  departments: fc.tuple(...PEOPLE.map(() => fc.constantFrom('a', 'b', null))),
  stages: fc.array(approval, { minLength: 1, maxLength: 3 }),
  repeatedApprover: fc.constantFrom('allow', 'exclude', 'skip'),
  resubmission: fc.constantFrom('immediate', 'requester'),
  requester: person,
  starter: fc.constantFrom(1, 2, 6, 6, 6),
  delegations: fc.array(
    fc.record({
      from: person,
      to: person,
      startsIn: fc.constantFrom(0, 0, 1),
      hours: fc.constantFrom(1, 4, 4, null),
      isOfWorkflow: fc.boolean(),
    }),
    { minLength: 3, maxLength: 9, size: 'max' },
  ),
  deeds: fc.array(
    fc.record({ by: person, kind: fc.constantFrom('approve', 'approve', 'delegate', 'return'), to: person }),
    {
      maxLength: 4,
    },
  ),
  hoursLater: fc.constantFrom(0, 0, 1, 3),
  inactive: fc.uniqueArray(person, { maxLength: 1 }),
  absent: fc.uniqueArray(person, { maxLength: 2 }),
});

type Situation = typeof situation extends fc.Arbitrary<infer Value> ? Value : never;

describeOnSqlite('Whether somebody may decide', (database) => {
  let host: Host;
  const seen = { situations: 0, own: 0, covered: 0, refused: 0, resubmitted: 0 };

  before(async () => {
    host = await createHost(database.sequelize);
  });

  after(() => database.emptyTables(TABLES));

  /** Does something, whatever comes of it: a refusal is part of the story. */
  async function attempt(work: () => Promise<unknown>): Promise<void> {
    await work().catch((error: unknown) => {
      if (!(error instanceof WorkflowError) || error.status >= 500) throw error;
    });
  }

  /** Brings the situation about. @returns the attachment's id, or `null` where it cannot start */
  async function enact(story: Situation): Promise<number | null> {
    const { engine, directory, clock, PurchaseRequest } = host;
    await database.emptyTables(TABLES);
    clock.set(START);
    for (const [index, id] of PEOPLE.entries()) {
      const departmentId = story.departments[index] ?? null;
      directory.change(id, { active: true, absent: false, departmentId });
    }
    for (const [index, role] of story.roles.entries()) directory.roles.set(index + 1, role);
    const { id: workflow } = await publishStages(
      engine,
      story.stages.map((one) => [one]),
    );
    const { repeatedApprover, resubmission } = story as {
      repeatedApprover: 'allow';
      resubmission: 'immediate';
    };
    await engine.definitions.updateWorkflow(workflow, { repeatedApprover, resubmission }, BY_SYSTEM);
    await engine.definitions.publishWorkflow(workflow, BY_SYSTEM);
    for (const { from, to, startsIn, hours, isOfWorkflow } of story.delegations) {
      const startsAt = new Date(START.getTime() + startsIn * HOUR);
      const endsAt = hours === null ? null : new Date(startsAt.getTime() + hours * HOUR);
      const terms = { userId: to, startsAt, endsAt, workflowId: isOfWorkflow ? workflow : null };
      await attempt(() => engine.delegations.create(terms, { actor: { id: from } }));
    }
    const object = await PurchaseRequest.create({ title: 'Pens', requesterId: story.requester });
    const actor = { id: story.starter };
    await attempt(() => engine.attach({ object, workflow, actor }));
    const attachmentId = (await engine.getAttachment(object))?.id;
    if (attachmentId === undefined) return null;
    for (const { by, kind, to } of story.deeds) {
      const request = { attachmentId, actor: { id: by } };
      if (kind === 'approve') await attempt(() => engine.approve(request));
      if (kind === 'delegate') await attempt(() => engine.delegate({ ...request, userId: to }));
      if (kind === 'return') await attempt(() => engine.requestResubmission({ ...request, reason: 'Why?' }));
    }
    for (const id of story.inactive) directory.change(id, { active: false });
    for (const id of story.absent) directory.change(id, { absent: true });
    clock.advance({ hours: story.hoursLater });
    return attachmentId;
  }

  /** Whether somebody can do something, which is then undone. */
  async function can(
    work: (transaction: Transaction) => Promise<unknown>,
    refusals: readonly string[],
  ): Promise<boolean> {
    const transaction = await database.sequelize.transaction();
    try {
      await work(transaction);
      return true;
    } catch (error) {
      const code = error instanceof WorkflowError ? error.code : String(error);
      if (THEIRS_BUT.includes(code)) return true;
      assert(refusals.includes(code), code);
      return false;
    } finally {
      await transaction.rollback();
    }
  }

  async function compare(attachmentId: number, id: number): Promise<void> {
    const { engine } = host;
    const actor = { id };
    const row = await engine.reader.find({ attachmentId }, actor);
    const status = await engine.reader.status(row, actor);
    const open = status.steps
      .flatMap(({ assignments }) => assignments)
      .filter((one) => one.status === 'current');
    const decidable: number[] = [];
    for (const { id: assignmentId, userId } of open) {
      const isTheirs = await can(
        (transaction) => engine.approve({ attachmentId, assignmentId, actor, transaction }),
        NOT_THEIRS,
      );
      if (isTheirs) decidable.push(assignmentId);
      seen[isTheirs ? (userId === id ? 'own' : 'covered') : 'refused'] += 1;
    }
    const isToResubmit =
      status.status === 'awaiting_resubmission' &&
      (await can((transaction) => engine.resubmit({ attachmentId, actor, transaction }), ['NOT_REQUESTER']));
    if (isToResubmit) seen.resubmitted += 1;
    const inbox = await engine.reader.inbox(PAGE, actor);
    const summary = await engine.reader.inboxSummary(actor);
    const object = { model: 'PurchaseRequest', id: row.objectId };
    assert.deepEqual(
      {
        inbox: inbox.items.map(({ assignment }) => assignment.id),
        count: summary.reduce((sum, { count }) => sum + count, 0),
        canApprove: status.canApprove,
        requiresUserAction: status.requiresUserAction,
        requiresAction: await engine.requiresAction(object, actor),
        elsewhere: (await engine.reader.inbox(PAGE, { id, company: 'other' })).items.length,
      },
      {
        inbox: decidable,
        count: decidable.length,
        canApprove: decidable.length > 0,
        requiresUserAction: decidable.length > 0 || isToResubmit,
        requiresAction: decidable.length > 0 || isToResubmit,
        elsewhere: 0,
      },
      `user ${id}`,
    );
    if (decidable.length > 0 || isToResubmit) assert(await engine.reader.isVisible(row, actor), `user ${id}`);
  }

  it('is the same in status, inbox, summary and command, whatever the situation', async function () {
    this.timeout(60_000 + RUNS * 10_000);
    const property = fc.asyncProperty(situation, async (story) => {
      const attachmentId = await enact(story);
      if (attachmentId === null) return;
      seen.situations += 1;
      for (const id of PEOPLE) await compare(attachmentId, id);
    });
    await fc.assert(property, {
      numRuns: RUNS,
      seed: SEED,
      unbiased: true,
      endOnFailure: process.env.DEV === '1',
    });
    const { situations, ...kinds } = seen;
    assert(situations >= RUNS / 2, `only ${situations} of ${RUNS} situations came about with seed ${SEED}`);
    for (const [kind, count] of Object.entries(kinds))
      assert(count > 0, `nothing was ${kind} with seed ${SEED}`);
  });
});
