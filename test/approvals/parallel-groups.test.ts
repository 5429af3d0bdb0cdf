import assert from 'node:assert/strict';
import type { ApprovalInput, AttachmentSummary } from '../../lib/index.js';
import { checkConsistency } from '../races/support/check-consistency.js';
import { describeEachDialect } from '../support/databases.js';
import type { Host } from '../support/host.js';
import { byRole, createHost, TABLES } from '../support/host.js';
import { outcomeOf, Stage } from './support/stage.js';

const [REVIEWER, BUDGET, CFO, EXECUTIVE] = [2, 3, 4, 5];

describeEachDialect('A parallel group', (database) => {
  let host: Host;
  let stage: Stage;

  before(async () => {
    host = await createHost(database.sequelize);
    stage = new Stage(host);
  });

  afterEach(async () => {
    await checkConsistency(database.sequelize);
    await database.emptyTables(TABLES);
  });

  const by = (approvalUser: number, more: object = {}): ApprovalInput => ({
    approvalType: 'user',
    approvalUser,
    ...more,
  });
  const together = (user: number, more: object = {}): ApprovalInput =>
    by(user, { parallelGroup: 'together', ...more });
  const approve = ({ id }: AttachmentSummary, actor: number): Promise<string> =>
    outcomeOf(host.engine.approve({ attachmentId: id, actor: { id: actor } }));

  it('opens together and joins: what follows waits for all of it, in whatever order they decide', async () => {
    for (const order of [
      [REVIEWER, BUDGET],
      [BUDGET, REVIEWER],
    ] as const) {
      const attachment = await stage.attach([[together(REVIEWER), together(BUDGET), by(CFO)], [byRole(3)]]);
      assert.deepEqual(await stage.stepStatuses(attachment), ['current', 'current', 'pending']);
      assert.equal(await approve(attachment, CFO), 'NOT_SEATED');
      assert.equal(await approve(attachment, order[0]), 'in_progress');
      assert.equal((await stage.stepStatuses(attachment))[2], 'pending');
      assert.equal(await approve(attachment, order[1]), 'in_progress');
      assert.deepEqual(await stage.stepStatuses(attachment), ['approved', 'approved', 'current']);
      await database.emptyTables(TABLES);
    }
  });

  it('is of neighbours: one that stands between two others parts them', async () => {
    const attachment = await stage.attach([[together(REVIEWER), by(BUDGET), together(CFO)]]);
    assert.deepEqual(await stage.stepStatuses(attachment), ['current', 'pending', 'pending']);
  });

  it('ends with the first rejection; the others are cancelled, and their holders told who', async () => {
    const attachment = await stage.attach([[together(REVIEWER), together(BUDGET)]]);
    const rejecting = host.engine.reject({
      attachmentId: attachment.id,
      actor: { id: BUDGET },
      reason: 'No.',
    });
    assert.equal(await outcomeOf(rejecting), 'rejected');
    assert.deepEqual(await stage.stepStatuses(attachment), ['cancelled', 'rejected']);
    const late = host.engine.approve({ attachmentId: attachment.id, actor: { id: REVIEWER } });
    await assert.rejects(late, (error: { code: string; details: { decided_by: number } }) => {
      assert.equal(error.code, 'ALREADY_DECIDED');
      assert.equal(error.details.decided_by, BUDGET);
      return true;
    });
  });

  it('is left as a whole when one of it sends back, and opens anew', async () => {
    const attachment = await stage.attach([[together(REVIEWER), together(BUDGET)]]);
    assert.equal(await approve(attachment, REVIEWER), 'in_progress');
    await host.engine.requestResubmission({
      attachmentId: attachment.id,
      actor: { id: BUDGET },
      reason: 'Once more.',
    });
    assert.deepEqual(await stage.stepStatuses(attachment), [
      'approved',
      'needs_resubmission',
      'current',
      'current',
    ]);
  });

  it('joins without those of it that were skipped', async () => {
    const attachment = await stage.attach(
      [
        [
          together(REVIEWER, { condition: 'object.amount > 10' }),
          together(BUDGET),
          together(EXECUTIVE),
          by(CFO),
        ],
      ],
      { amount: 10 },
    );
    assert.deepEqual(await stage.stepStatuses(attachment), ['skipped', 'current', 'current', 'pending']);
    await approve(attachment, EXECUTIVE);
    await approve(attachment, BUDGET);
    assert.deepEqual(await stage.stepStatuses(attachment), ['skipped', 'approved', 'approved', 'current']);
  });

  it('lets one person hold several of its seats, who then says which is meant', async () => {
    const attachment = await stage.attach([[together(REVIEWER), together(REVIEWER)]]);
    assert.equal(await approve(attachment, REVIEWER), 'AMBIGUOUS_SEAT');
    for (const { id: stepId } of await stage.steps(attachment)) {
      await host.engine.approve({ attachmentId: attachment.id, stepId, actor: { id: REVIEWER } });
    }
    assert.deepEqual(await stage.stepStatuses(attachment), ['approved', 'approved']);
  });
});
