import assert from 'node:assert/strict';
import { ADMIN } from '../../support/host.js';
import type { Body } from '../support/api.js';
import { at, ok } from '../support/api.js';
import { role, seedAttachment, seedRunning, seedWorkflow, user } from '../support/seed.js';
import type { Site } from '../support/site.js';
import { AUDITOR_1, AUDITOR_2, BUDGET, EXECUTIVE, REQUESTER, REVIEWER } from '../support/site.js';

/** Who approves, and what requesters and administrators may do about it. */
export function describeApprovals(site: () => Site): void {
  const act = async (by: number, id: number, body: object): Promise<Body> =>
    ok(await site().api.as(by).post(`/attachments/${id}/action`, body));
  const approved = { action: 'approved' };

  describe('approvals', () => {
    it('are counted by their strategy, and say how many they need', async () => {
      const approval = role(4, { role_selection_strategy: 'MAJORITY', reject_at: 3 });
      const { attachment_id: id, steps } = await seedRunning(site(), [[approval]]);
      const counts = ({ approve_at, reject_at, approved_count }: Body): unknown[] => [
        approve_at,
        reject_at,
        approved_count,
      ];
      // More than two rejections of three cannot be waited for: with two of them approval is impossible.
      assert.deepEqual(counts(at(steps, 0)), [2, 2, 0]);
      const first = await act(AUDITOR_1, id, approved);
      assert.deepEqual(counts(at(first.steps, 0)), [2, 2, 1]);
      assert.equal((await act(AUDITOR_2, id, approved)).status, 'completed');
    });

    it('side by side are open together', async () => {
      const { attachment_id: id, steps } = await seedRunning(site(), [
        [user(REVIEWER, { parallel_group: 'a' }), user(BUDGET, { parallel_group: 'a' })],
      ]);
      assert.deepEqual(
        steps.map(({ status }) => status),
        ['current', 'current'],
      );
      assert.equal((await act(BUDGET, id, approved)).status, 'in_progress');
      assert.equal((await act(REVIEWER, id, approved)).status, 'completed');
    });

    it('are checked in by whoever verifies', async () => {
      const approval = role(4, { step_approval_type: 'check_in_verify' });
      const { attachment_id: id } = await seedRunning(site(), [[approval]]);
      const checkedIn = await act(AUDITOR_2, id, approved);
      assert.deepEqual(
        at(checkedIn.steps, 0).assignments.map(({ status }) => status),
        ['superseded', 'current', 'superseded'],
      );
      const { checked_in_at: since, acted_at: decided } = at(at(checkedIn.steps, 0).assignments, 1);
      assert.deepEqual([since, decided], [site().host.clock.now().toISOString(), null]);
      const late = await site().api.as(AUDITOR_1).post(`/attachments/${id}/action`, approved);
      assert.equal(ok(late, 409).code, 'ALREADY_DECIDED');
      assert.equal((await act(AUDITOR_2, id, approved)).status, 'completed');
    });

    it('are skipped by conditions, which are shown as they were written', async () => {
      const { admin } = site();
      const condition = 'object.amount > 1000';
      const workflow = await seedWorkflow(site(), [[role(1)], [role(2, { condition })]]);
      const pipeline = at(workflow.pipelines, 0);
      const [first] = pipeline.stages;
      ok(await admin.patch(`/pipelines/${pipeline.id}`, { condition: 'object.amount > 0' }));
      const changed = ok(
        await admin.patch(`/stages/${first?.id}`, {
          stage_info: { condition: 'object.amount > 500', resubmission: 'REQUESTER' },
        }),
      );
      const { condition: shown, resubmission, approvals } = changed.stage_info;
      assert.deepEqual([shown, resubmission, approvals.length], ['object.amount > 500', 'requester', 1]);
      const { pipelines } = ok(await admin.post(`/workflows/${workflow.id}/publish`));
      assert.equal(at(pipelines, 0).condition, 'object.amount > 0');
      const { id: object } = await site().host.PurchaseRequest.create({
        title: 'Pens',
        requesterId: REQUESTER,
        amount: 5,
      });
      const body = { model: 'PurchaseRequest', object_id: object, workflow_id: workflow.id };
      assert.equal(ok(await admin.post('/attachments', body), 422).code, 'NO_APPROVAL_LEFT');
    });

    it('are recalled by the requester while nobody has decided', async () => {
      const { attachment_id: id } = await seedRunning(site());
      const recalled = await act(REQUESTER, id, { action: 'recalled', reason: 'A mistake.' });
      assert.deepEqual([recalled.status, at(recalled.steps, 0).status], ['cancelled', 'cancelled']);
      const { attachment_id: decided } = await seedAttachment(site(), recalled.workflow_id);
      await act(REVIEWER, decided, approved);
      const late = await site()
        .api.as(REQUESTER)
        .post(`/attachments/${decided}/action`, { action: 'recalled' });
      assert.equal(ok(late, 409).code, 'RECALL_TOO_LATE');
    });

    it('wait for the requester to resubmit where the workflow says so', async () => {
      const { id: workflow } = await seedWorkflow(site(), [[role(1)]], { resubmission: 'requester' });
      const { attachment_id: id } = await seedAttachment(site(), workflow);
      await act(REVIEWER, id, { action: 'needs_resubmission', reason: 'No quote.' });
      const waiting = ok(await site().api.as(REQUESTER).get(`/attachments/${id}`));
      assert.deepEqual(
        [waiting.status, waiting.current_stage, waiting.requires_user_action, waiting.can_approve],
        ['awaiting_resubmission', 'Stage 1', true, false],
      );
      const again = await act(REQUESTER, id, { action: 'Resubmitted', reason: 'Here it is.' });
      assert.deepEqual([again.status, again.round, again.requires_user_action], ['in_progress', 2, false]);
      const { items } = ok(await site().api.as(REQUESTER).get(`/attachments/${id}/history`));
      assert.deepEqual(
        items.slice(-2).map(({ event, actor }) => [event, actor]),
        [
          ['resubmitted', REQUESTER],
          ['step_opened', null],
        ],
      );
    });

    it('pass to somebody else by the hand of who manages', async () => {
      const { admin } = site();
      const { attachment_id: id, steps } = await seedRunning(site());
      const { id: seat } = at(at(steps, 0).assignments, 0);
      const body = { user_id: EXECUTIVE, reason: 'On leave.' };
      const replaced = ok(await admin.post(`/assignments/${seat}/replace`, body));
      const held = at(replaced.steps, 0).assignments;
      assert.deepEqual(
        held.map(({ user_id, status, on_behalf_of }) => [user_id, status, on_behalf_of]),
        [
          [REVIEWER, 'reassigned', null],
          [EXECUTIVE, 'current', null],
        ],
      );
      assert.equal(ok(await admin.post(`/assignments/${seat}/replace`, body), 409).code, 'ALREADY_DECIDED');
      const gone = await admin.post('/assignments/999999/replace', body);
      assert.equal(ok(gone, 404).code, 'ASSIGNMENT_NOT_FOUND');
      assert.equal((await act(EXECUTIVE, id, approved)).current_stage, 'Stage 2');
    });

    it('end by the hand of who manages, who says why', async () => {
      const { admin } = site();
      const { attachment_id: id, steps } = await seedRunning(site());
      const { id: step } = at(steps, 0);
      const body = { outcome: 'Approved', reason: 'Nobody is here.' };
      const forced = ok(await admin.post(`/steps/${step}/force`, body));
      assert.deepEqual([forced.attachment_id, forced.current_stage], [id, 'Stage 2']);
      assert.deepEqual(
        forced.steps.map(({ status }) => status),
        ['approved', 'current'],
      );
      const { items } = ok(await admin.get(`/attachments/${id}/history`));
      const entry = items.find(({ event }) => event === 'forced');
      assert.deepEqual([entry?.actor, entry?.comment], [ADMIN, 'Nobody is here.']);
      assert.equal(ok(await admin.post(`/steps/${step}/force`, body), 409).code, 'ALREADY_DECIDED');
      assert.equal(ok(await admin.post('/steps/999999/force', body), 404).code, 'STEP_NOT_FOUND');
      for (const [wrong, path] of [
        [{ ...body, outcome: 'done' }, 'outcome'],
        [{ outcome: 'skipped' }, 'reason'],
      ] as const) {
        const refused = ok(await admin.post(`/steps/${step}/force`, wrong), 400);
        assert.deepEqual(
          refused.errors.map((error) => error.path),
          [path],
        );
      }
    });
  });
}
