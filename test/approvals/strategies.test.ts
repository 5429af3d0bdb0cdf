import assert from 'node:assert/strict';
import type { ApprovalInput, AttachmentSummary } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, TABLES } from '../support/host.js';
import { outcomeOf, Stage } from './support/stage.js';

const CROWD = 10;
const [REQUESTER, REVIEWER, BUDGET, CFO, EXECUTIVE] = [1, 2, 3, 4, 5];
const MEMBERS = [2, 3, 4, 5, 7];

/** What an approval says, but for whom it asks. */
function describeOptions(approval: ApprovalInput): string {
  const options = Object.entries(approval).filter(([name]) => !['approvalType', 'userRole'].includes(name));
  return JSON.stringify(Object.fromEntries(options)).replaceAll(/[{}"]/g, '');
}

describeEachDialect('A strategy', (database) => {
  let host: Host;
  let stage: Stage;

  before(async () => {
    host = await createHost(database.sequelize, {
      strategies: [
        {
          name: 'all_but_one',
          seating: 'all',
          approveAt: (seats) => seats - 1,
          rejectAt: () => 2,
        },
      ],
    });
    stage = new Stage(host);
    host.directory.roles.set(CROWD, MEMBERS);
    host.directory.managers.clear();
    host.directory.managers.set(REQUESTER, REVIEWER).set(REVIEWER, BUDGET).set(BUDGET, CFO);
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const by = (roleSelectionStrategy: string, more: object = {}): ApprovalInput =>
    byRole(CROWD, { roleSelectionStrategy, ...more });
  const ofManagers = (roleSelectionStrategy: string, more: object = {}): ApprovalInput => ({
    approvalType: 'role',
    roleSelectionStrategy,
    ...more,
  });
  const approve = ({ id }: AttachmentSummary, actor: number): Promise<string> =>
    outcomeOf(host.engine.approve({ attachmentId: id, actor: { id: actor } }));
  const reject = ({ id }: AttachmentSummary, actor: number): Promise<string> =>
    outcomeOf(host.engine.reject({ attachmentId: id, actor: { id: actor }, reason: 'No.' }));

  /** The outcome after each approval of the members, in their order, until it is no longer in progress. */
  async function approvals(approval: ApprovalInput): Promise<number> {
    const attachment = await stage.attach([[approval]]);
    for (const [index, member] of MEMBERS.entries()) {
      if ((await approve(attachment, member)) === 'completed') return index + 1;
    }
    return Infinity;
  }

  async function rejections(approval: ApprovalInput): Promise<number> {
    const attachment = await stage.attach([[approval]]);
    for (const [index, member] of MEMBERS.entries()) {
      if ((await reject(attachment, member)) === 'rejected') return index + 1;
    }
    return Infinity;
  }

  const thresholds: readonly (readonly [ApprovalInput, approvals: number, rejections: number])[] = [
    [by('anyone'), 1, 1],
    [by('anyone', { rejectAt: 3 }), 1, 3],
    [by('consensus'), 5, 1],
    [by('quorum', { quorumCount: 2 }), 2, 4],
    [by('quorum', { quorumCount: 2, rejectAt: 1 }), 2, 1],
    [by('quorum', { quorumCount: 4, rejectAt: 5 }), 4, 2],
    [by('majority'), 3, 3],
    [by('percentage', { percentageRequired: 40 }), 2, 4],
    [by('percentage', { percentageRequired: 41 }), 3, 3],
    [by('percentage', { percentageRequired: 100 }), 5, 1],
    [by('all_but_one'), 4, 2],
  ];
  for (const [approval, approveAt, rejectAt] of thresholds) {
    it(`${describeOptions(approval)} closes at ${approveAt} approvals or ${rejectAt} rejections of five`, async () => {
      assert.equal(await approvals(approval), approveAt);
      await database.emptyTables(TABLES);
      assert.equal(await rejections(approval), rejectAt);
    });
  }

  it('random seats one of them, and in the long run each', async () => {
    const first = await stage.attach([[by('random')]]);
    const seated = new Set(await stage.seated(first));
    assert.equal(seated.size, 1);
    // Missing one of five in 200 draws: less likely than 1 in 10^18.
    for (let count = 1; count < 200 && seated.size < MEMBERS.length; count += 1) {
      for (const user of await stage.seated(await stage.attachAnother())) seated.add(user);
    }
    assert.deepEqual([...seated].sort(), MEMBERS);
  });

  it('round_robin passes over who is on leave, unless everyone is', async () => {
    host.directory.change(REVIEWER, { absent: true });
    const first = await stage.attach([[by('round_robin')]]);
    assert.deepEqual(await stage.seated(first), [BUDGET]);
    for (const member of MEMBERS) host.directory.change(member, { absent: true });
    assert.deepEqual(await stage.seated(await stage.attachAnother()), [REVIEWER]);
    for (const member of MEMBERS) host.directory.change(member, { absent: false });
  });

  it("supervisor seats the requester's manager", async () => {
    const attachment = await stage.attach([[ofManagers('supervisor')]]);
    assert.deepEqual(await stage.seated(attachment), [REVIEWER]);
    assert.equal(await approve(attachment, REVIEWER), 'completed');
  });

  it('hierarchy_up seats the managers together, and all must approve', async () => {
    const attachment = await stage.attach([[ofManagers('hierarchy_up', { hierarchyLevels: 3 })]]);
    assert.deepEqual(await stage.seated(attachment), [REVIEWER, BUDGET, CFO]);
    for (const [actor, outcome] of [
      [CFO, 'in_progress'],
      [REVIEWER, 'in_progress'],
      [BUDGET, 'completed'],
    ] as const) {
      assert.equal(await approve(attachment, actor), outcome);
    }
  });

  it('hierarchy_chain asks them one after another, bottom up', async () => {
    const attachment = await stage.attach([[ofManagers('hierarchy_chain', { hierarchyLevels: 3 })]]);
    for (const [actor, outcome] of [
      [REVIEWER, 'in_progress'],
      [BUDGET, 'in_progress'],
      [CFO, 'completed'],
    ] as const) {
      assert.deepEqual(await stage.seated(attachment), [actor]);
      assert.equal(await approve(attachment, actor), outcome);
    }
  });

  it('of managers seats as many as there are, and nobody where there is none', async () => {
    const attachment = await stage.attach([[ofManagers('hierarchy_up', { hierarchyLevels: 9 })]]);
    assert.deepEqual(await stage.seated(attachment), [REVIEWER, BUDGET, CFO]);
    await database.emptyTables(TABLES);
    const attaching = stage.attach([[ofManagers('supervisor')]], { requesterId: EXECUTIVE });
    assert.equal(await outcomeOf(attaching), 'NO_APPROVER');
  });

  it('team_head and department_head seat the heads; the pipeline names the department, or the requester has one', async () => {
    host.directory.teamHeads.set(REQUESTER, BUDGET);
    host.directory.departmentHeads.set('sales', CFO);
    host.directory.change(REQUESTER, { departmentId: 'sales' });
    const attachment = await stage.attach([
      [{ approvalType: 'team_head' }],
      [{ approvalType: 'department_head' }],
    ]);
    assert.deepEqual(await stage.seated(attachment), [BUDGET]);
    await approve(attachment, BUDGET);
    assert.deepEqual(await stage.seated(attachment), [CFO]);
    host.directory.departmentHeads.set('legal', EXECUTIVE);
    const workflow = await host.engine.definitions.createWorkflow(
      {
        key: 'legal',
        names: { en: 'Legal' },
        hierarchyStrategy: 2,
        pipelines: [
          { names: { en: 'Legal' }, departmentId: 'legal', approvals: [{ approvalType: 'department_head' }] },
        ],
      },
      { actor: null },
    );
    assert.deepEqual(await stage.seated(await stage.attachAnother({}, workflow.key)), [EXECUTIVE]);
  });

  it('that too few could satisfy seats nobody', async () => {
    const attaching = stage.attach([[by('quorum', { quorumCount: 6 })]]);
    await assert.rejects(attaching, { code: 'NO_APPROVER', message: /needs 6 approvals and only 5/ });
  });
});
