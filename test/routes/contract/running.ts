import assert from 'node:assert/strict';
import type { Body } from '../support/api.js';
import { at, ok } from '../support/api.js';
import { role, seedAttachment, seedObject, seedRunning, seedWorkflow } from '../support/seed.js';
import type { Site } from '../support/site.js';
import { AUDITOR_1, BUDGET, CFO, EXECUTIVE, REQUESTER, REVIEWER } from '../support/site.js';

/** Attachments on their way: attached, started, decided, cancelled. */
export function describeRunning(site: () => Site): void {
  const act = async (by: number, id: number, body: object): Promise<Body> =>
    ok(await site().api.as(by).post(`/attachments/${id}/action`, body));

  describe('attachments', () => {
    it('start at once, and wait for whom the first stage asks', async () => {
      const { api } = site();
      const metadata = { cost_centre: 'K-7', tags: ['urgent', 'عاجل'], nested: { a: [1, null, true] } };
      const { id: workflow } = await seedWorkflow(site());
      const attachment = await seedAttachment(site(), workflow, { metadata });
      assert.equal(attachment.status, 'in_progress');
      assert.deepEqual([attachment.current_stage, attachment.next_stage], ['Stage 1', 'Stage 2']);
      assert.deepEqual(attachment.metadata, metadata);
      assert.deepEqual([attachment.requester_id, attachment.started_by], [REQUESTER, 6]);
      const path = `/attachments/${attachment.attachment_id}`;
      const seen = {
        requester: await api.as(REQUESTER).get(path),
        reviewer: await api.as(REVIEWER).get(path),
      };
      assert.equal(ok(seen.requester).can_approve, false);
      assert.equal(ok(seen.requester).requires_user_action, false);
      assert.equal(ok(seen.reviewer).can_approve, true);
      assert.equal(ok(seen.reviewer).requires_user_action, true);
    });

    it('wait to be started where that is asked, for the requester too', async () => {
      const { api } = site();
      const { id: workflow } = await seedWorkflow(site());
      const waiting = await seedAttachment(site(), workflow, { auto_start: false });
      assert.equal(waiting.status, 'not_started');
      assert.deepEqual([waiting.current_stage, waiting.next_stage, waiting.started_at], [null, null, null]);
      assert.deepEqual([waiting.steps, waiting.progress_percentage], [[], 0]);
      const path = `/attachments/${waiting.attachment_id}`;
      const started = ok(await api.as(REQUESTER).post(`${path}/start`));
      assert.deepEqual([started.status, started.started_by], ['in_progress', REQUESTER]);
      assert.equal(ok(await api.as(REQUESTER).post(`${path}/start`), 409).code, 'ALREADY_STARTED');
    });

    it('are approved stage by stage until they are completed', async () => {
      const { attachment_id: id, object_id: object } = await seedRunning(site());
      const way = [];
      for (const by of [REVIEWER, BUDGET, CFO]) {
        const now = await act(by, id, { action: 'Approved', reason: 'Fine.' });
        way.push([now.status, now.current_stage, now.next_stage, now.progress_percentage]);
      }
      assert.deepEqual(way, [
        ['in_progress', 'Stage 2', 'Stage 3', 33],
        ['in_progress', 'Stage 3', 'Workflow Complete', 66],
        ['completed', null, null, 100],
      ]);
      const done = ok(await site().admin.get(`/attachments/${id}`));
      assert.deepEqual([done.completed_at, done.current_pipeline], [done.closed_at, null]);
      assert.notEqual(done.completed_at, null);
      const row = await site().host.PurchaseRequest.findByPk(object);
      assert.equal(row?.workflowStatus, 'completed');
    });

    it('end when they are rejected', async () => {
      const { attachment_id: id } = await seedRunning(site());
      const rejected = await act(REVIEWER, id, { action: 'REJECTED', reason: 'Too dear.' });
      assert.deepEqual(
        [rejected.status, rejected.next_stage, rejected.completed_at],
        ['rejected', null, null],
      );
      assert.notEqual(rejected.closed_at, null);
      const { comment, status } = at(at(rejected.steps, 0).assignments, 0);
      assert.deepEqual([comment, status], ['Too dear.', 'rejected']);
    });

    it('go back in a new round, to this stage or to an earlier one', async () => {
      const { attachment_id: id } = await seedRunning(site());
      const { steps } = await act(REVIEWER, id, { action: 'approved' });
      const back = { action: 'needs_resubmission', reason: 'No quote.', stage_id: at(steps, 0).stage_id };
      const again = await act(BUDGET, id, back);
      assert.deepEqual([again.round, again.current_stage, again.progress_percentage], [2, 'Stage 1', 0]);
      const { reason } = back;
      const stays = await act(REVIEWER, id, { action: 'needs_resubmission', reason });
      assert.deepEqual([stays.round, stays.current_stage], [3, 'Stage 1']);
    });

    it('let a seat be delegated, and decided on behalf of its holder', async () => {
      const { attachment_id: id } = await seedRunning(site());
      const action = { action: 'Delegated', user_id: AUDITOR_1, reason: 'On leave.' };
      const passed = await act(REVIEWER, id, action);
      const [first, second] = at(passed.steps, 0).assignments;
      assert.deepEqual([first?.status, second?.status, second?.user_id], ['delegated', 'current', AUDITOR_1]);
      assert.deepEqual([second?.on_behalf_of, first?.seat_no, second?.seat_no], [REVIEWER, 1, 1]);
      assert.equal((await act(AUDITOR_1, id, { action: 'approved' })).current_stage, 'Stage 2');
    });

    it('let a seat be escalated to the manager of its holder', async () => {
      const { attachment_id: id } = await seedRunning(site());
      const passed = await act(REVIEWER, id, { action: 'escalated' });
      const { user_id: holder, on_behalf_of: for_whom } = at(at(passed.steps, 0).assignments, 1);
      assert.deepEqual([holder, for_whom], [EXECUTIVE, REVIEWER]);
      assert.equal((await act(EXECUTIVE, id, { action: 'approved' })).current_stage, 'Stage 2');
    });

    it('are decided for the step or the seat that is named', async () => {
      const { id: workflow } = await seedWorkflow(site(), [[role(1), role(1)]]);
      const attachment = await seedAttachment(site(), workflow);
      const step = at(attachment.steps, 0);
      const named = { step_id: step.id, assignment_id: at(step.assignments, 0).id };
      const { attachment_id: id } = attachment;
      assert.equal((await act(REVIEWER, id, { action: 'approved', ...named })).current_stage, 'Stage 1');
      assert.equal((await act(REVIEWER, id, { action: 'approved' })).status, 'completed');
    });

    it('are cancelled by someone who manages', async () => {
      const { admin } = site();
      const { attachment_id: id } = await seedRunning(site());
      const cancelled = ok(await admin.post(`/attachments/${id}/cancel`, { reason: 'Duplicate.' }));
      assert.deepEqual([cancelled.status, at(cancelled.steps, 0).status], ['cancelled', 'cancelled']);
      assert.equal(ok(await admin.post(`/attachments/${id}/cancel`), 409).code, 'ATTACHMENT_CLOSED');
    });

    it('make room for another one once they are closed', async () => {
      const { admin } = site();
      const { id: workflow } = await seedWorkflow(site());
      const body = { model: 'PurchaseRequest', object_id: await seedObject(site()), workflow_id: workflow };
      const first = ok(await admin.post('/attachments', body), 201);
      ok(await admin.post(`/attachments/${first.attachment_id}/cancel`));
      const second = ok(await admin.post('/attachments', body), 201);
      assert.notEqual(second.attachment_id, first.attachment_id);
    });

    it('tell their progress, their history and their steps', async () => {
      const { api } = site();
      const { attachment_id: id } = await seedRunning(site());
      await act(REVIEWER, id, { action: 'approved', reason: 'Fine.' });
      const reader = api.as(REQUESTER);
      assert.deepEqual(ok(await reader.get(`/attachments/${id}/progress`)), {
        attachment_id: id,
        status: 'in_progress',
        progress_percentage: 33,
      });
      const history = ok(await reader.get(`/attachments/${id}/history`));
      assert.deepEqual(
        history.items.map(({ sequence, event, actor }) => [sequence, event, actor]),
        [
          [1, 'attached', 6],
          [2, 'started', 6],
          [3, 'step_opened', null],
          [4, 'approved', REVIEWER],
          [5, 'moved', null],
          [6, 'step_opened', null],
        ],
      );
      const { steps } = ok(await reader.get(`/attachments/${id}`));
      assert.deepEqual(ok(await reader.get(`/attachments/${id}/steps`)).items, steps);
    });

    it('tell each entry of their history in the same words', async () => {
      const { api } = site();
      const { attachment_id: id, steps } = await seedRunning(site());
      const action = { action: 'delegated', user_id: AUDITOR_1, reason: 'Away.' };
      ok(await api.as(REVIEWER).post(`/attachments/${id}/action`, action));
      const { items } = ok(await api.as(REQUESTER).get(`/attachments/${id}/history`));
      const { hash, ...entry } = at(items, -1) as unknown as { hash: string };
      assert.match(hash, /^[0-9a-f]{64}$/);
      assert.deepEqual(entry, {
        sequence: 4,
        event: 'delegated',
        step_id: at(steps, 0).id,
        assignment_id: at(at(steps, 0).assignments, 0).id,
        actor: REVIEWER,
        actor_name: 'reviewer',
        on_behalf_of: null,
        comment: 'Away.',
        data: { user_id: AUDITOR_1, user_name: 'auditor1' },
        created_at: '2026-01-05T09:00:00.000Z',
      });
    });
  });
}
