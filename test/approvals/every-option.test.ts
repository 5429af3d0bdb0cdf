import assert from 'node:assert/strict';
import { APPROVAL_OPTIONS } from '../../lib/definition/approval-options.js';
import type { ApprovalInput, AttachmentSummary } from '../../lib/index.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { BY_SYSTEM, byRole, createHost, TABLES } from '../support/host.js';
import { outcomeOf, Stage } from './support/stage.js';

const AUDITORS = 4;
const EMPTY_ROLE = 99;
const [REQUESTER, REVIEWER, BUDGET, EXECUTIVE, FIRST, SECOND, THIRD] = [1, 2, 3, 5, 7, 8, 9];

/** The same story with and without an option, or with another value of it, and what is different. */
interface Difference {
  readonly approvals: readonly [readonly ApprovalInput[], readonly ApprovalInput[]];
  /** What differs: asked of the attachment that runs by the approvals. */
  readonly ask: (attachment: AttachmentSummary, world: { host: Host; stage: Stage }) => Promise<unknown>;
  readonly answers: readonly [unknown, unknown];
}

const byUser = (approvalUser: number, more: object = {}): ApprovalInput => ({
  approvalType: 'user',
  approvalUser,
  ...more,
});
const byAuditors = (more: object): ApprovalInput => byRole(AUDITORS, more);

const whoIsSeated: Difference['ask'] = (attachment, { stage }) => stage.seated(attachment);
const stepStatuses: Difference['ask'] = (attachment, { stage }) => stage.stepStatuses(attachment);
const approvedByFirst: Difference['ask'] = async ({ id }, { host }) =>
  outcomeOf(host.engine.approve({ attachmentId: id, actor: { id: FIRST } }));
const approvedByReviewer: Difference['ask'] = async ({ id }, { host }) =>
  outcomeOf(host.engine.approve({ attachmentId: id, actor: { id: REVIEWER } }));
const rejectedByFirst: Difference['ask'] = async ({ id }, { host }) =>
  outcomeOf(host.engine.reject({ attachmentId: id, actor: { id: FIRST }, reason: 'No.' }));
const delegatedToExecutive: Difference['ask'] = async ({ id }, { host }) =>
  outcomeOf(host.engine.delegate({ attachmentId: id, actor: { id: REVIEWER }, userId: EXECUTIVE }));
const whoIsSeatedWhenFirstHasLeft: Difference['ask'] = async (attachment, { host, stage }) => {
  host.directory.setActive(FIRST, false);
  await host.engine.jobs.replaceInactive();
  return stage.seated(attachment);
};

/** What the job of deadlines has done after one hour, and after another. */
const eventsAfterTwoHours: Difference['ask'] = async (attachment, { host, stage }) => {
  const before = (await stage.events(attachment)).length;
  for (let hour = 1; hour <= 2; hour += 1) {
    host.clock.advance({ hours: 1 });
    await host.engine.jobs.deadlines();
  }
  return (await stage.events(attachment)).slice(before);
};
const whoIsSeatedAfterTwoHours: Difference['ask'] = async (attachment, world) => {
  await eventsAfterTwoHours(attachment, world);
  return world.stage.seated(attachment);
};

