import assert from 'node:assert/strict';
import type { AttachmentSummary } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { ADMIN, byRole, createHost, TABLES } from '../support/host.js';
import { snapshotTables } from '../support/tables.js';
import { outcomeOf, Stage } from './support/stage.js';

const AUDITORS = 4;
const [REQUESTER, REVIEWER, BUDGET, CFO, EXECUTIVE, FIRST, SECOND, THIRD] = [1, 2, 3, 4, 5, 7, 8, 9];

/** What has gone wrong in packages of this kind, each on every database. */
describeEachDialect('What the field has taught', (database) => {
  let host: Host;
  let stage: Stage;

  before(async () => {
    host = await createHost(database.sequelize);
    stage = new Stage(host);
  });

  afterEach(async () => {
    host.directory.roles.set(1, [REVIEWER]).set(2, [BUDGET]).set(AUDITORS, [FIRST, SECOND, THIRD]);
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const approve = ({ id }: AttachmentSummary, actor: number): Promise<string> =>
    outcomeOf(host.engine.approve({ attachmentId: id, actor: { id: actor } }));
  const delegate = ({ id }: AttachmentSummary, actor: number, userId: number): Promise<string> =>
    outcomeOf(host.engine.delegate({ attachmentId: id, actor: { id: actor }, userId }));
  const quorum = (quorumCount: number) => byRole(AUDITORS, { roleSelectionStrategy: 'quorum', quorumCount });

  it('a rejection below the threshold ends nothing and deletes nothing', async () => {
    const attachment = await stage.attach([[quorum(2)]]);
    const rejecting = host.engine.reject({
      attachmentId: attachment.id,
      actor: { id: FIRST },
      reason: 'No.',
    });
    assert.equal(await outcomeOf(rejecting), 'in_progress');
    const [step] = await stage.steps(attachment);
    assert.deepEqual(
      step?.assignments.map(({ userId, status }) => [userId, status]),
      [
        [FIRST, 'rejected'],
        [SECOND, 'current'],
        [THIRD, 'current'],
      ],
    );
    assert.deepEqual([step.rejectedCount, step.rejectAt], [1, 2]);
    assert.equal(await approve(attachment, SECOND), 'in_progress');
    assert.equal(await approve(attachment, THIRD), 'completed');
  });

  it('a rejection that makes approval impossible ends it', async () => {
    const attachment = await stage.attach([[quorum(2)]]);
    for (const [id, outcome] of [
      [FIRST, 'in_progress'],
      [SECOND, 'rejected'],
    ] as const) {
      const rejecting = host.engine.reject({ attachmentId: attachment.id, actor: { id }, reason: 'No.' });
      assert.equal(await outcomeOf(rejecting), outcome);
    }
  });

  it('a delegate of one voter counts as exactly that seat', async () => {
    const attachment = await stage.attach([[quorum(2)]]);
    assert.equal(await delegate(attachment, FIRST, CFO), 'in_progress');
    assert.equal(await approve(attachment, CFO), 'in_progress');
    const [step] = await stage.steps(attachment);
    assert.deepEqual([step?.approvedCount, step?.approveAt], [1, 2]);
    assert.equal(await approve(attachment, FIRST), 'ALREADY_DECIDED');
    assert.equal(await approve(attachment, CFO), 'ALREADY_DECIDED');
    assert.equal(await approve(attachment, SECOND), 'completed');
    const approvals = (await stage.history(attachment)).filter(({ event }) => event === 'approved');
    assert.deepEqual(
      approvals.map(({ actorId, onBehalfOf }) => [actorId, onBehalfOf]),
      [
        [CFO, FIRST],
        [SECOND, null],
      ],
    );
  });

  it('two delegations do not give one person two voices', async () => {
    const attachment = await stage.attach([[quorum(2)]]);
    assert.equal(await delegate(attachment, FIRST, CFO), 'in_progress');
    assert.equal(await delegate(attachment, SECOND, CFO), 'ALREADY_SEATED');
    assert.equal(await approve(attachment, CFO), 'in_progress');
    assert.equal(await delegate(attachment, SECOND, CFO), 'ALREADY_SEATED');
    assert.equal(await delegate(attachment, SECOND, THIRD), 'ALREADY_SEATED');
    const [step] = await stage.steps(attachment);
    assert.equal(step?.approvedCount, 1);
  });

  it('a seat is not passed round in a circle', async () => {
    const attachment = await stage.attach([[byRole(1)]]);
    assert.equal(await delegate(attachment, REVIEWER, BUDGET), 'in_progress');
    assert.equal(await delegate(attachment, BUDGET, REVIEWER), 'HOLDER_LOOP');
    assert.equal(await delegate(attachment, BUDGET, CFO), 'in_progress');
    assert.equal(await delegate(attachment, CFO, REVIEWER), 'HOLDER_LOOP');
    assert.equal(await delegate(attachment, CFO, CFO), 'HOLDER_LOOP');
    assert.deepEqual(await stage.seated(attachment), [CFO]);
  });

  it('a role without users leaves the previous step undecided', async () => {
    const attachment = await stage.attach([[byRole(1)], [byRole(2)]]);
    host.directory.roles.set(2, []);
    const before = await snapshotTables(database.sequelize, TABLES);
    assert.equal(await approve(attachment, REVIEWER), 'NO_APPROVER');
    assert.deepEqual(await snapshotTables(database.sequelize, TABLES), before);
    host.directory.roles.set(2, [BUDGET]);
    assert.equal(await approve(attachment, REVIEWER), 'in_progress');
  });

  it('the requester never sits on their own request, by any path', async () => {
    host.directory.roles.set(1, [REQUESTER, REVIEWER]).set(2, [REQUESTER]);
    host.directory.managers.set(REVIEWER, REQUESTER);
    host.directory.change(REQUESTER, { departmentId: 'sales' });
    host.directory.departmentHeads.set('sales', REQUESTER);
    host.directory.teamHeads.set(REQUESTER, REQUESTER);
    const attachment = await stage.attach([[byRole(1)]]);
    const target = { attachmentId: attachment.id };
    const actor = { id: REVIEWER };
    assert.deepEqual(await stage.seated(attachment), [REVIEWER], 'as a member of the role');
    assert.equal(await delegate(attachment, REVIEWER, REQUESTER), 'SELF_APPROVAL', 'by delegation');
    assert.equal(
      await outcomeOf(host.engine.escalate({ ...target, actor })),
      'SELF_APPROVAL',
      'by escalation',
    );
    const assignmentId = (await stage.steps(attachment))[0]?.assignments[0]?.id ?? 0;
    const replacing = host.engine.replace({ assignmentId, userId: REQUESTER, actor: { id: ADMIN } });
    assert.equal(await outcomeOf(replacing), 'SELF_APPROVAL', 'by replacement');
    const noPath = [
      byRole(2),
      byRole(2, { onNoApprover: { user: REQUESTER } }),
      byRole(2, { onNoApprover: { role: 2 } }),
      { approvalType: 'user', approvalUser: REQUESTER } as const,
      { approvalType: 'assigned', assignedField: 'requesterId' } as const,
      { approvalType: 'department_head' } as const,
      { approvalType: 'team_head' } as const,
    ];
    for (const [index, approval] of noPath.entries()) {
      const attaching = stage.attach([[approval]], { key: `path-${index}` });
      assert.equal(await outcomeOf(attaching), 'NO_APPROVER', JSON.stringify(approval));
    }
    host.directory.managers.set(REVIEWER, EXECUTIVE);
  });

  it("a manager who is their own, or each other's, ends the way up", async () => {
    host.directory.managers.set(REQUESTER, BUDGET).set(BUDGET, CFO).set(CFO, BUDGET);
    const up = { approvalType: 'role', roleSelectionStrategy: 'hierarchy_up', hierarchyLevels: 9 } as const;
    const attachment = await stage.attach([[up]]);
    assert.deepEqual(await stage.seated(attachment), [BUDGET, CFO]);
    host.directory.managers.set(REQUESTER, EXECUTIVE);
  });
});
