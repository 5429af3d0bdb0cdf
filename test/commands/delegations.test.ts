import assert from 'node:assert/strict';
import type {
  Actor,
  ApprovalInput,
  AttachmentSummary,
  DelegationView,
  NewDelegation,
  TimeKey,
} from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, publishStages, TABLES } from '../support/host.js';
import { forbidEscapes } from '../support/statements.js';
import { snapshotTables } from '../support/tables.js';

const [REQUESTER, REVIEWER, BUDGET, CFO, EXECUTIVE, ADMIN, AUDITOR] = [1, 2, 3, 4, 5, 6, 7] as const;
const START = new Date('2026-01-05T09:00:00.000Z');
const FIRST_PAGE = { limit: 100, after: null };

function after(hours: number): Date {
  return new Date(START.getTime() + hours * 3_600_000);
}

describeEachDialect('A delegation', (database) => {
  let host: Host;

  before(async () => {
    host = await createHost(database.sequelize);
  });

  afterEach(async () => {
    await database.emptyTables(TABLES);
    host.clock.set(START);
    host.directory.roles.set(1, [REVIEWER]);
    host.directory.setActive(CFO, true);
  });

  async function give(
    from: number,
    userId: number,
    more: Partial<NewDelegation> = {},
  ): Promise<DelegationView> {
    return host.engine.delegations.create({ userId, ...more }, { actor: { id: from } });
  }

  async function run(
    stages: readonly (readonly ApprovalInput[])[] = [[byRole(1)]],
    key = 'purchase-request',
  ): Promise<AttachmentSummary> {
    const { id } = await publishStages(host.engine, stages, key);
    return attach(id);
  }

  async function attach(workflow: number): Promise<AttachmentSummary> {
    const object = await host.PurchaseRequest.create({ title: 'Chairs', requesterId: REQUESTER });
    return host.engine.attach({ object, workflow, actor: { id: ADMIN } });
  }

  const approve = (user: number, { id }: AttachmentSummary): Promise<AttachmentSummary> =>
    host.engine.approve({ attachmentId: id, actor: { id: user } });

  /** What a user sees of an attachment: in the inbox, in its summary, in the status, and at all. */
  async function seenBy(user: number, { id }: AttachmentSummary) {
    const { reader } = host.engine;
    const actor: Actor = { id: user };
    const row = await reader.find({ attachmentId: id }, actor);
    const { items } = await reader.inbox(FIRST_PAGE, actor);
    const listed = await reader.list({ visibleTo: user }, FIRST_PAGE, actor);
    return {
      coveringFor: items
        .filter(({ attachment }) => attachment.id === id)
        .map((item) => item.coveringFor?.id ?? null),
      count: (await reader.inboxSummary(actor)).reduce((sum, { count }) => sum + count, 0),
      mayDecide: (await reader.status(row, actor)).canApprove,
      isVisible: await reader.isVisible(row, actor),
      isListed: listed.items.some((attachment) => attachment.id === id),
    };
  }

  const NOTHING = { coveringFor: [], count: 0, mayDecide: false, isVisible: false, isListed: false };
  const WAITING = { count: 1, mayDecide: true, isVisible: true, isListed: true };
  const SEEN = { ...NOTHING, isVisible: true, isListed: true };

  describe('while it lasts', () => {
    it('covers what is open already, for the substitute and, still, for who is out of office', async () => {
      const attachment = await run();
      assert.deepEqual(await seenBy(CFO, attachment), NOTHING);
      await give(REVIEWER, CFO);
      assert.deepEqual(await seenBy(CFO, attachment), { ...WAITING, coveringFor: [REVIEWER] });
      assert.deepEqual(await seenBy(REVIEWER, attachment), { ...WAITING, coveringFor: [null] });
      assert.equal((await approve(REVIEWER, attachment)).status, 'completed');
    });

    it('lets history tell who decided, and for whom; whoever did keeps seeing it', async () => {
      const attachment = await run();
      const { id } = await give(REVIEWER, CFO);
      assert.equal((await approve(CFO, attachment)).status, 'completed');
      await host.engine.delegations.revoke(id, { actor: { id: REVIEWER } });
      assert.deepEqual(await seenBy(CFO, attachment), SEEN);
      const row = await host.engine.reader.find({ attachmentId: attachment.id }, { id: CFO });
      const { items } = await host.engine.reader.history(row, FIRST_PAGE);
      const { actorId, actorName, onBehalfOf, data } = items.find(({ event }) => event === 'approved') ?? {};
      assert.deepEqual([actorId, actorName, onBehalfOf], [CFO, 'cfo', REVIEWER]);
      assert.deepEqual(data, { covering_for: REVIEWER, covering_for_name: 'reviewer' });
      const [seat] = (await host.engine.reader.status(row, { id: CFO })).steps[0]?.assignments ?? [];
      assert.deepEqual([seat?.userId, seat?.status], [REVIEWER, 'approved']);
    });

    it('begins and ends to the millisecond, and falls back by itself', async () => {
      const attachment = await run();
      const startsAt = new Date(after(1).getTime() + 250);
      const endsAt = new Date(after(2).getTime() + 750);
      await give(REVIEWER, CFO, { startsAt, endsAt });
      for (const [moment, covers] of [
        [startsAt.getTime() - 1, false],
        [startsAt.getTime(), true],
        [endsAt.getTime() - 1, true],
        [endsAt.getTime(), false],
      ] as const) {
        host.clock.set(new Date(moment));
        const seen = covers ? { ...WAITING, coveringFor: [REVIEWER] } : NOTHING;
        assert.deepEqual(await seenBy(CFO, attachment), seen, String(moment));
      }
      await assert.rejects(approve(CFO, attachment), { code: 'NOT_SEATED' });
      assert.equal((await approve(REVIEWER, attachment)).status, 'completed');
    });

    it('reaches as far as its workflow', async () => {
      const one = await run([[byRole(1)]], 'one');
      const other = await run([[byRole(1)]], 'other');
      await give(REVIEWER, CFO, { workflowId: one.workflowId });
      assert.deepEqual(await seenBy(CFO, one), { ...WAITING, coveringFor: [REVIEWER] });
      assert.deepEqual(await seenBy(CFO, other), { ...NOTHING, count: 1 });
      await assert.rejects(approve(CFO, other), { code: 'NOT_SEATED' });
      assert.equal((await approve(CFO, one)).status, 'completed');
    });

    it('reaches over those who are out of office themselves, as far as all of them go', async () => {
      const one = await run([[byRole(1)]], 'one');
      const other = await run([[byRole(1)]], 'other');
      await give(REVIEWER, BUDGET);
      await give(BUDGET, CFO, { workflowId: one.workflowId, endsAt: after(2) });
      await give(CFO, EXECUTIVE, { startsAt: after(1) });
      assert.deepEqual(await seenBy(EXECUTIVE, one), NOTHING);
      assert.deepEqual(await seenBy(CFO, other), { ...NOTHING, count: 1 });
      host.clock.set(after(1));
      assert.deepEqual(await seenBy(EXECUTIVE, one), { ...WAITING, coveringFor: [REVIEWER] });
      assert.deepEqual(await seenBy(EXECUTIVE, other), { ...NOTHING, count: 1 });
      host.clock.set(after(2));
      assert.deepEqual(await seenBy(EXECUTIVE, one), NOTHING);
      host.clock.set(after(1));
      assert.equal((await approve(EXECUTIVE, one)).status, 'completed');
    });

    it('shows what was decided meanwhile, and nothing of before', async () => {
      const [early, late] = [await run([[byRole(1)]], 'early'), await run([[byRole(1)]], 'late')];
      await approve(REVIEWER, early);
      host.clock.set(after(1));
      const { id } = await give(REVIEWER, CFO);
      await approve(REVIEWER, late);
      assert.deepEqual(await seenBy(CFO, early), NOTHING);
      assert.deepEqual(await seenBy(CFO, late), SEEN);
      await host.engine.delegations.revoke(id, { actor: { id: REVIEWER } });
      assert.deepEqual(await seenBy(CFO, late), NOTHING);
    });

    it('tells a substitute who comes too late who decided, and when', async () => {
      const stages = [[byRole(1)], [byRole(2)]];
      const attachments = [await run(stages, 'one'), await run(stages, 'other')];
      await give(REVIEWER, CFO);
      await give(REVIEWER, EXECUTIVE);
      host.clock.set(new Date(START.getTime() + 123));
      for (const [index, first] of [REVIEWER, EXECUTIVE].entries()) {
        const attachment = attachments[index] ?? assert.fail();
        await approve(first, attachment);
        const step = await firstStep(attachment);
        const { name } = host.directory.users.get(first) ?? {};
        for (const late of [CFO, first]) {
          await assert.rejects(approve(late, attachment), {
            code: 'ALREADY_DECIDED',
            details: {
              decided_by: first,
              decided_by_name: name,
              decided_at: '2026-01-05T09:00:00.123Z',
              decision: 'approved',
              step_id: step,
            },
          });
        }
      }
    });

    it('tells them who ended it all from another seat', async () => {
      host.directory.roles.set(1, [REVIEWER, BUDGET]);
      const { id } = await run([[byRole(1, { roleSelectionStrategy: 'consensus' })]]);
      await give(REVIEWER, CFO);
      host.clock.set(new Date(START.getTime() + 123));
      await host.engine.reject({ attachmentId: id, actor: { id: BUDGET }, reason: 'No.' });
      const late = host.engine.approve({ attachmentId: id, actor: { id: CFO } });
      await assert.rejects(late, (error: { code: string; details: object }) => {
        const { decided_by: by, decided_at: at, decision } = error.details as Record<string, unknown>;
        assert.deepEqual([error.code, by, decision], ['ALREADY_DECIDED', BUDGET, 'rejected']);
        assert.equal(at, '2026-01-05T09:00:00.123Z');
        return true;
      });
    });

    it('tells them of the seat they came for, where they had one of their own before', async () => {
      const attachment = await run([[byRole(2)], [byRole(1)]]);
      await give(REVIEWER, BUDGET);
      await approve(BUDGET, attachment);
      await host.engine.reject({ attachmentId: attachment.id, actor: { id: REVIEWER }, reason: 'No.' });
      await assert.rejects(approve(BUDGET, attachment), (error: { code: string; details: object }) => {
        const { decided_by: by, decision } = error.details as Record<string, unknown>;
        assert.deepEqual([error.code, by, decision], ['ALREADY_DECIDED', REVIEWER, 'rejected']);
        return true;
      });
    });

    it('lets the substitute name one of several seats, and decide once on each step', async () => {
      host.directory.roles.set(1, [REVIEWER, BUDGET]);
      const attachment = await run([[byRole(1, { roleSelectionStrategy: 'consensus' })]]);
      await give(REVIEWER, CFO);
      await give(BUDGET, CFO);
      assert.deepEqual((await seenBy(CFO, attachment)).coveringFor, [REVIEWER, BUDGET]);
      await assert.rejects(approve(CFO, attachment), { code: 'AMBIGUOUS_SEAT' });
      const { items } = await host.engine.reader.inbox(FIRST_PAGE, { id: CFO });
      const [first] = items.map(({ assignment }) => assignment.id);
      await host.engine.approve({ attachmentId: attachment.id, actor: { id: CFO }, assignmentId: first });
      assert.deepEqual(await seenBy(CFO, attachment), SEEN);
      await assert.rejects(approve(CFO, attachment), { code: 'ALREADY_DECIDED' });
      assert.equal((await approve(BUDGET, attachment)).status, 'completed');
    });
  });

  describe('is of no use', () => {
    const hidden: readonly (readonly [string, number, ApprovalInput])[] = [
      ['on a request of the substitute', REQUESTER, byRole(1)],
      ['on what the substitute started', ADMIN, byRole(1)],
      ['where the approval must not be delegated', CFO, byRole(1, { allowDelegation: false })],
      [
        'to somebody without the role, where the approval asks for it',
        CFO,
        byRole(1, { delegateScope: 'role' }),
      ],
      [
        'beyond a department, where the approval asks for it',
        CFO,
        byRole(1, { delegateScope: 'department' }),
      ],
    ];
    for (const [title, substitute, approval] of hidden) {
      it(title, async () => {
        const attachment = await run([[approval]]);
        await give(REVIEWER, substitute);
        const { coveringFor, count, mayDecide } = await seenBy(substitute, attachment);
        assert.deepEqual({ coveringFor, count, mayDecide }, { coveringFor: [], count: 0, mayDecide: false });
        assert.equal((await seenBy(substitute, attachment)).isVisible, substitute !== CFO);
        await assert.rejects(approve(substitute, attachment), { code: 'NOT_SEATED' });
      });
    }

    it('to a substitute who is no longer active, in a list as in a decision', async () => {
      const attachment = await run([[byRole(1)], [byRole(1, { delegateScope: 'department' })]]);
      await give(REVIEWER, CFO);
      assert.deepEqual(await seenBy(CFO, attachment), { ...WAITING, coveringFor: [REVIEWER] });
      host.directory.setActive(CFO, false);
      assert.deepEqual(await seenBy(CFO, attachment), NOTHING);
      const object = { model: 'PurchaseRequest', id: attachment.objectId };
      assert.equal(await host.engine.requiresAction(object, { id: REVIEWER }), true);
      assert.equal(await host.engine.requiresAction(object, { id: CFO }), false);
      await assert.rejects(approve(CFO, attachment), { code: 'NOT_SEATED' });
    });

    it('on a step where the substitute has a seat, which counts once', async () => {
      host.directory.roles.set(1, [REVIEWER, BUDGET]);
      const attachment = await run([[byRole(1, { roleSelectionStrategy: 'consensus' })]]);
      await give(REVIEWER, BUDGET);
      assert.deepEqual((await seenBy(BUDGET, attachment)).coveringFor, [null]);
      assert.equal((await approve(BUDGET, attachment)).status, 'in_progress');
      assert.deepEqual(await seenBy(BUDGET, attachment), SEEN);
      await assert.rejects(approve(BUDGET, attachment), { code: 'ALREADY_DECIDED' });
    });

    it('to who approved before, where the workflow asks for someone else', async () => {
      const { id } = await publishStages(host.engine, [[byRole(2)], [byRole(1)]]);
      await host.engine.definitions.updateWorkflow(id, { repeatedApprover: 'exclude' }, BY_SYSTEM);
      await host.engine.definitions.publishWorkflow(id, BY_SYSTEM);
      const attachment = await attach(id);
      await approve(BUDGET, attachment);
      await give(REVIEWER, BUDGET);
      await give(REVIEWER, CFO);
      assert.deepEqual(await seenBy(BUDGET, attachment), SEEN);
      await assert.rejects(approve(BUDGET, attachment), { code: 'ALREADY_DECIDED' });
      assert.deepEqual(await seenBy(CFO, attachment), { ...WAITING, coveringFor: [REVIEWER] });
      assert.equal((await approve(CFO, attachment)).status, 'completed');
    });

    it('to somebody who has left meanwhile', async () => {
      const attachment = await run();
      await give(REVIEWER, CFO);
      host.directory.setActive(CFO, false);
      await assert.rejects(approve(CFO, attachment), { code: 'NOT_SEATED' });
    });
  });

  it('within a role serves another member of it', async () => {
    const attachment = await run([[byRole(1, { delegateScope: 'role' })]]);
    host.directory.roles.set(1, [REVIEWER, CFO]);
    await give(REVIEWER, CFO);
    assert.deepEqual(await seenBy(CFO, attachment), { ...WAITING, coveringFor: [REVIEWER] });
    assert.equal((await approve(CFO, attachment)).status, 'completed');
  });

  it('fills a page of the inbox with what may be decided, past what may not', async () => {
    const closed = await publishStages(host.engine, [[byRole(1, { allowDelegation: false })]], 'closed');
    const open = await publishStages(host.engine, [[byRole(1)]], 'open');
    for (const { id } of [open, closed, closed, closed, closed, open, closed, open]) await attach(id);
    await give(REVIEWER, CFO);
    const pages = [];
    for (let next: TimeKey | 0 | null = 0; next !== null;) {
      const page = await host.engine.reader.inbox({ limit: 2, after: next === 0 ? null : next }, { id: CFO });
      pages.push(page.items.map(({ attachment }) => attachment.workflowId));
      next = page.next;
    }
    assert.deepEqual(pages, [[open.id, open.id], [open.id]]);
    const [summary] = await host.engine.reader.inboxSummary({ id: CFO });
    assert.deepEqual(summary, { workflowId: open.id, names: { en: 'Purchase Request' }, count: 3 });
  });

  describe('is refused', () => {
    async function refuses(attempt: () => Promise<unknown>, code: string, path?: string): Promise<void> {
      const before = await snapshotTables(host.sequelize, TABLES);
      await assert.rejects(attempt, (error: { code: string; errors: readonly { path: string }[] }) => {
        const paths = error.errors.map((each) => each.path);
        assert.deepEqual([error.code, ...paths], path === undefined ? [code] : [code, path]);
        return true;
      });
      assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
    }

    it('to oneself, to nobody, for nobody, and to somebody who has left', async () => {
      host.directory.setActive(CFO, false);
      await refuses(() => give(REVIEWER, REVIEWER), 'DELEGATION_TO_SELF', 'user_id');
      await refuses(() => give(REVIEWER, 99), 'USER_NOT_FOUND', 'user_id');
      await refuses(() => give(REVIEWER, CFO), 'USER_NOT_FOUND', 'user_id');
      await refuses(() => give(99, REVIEWER), 'USER_NOT_FOUND', 'from_user_id');
      const nobodys = () => host.engine.delegations.create({ userId: REVIEWER }, BY_SYSTEM);
      await refuses(nobodys, 'INVALID_REQUEST', 'from_user_id');
      await give(CFO, REVIEWER);
    });

    it('where it would end before it starts, or as it starts', async () => {
      for (const endsAt of [START, after(-1)]) {
        await refuses(() => give(REVIEWER, CFO, { endsAt }), 'DELEGATION_PERIOD_INVALID', 'ends_at');
      }
      const startsAt = after(2);
      await refuses(
        () => give(REVIEWER, CFO, { startsAt, endsAt: after(1) }),
        'DELEGATION_PERIOD_INVALID',
        'ends_at',
      );
    });

    it('for a workflow that the company does not have', async () => {
      const { id } = await host.engine.definitions.createWorkflow(
        { key: 'foreign', names: { en: 'Foreign' } },
        { actor: null, company: 'acme' },
      );
      for (const workflowId of [id, 999_999]) {
        await refuses(() => give(REVIEWER, CFO, { workflowId }), 'WORKFLOW_NOT_FOUND');
      }
    });

    it('where it would lead back, over however many, while all of them last', async () => {
      await give(REVIEWER, BUDGET, { startsAt: after(0), endsAt: after(10) });
      await give(BUDGET, CFO, { startsAt: after(5), endsAt: after(15) });
      await give(CFO, EXECUTIVE, { startsAt: after(8) });
      await assert.rejects(give(BUDGET, REVIEWER), { details: { user_ids: [BUDGET, REVIEWER, BUDGET] } });
      await refuses(() => give(EXECUTIVE, REVIEWER), 'DELEGATION_CYCLE', 'user_id');
      const overlapping = { startsAt: after(9), endsAt: after(11) };
      await refuses(() => give(EXECUTIVE, REVIEWER, overlapping), 'DELEGATION_CYCLE', 'user_id');
      await give(EXECUTIVE, REVIEWER, { endsAt: after(8) });
      await give(EXECUTIVE, REVIEWER, { startsAt: after(10) });
    });

    it('where it would lead back within one workflow', async () => {
      const one = await publishStages(host.engine, [[byRole(1)]], 'one');
      const other = await publishStages(host.engine, [[byRole(1)]], 'other');
      await give(REVIEWER, BUDGET, { workflowId: one.id });
      await give(BUDGET, CFO);
      await give(CFO, REVIEWER, { workflowId: other.id });
      await refuses(() => give(CFO, REVIEWER, { workflowId: one.id }), 'DELEGATION_CYCLE', 'user_id');
      await refuses(() => give(CFO, REVIEWER), 'DELEGATION_CYCLE', 'user_id');
    });

    it('where a change would make it so', async () => {
      const { delegations } = host.engine;
      const call = { actor: { id: REVIEWER } };
      await give(BUDGET, REVIEWER, { startsAt: after(5) });
      const { id } = await give(REVIEWER, BUDGET, { endsAt: after(5) });
      await refuses(() => delegations.update(id, { endsAt: after(6) }, call), 'DELEGATION_CYCLE', 'user_id');
      await refuses(
        () => delegations.update(id, { endsAt: START }, call),
        'DELEGATION_PERIOD_INVALID',
        'ends_at',
      );
      await refuses(
        () => delegations.update(id, { userId: REVIEWER }, call),
        'DELEGATION_TO_SELF',
        'user_id',
      );
      await refuses(() => delegations.update(id, { userId: 99 }, call), 'USER_NOT_FOUND', 'user_id');
      const changed = await delegations.update(id, { userId: CFO, endsAt: null, reason: 'Longer.' }, call);
      assert.deepEqual(
        [changed.userId, changed.userName, changed.endsAt, changed.reason, changed.startsAt],
        [CFO, 'cfo', null, 'Longer.', START],
      );
    });

    it('once it is revoked, and to another company', async () => {
      const { delegations } = host.engine;
      const { id } = await give(REVIEWER, CFO);
      const foreign = { actor: { id: REVIEWER, company: 'acme' } };
      await refuses(() => delegations.get(id, foreign), 'DELEGATION_NOT_FOUND');
      await refuses(() => delegations.revoke(id, foreign), 'DELEGATION_NOT_FOUND');
      await refuses(() => delegations.update(id, { reason: 'Mine.' }, foreign), 'DELEGATION_NOT_FOUND');
      const call = { actor: { id: REVIEWER } };
      const revoked = await delegations.revoke(id, call);
      assert.deepEqual([revoked.status, revoked.revokedBy, revoked.revokedAt], ['revoked', REVIEWER, START]);
      await refuses(() => delegations.revoke(id, call), 'DELEGATION_REVOKED');
      await refuses(() => delegations.update(id, { endsAt: null }, call), 'DELEGATION_REVOKED');
    });
  });

  it('covers nothing of another company', async () => {
    const attachment = await run();
    host.directory.companies.set(REVIEWER, 'acme').set(CFO, 'acme');
    await host.engine.delegations.create({ userId: CFO }, { actor: { id: REVIEWER, company: 'acme' } });
    host.directory.companies.clear();
    assert.deepEqual(await seenBy(CFO, attachment), NOTHING);
    await assert.rejects(approve(CFO, attachment), { code: 'NOT_SEATED' });
  });

  it('that meets others in a circle, because they were saved at once, is followed around it and no further', async () => {
    const { engine } = host;
    const attachment = await run();
    const circle = [REVIEWER, BUDGET, CFO];
    const { Delegation } = modelsOf(host);
    for (const [index, from] of circle.entries()) {
      const to = circle[(index + 1) % circle.length] ?? 0;
      // Two that are checked at the same moment do not see each other; this is what they leave behind.
      await Delegation.create(storedDelegation(from, to));
    }
    assert.deepEqual((await seenBy(BUDGET, attachment)).coveringFor, [REVIEWER]);
    assert.deepEqual((await seenBy(CFO, attachment)).coveringFor, [REVIEWER]);
    assert.deepEqual((await seenBy(REVIEWER, attachment)).coveringFor, [null]);
    await assert.rejects(approve(EXECUTIVE, attachment), { code: 'NOT_SEATED' });
    await engine.delegations.create({ userId: CFO }, { actor: { id: EXECUTIVE } });
    assert.equal((await approve(CFO, attachment)).status, 'completed');
  });

  it('may be saved by many at once: whatever of it stands, nothing runs in a circle', async () => {
    const attachment = await run();
    const circle = [REVIEWER, BUDGET, CFO, EXECUTIVE];
    const saved = await Promise.allSettled(
      circle.map((from, index) => give(from, circle[(index + 1) % circle.length] ?? 0)),
    );
    for (const result of saved) {
      if (result.status === 'rejected')
        assert.equal((result.reason as { code: string }).code, 'DELEGATION_CYCLE');
    }
    for (const user of circle) await seenBy(user, attachment);
    assert.equal((await approve(REVIEWER, attachment)).status, 'completed');
  });

  it('joins the transaction of the host, and goes with it', async () => {
    const { engine } = host;
    const attachment = await run();
    const before = await snapshotTables(host.sequelize, TABLES);
    const undone = new Error('undone');
    const work = engine.transaction(async (transaction) => {
      const call = { actor: { id: REVIEWER }, transaction };
      await forbidEscapes(
        host.sequelize,
        async () => {
          const { id } = await engine.delegations.create({ userId: CFO }, call);
          await engine.delegations.update(id, { reason: 'Away.' }, call);
          await engine.delegations.get(id, call);
          await engine.delegations.list({}, FIRST_PAGE, call);
          const approved = { attachmentId: attachment.id, actor: { id: CFO }, transaction };
          assert.equal((await engine.approve(approved)).status, 'completed');
          await engine.delegations.revoke(id, call);
        },
        transaction,
      );
      throw undone;
    });
    await assert.rejects(work, undone);
    assert.deepEqual(await snapshotTables(host.sequelize, TABLES), before);
  });

  it('is listed by its sides, newest first, without those that were revoked', async () => {
    const { delegations } = host.engine;
    const call = { actor: { id: REVIEWER } };
    const given = await give(REVIEWER, CFO, { endsAt: after(1) });
    const received = await give(AUDITOR, REVIEWER, { startsAt: after(3) });
    const others = await give(BUDGET, EXECUTIVE);
    const gone = await give(REVIEWER, BUDGET);
    await delegations.revoke(gone.id, call);
    const list = async (listing: object): Promise<readonly number[]> =>
      (await delegations.list(listing, FIRST_PAGE, call)).items.map(({ id }) => id);
    assert.deepEqual(await list({}), [others.id, received.id, given.id]);
    assert.deepEqual(await list({ givenBy: REVIEWER, includeRevoked: true }), [gone.id, given.id]);
    assert.deepEqual(await list({ receivedBy: REVIEWER }), [received.id]);
    assert.deepEqual(await list({ givenBy: REVIEWER, receivedBy: REVIEWER }), [received.id, given.id]);
    host.clock.set(after(2));
    const statuses = (await delegations.list({ includeRevoked: true }, FIRST_PAGE, call)).items;
    assert.deepEqual(
      statuses.map(({ status }) => status),
      ['revoked', 'active', 'scheduled', 'ended'],
    );
  });

  it('tells a host that an object waits for the substitute', async () => {
    const { objectId } = await run();
    const object = { model: 'PurchaseRequest', id: objectId };
    assert.equal(await host.engine.requiresAction(object, { id: CFO }), false);
    await give(REVIEWER, CFO);
    assert.equal(await host.engine.requiresAction(object, { id: CFO }), true);
  });

  async function firstStep({ id }: AttachmentSummary): Promise<number | undefined> {
    const row = await host.engine.reader.find({ attachmentId: id }, { id: ADMIN });
    return (await host.engine.reader.status(row, { id: ADMIN })).steps[0]?.id;
  }
});

function modelsOf({ sequelize }: Host) {
  return { Delegation: sequelize.model('WorkflowDelegation') };
}

function storedDelegation(from: number, to: number): Record<string, unknown> {
  const at = { startsAt: START, createdAt: START, updatedAt: START };
  return {
    ...at,
    company: '',
    fromUserId: String(from),
    fromUserName: 'from',
    userId: String(to),
    userName: 'to',
  };
}