const DIFFERENCES: Readonly<Record<string, Difference>> = {
  approvalType: {
    approvals: [[byUser(REVIEWER)], [{ approvalType: 'self' }]],
    ask: whoIsSeated,
    answers: [[REVIEWER], [REQUESTER]],
  },
  approvalUser: {
    approvals: [[byUser(REVIEWER)], [byUser(BUDGET)]],
    ask: whoIsSeated,
    answers: [[REVIEWER], [BUDGET]],
  },
  userRole: {
    approvals: [[byRole(1)], [byRole(AUDITORS)]],
    ask: whoIsSeated,
    answers: [[REVIEWER], [FIRST, SECOND, THIRD]],
  },
  assignedField: {
    approvals: [
      [{ approvalType: 'assigned', assignedField: 'ownerId' }],
      [{ approvalType: 'assigned', assignedField: 'requesterId', allowSelfApproval: true }],
    ],
    ask: whoIsSeated,
    answers: [[SECOND], [REQUESTER]],
  },
  roleSelectionStrategy: {
    approvals: [[byRole(AUDITORS)], [byAuditors({ roleSelectionStrategy: 'consensus' })]],
    ask: approvedByFirst,
    answers: ['completed', 'in_progress'],
  },
  quorumCount: {
    approvals: [
      [byAuditors({ roleSelectionStrategy: 'quorum', quorumCount: 1 })],
      [byAuditors({ roleSelectionStrategy: 'quorum', quorumCount: 2 })],
    ],
    ask: approvedByFirst,
    answers: ['completed', 'in_progress'],
  },
  percentageRequired: {
    approvals: [
      [byAuditors({ roleSelectionStrategy: 'percentage', percentageRequired: 33 })],
      // Rounded up: a third of three is one, and a little more is two.
      [byAuditors({ roleSelectionStrategy: 'percentage', percentageRequired: 34 })],
    ],
    ask: approvedByFirst,
    answers: ['completed', 'in_progress'],
  },
  hierarchyLevels: {
    approvals: [
      [{ approvalType: 'role', roleSelectionStrategy: 'hierarchy_up', hierarchyLevels: 1 }],
      [{ approvalType: 'role', roleSelectionStrategy: 'hierarchy_up', hierarchyLevels: 2 }],
    ],
    ask: whoIsSeated,
    answers: [[BUDGET], [BUDGET, EXECUTIVE]],
  },
  rejectAt: {
    approvals: [[byRole(AUDITORS)], [byAuditors({ rejectAt: 2 })]],
    ask: rejectedByFirst,
    answers: ['rejected', 'in_progress'],
  },
  stepApprovalType: {
    approvals: [[byRole(1)], [byRole(1, { stepApprovalType: 'check_in_verify' })]],
    ask: approvedByReviewer,
    answers: ['completed', 'in_progress'],
  },
  requiredForm: {
    approvals: [[byRole(1)], [byRole(1, { requiredForm: 0 })]],
    ask: approvedByReviewer,
    answers: ['completed', 'FORM_DATA_INVALID'],
  },
  reassignAfterHours: {
    approvals: [
      [byAuditors({ roleSelectionStrategy: 'round_robin' })],
      [byAuditors({ roleSelectionStrategy: 'round_robin', reassignAfterHours: 1 })],
    ],
    ask: async (_attachment, { host }) => {
      host.clock.advance({ hours: 1 });
      return (await host.engine.jobs.reassignRoundRobin()).moved;
    },
    answers: [0, 1],
  },
  allowSelfApproval: {
    approvals: [
      [byUser(REQUESTER, { onNoApprover: { user: REVIEWER } })],
      [byUser(REQUESTER, { allowSelfApproval: true })],
    ],
    ask: whoIsSeated,
    answers: [[REVIEWER], [REQUESTER]],
  },
  parallelGroup: {
    approvals: [
      [byUser(REVIEWER), byUser(BUDGET)],
      [byUser(REVIEWER, { parallelGroup: 'both' }), byUser(BUDGET, { parallelGroup: 'both' })],
    ],
    ask: stepStatuses,
    answers: [
      ['current', 'pending'],
      ['current', 'current'],
    ],
  },
  condition: {
    approvals: [
      [byRole(1), byRole(2)],
      [byRole(1, { condition: 'object.amount > 1000.5' }), byRole(2)],
    ],
    ask: stepStatuses,
    answers: [
      ['current', 'pending'],
      ['skipped', 'current'],
    ],
  },
  onNoApprover: {
    approvals: [
      [byRole(EMPTY_ROLE, { onNoApprover: { user: REVIEWER } }), byRole(2)],
      [byRole(EMPTY_ROLE, { onNoApprover: 'skip' }), byRole(2)],
    ],
    ask: stepStatuses,
    answers: [
      ['current', 'pending'],
      ['skipped', 'current'],
    ],
  },
  onInactiveApprover: {
    approvals: [
      [byAuditors({ roleSelectionStrategy: 'consensus', onInactiveApprover: 'fail' })],
      [byAuditors({ roleSelectionStrategy: 'consensus', onInactiveApprover: 'skip' })],
    ],
    ask: whoIsSeatedWhenFirstHasLeft,
    answers: [
      [FIRST, SECOND, THIRD],
      [SECOND, THIRD],
    ],
  },
  allowDelegation: {
    approvals: [[byRole(1)], [byRole(1, { allowDelegation: false })]],
    ask: delegatedToExecutive,
    answers: ['in_progress', 'DELEGATION_NOT_ALLOWED'],
  },
  delegateScope: {
    approvals: [[byRole(1)], [byRole(1, { delegateScope: 'role' })]],
    ask: delegatedToExecutive,
    answers: ['in_progress', 'DELEGATE_OUT_OF_SCOPE'],
  },
  dueHours: {
    approvals: [[byRole(1)], [byRole(1, { dueHours: 2 })]],
    ask: eventsAfterTwoHours,
    answers: [[], ['deadline_passed']],
  },
  reminderHoursBefore: {
    approvals: [[byRole(1, { dueHours: 3 })], [byRole(1, { dueHours: 3, reminderHoursBefore: [1] })]],
    ask: eventsAfterTwoHours,
    answers: [[], ['reminded']],
  },
  timeoutAction: {
    approvals: [[byRole(1, { dueHours: 2 })], [byRole(1, { dueHours: 2, timeoutAction: 'reject' })]],
    ask: eventsAfterTwoHours,
    answers: [['deadline_passed'], ['deadline_passed', 'rejected']],
  },
  timeoutUser: {
    approvals: [
      [byRole(1, { dueHours: 2, timeoutAction: 'delegate', timeoutUser: BUDGET })],
      [byRole(1, { dueHours: 2, timeoutAction: 'delegate', timeoutUser: EXECUTIVE })],
    ],
    ask: whoIsSeatedAfterTwoHours,
    answers: [[BUDGET], [EXECUTIVE]],
  },
  maxEscalationLevel: {
    approvals: [
      [byUser(SECOND, { dueHours: 1, timeoutAction: 'escalate', maxEscalationLevel: 1 })],
      [byUser(SECOND, { dueHours: 1, timeoutAction: 'escalate', maxEscalationLevel: 2 })],
    ],
    ask: whoIsSeatedAfterTwoHours,
    answers: [[BUDGET], [EXECUTIVE]],
  },
  lastResort: {
    approvals: [
      [byUser(EXECUTIVE, { dueHours: 2, timeoutAction: 'escalate' })],
      [byUser(EXECUTIVE, { dueHours: 2, timeoutAction: 'escalate', lastResort: 'approve' })],
    ],
    ask: eventsAfterTwoHours,
    answers: [['deadline_passed'], ['deadline_passed', 'approved', 'completed']],
  },
  lateDecision: {
    approvals: [
      [byRole(1, { dueHours: 2, timeoutAction: 'approve' })],
      [byRole(1, { dueHours: 2, timeoutAction: 'approve', lateDecision: 'refuse' })],
    ],
    ask: async (attachment, world) => {
      world.host.clock.advance({ hours: 2 });
      return approvedByReviewer(attachment, world);
    },
    answers: ['completed', 'DEADLINE_PASSED'],
  },
};

describe('Every option of an approval', () => {
  it('has a case in the table of differences', () => {
    assert.deepEqual(Object.keys(DIFFERENCES).sort(), Object.keys(APPROVAL_OPTIONS).sort());
  });
});

describeEachDialect('An option of an approval changes what happens', (database) => {
  let host: Host;
  let stage: Stage;
  let now: Date;

  before(async () => {
    host = await createHost(database.sequelize);
    stage = new Stage(host);
    now = host.clock.now();
    host.directory.managers.set(REQUESTER, BUDGET).set(BUDGET, EXECUTIVE).set(SECOND, BUDGET);
  });

  afterEach(async () => {
    host.directory.setActive(FIRST, true);
    host.clock.set(now);
    await database.emptyTables(TABLES);
  });

  async function tell({ approvals, ask }: Difference, index: 0 | 1): Promise<unknown> {
    const form = await host.engine.definitions.createForm(
      { key: 'receipt', names: { en: 'Receipt' }, schema: { type: 'object', required: ['total'] } },
      BY_SYSTEM,
    );
    const told = approvals[index].map((approval) =>
      approval.requiredForm === undefined ? approval : { ...approval, requiredForm: form.id },
    );
    const attachment = await stage.attach([told], { amount: 1000.5, ownerId: SECOND });
    const answer = await ask(attachment, { host, stage });
    host.directory.setActive(FIRST, true);
    host.clock.set(now);
    await database.emptyTables(TABLES);
    return answer;
  }

  for (const [name, difference] of Object.entries(DIFFERENCES)) {
    it(name, async () => {
      assert.notDeepEqual(difference.answers[0], difference.answers[1]);
      assert.deepEqual([await tell(difference, 0), await tell(difference, 1)], difference.answers);
    });
  }

  it('and one that there is not is refused by name', async () => {
    const attaching = stage.attach([[byRole(1, { parallelGruop: 'both' })]]);
    await assert.rejects(attaching, (error: { code: string; errors: unknown }) => {
      assert.equal(error.code, 'INVALID_DEFINITION');
      const path = 'stage_info.approvals.0.parallel_gruop';
      assert.deepEqual(error.errors, [{ path, message: 'is not a known option' }]);
      return true;
    });
  });

  it('and a strategy that there is not is refused with those that there are', async () => {
    const attaching = stage.attach([[byRole(1, { roleSelectionStrategy: 'seniority' })]]);
    await assert.rejects(
      attaching,
      (error: { code: string; errors: { path: string; message: string }[] }) => {
        assert.equal(error.code, 'INVALID_DEFINITION');
        const [{ path, message } = { path: '', message: '' }] = error.errors;
        assert.equal(path, 'stage_info.approvals.0.role_selection_strategy');
        assert.match(message, /^must be one of: anyone, consensus, round_robin, random, supervisor, /);
        return true;
      },
    );
  });
});
