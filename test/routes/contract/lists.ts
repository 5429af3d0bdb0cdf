import assert from 'node:assert/strict';
import type { Api, Body } from '../support/api.js';
import { at, ok } from '../support/api.js';
import { readPages } from '../support/pages.js';
import { role, seedAttachment, seedRunning, seedWorkflow, user } from '../support/seed.js';
import type { Site } from '../support/site.js';
import { AUDITOR_1, AUDITOR_2, BUDGET, CFO, REQUESTER, REVIEWER, STRANGER } from '../support/site.js';

/** Lists: whose they are, what they are filtered by, and their pages. */
export function describeLists(site: () => Site): void {
  describe('the inbox', () => {
    it('comes in pages, longest waiting first', async () => {
      const { id: workflow } = await seedWorkflow(site());
      for (let index = 0; index < 5; index += 1) await seedAttachment(site(), workflow);
      const pages = await readPages(site().api.as(REVIEWER), '/inbox?limit=2');
      const seats = pages.map(({ items }) => items.map((item) => item.assignment_id));
      assert.deepEqual(
        seats.map(({ length }) => length),
        [2, 2, 1],
      );
      assert.deepEqual(
        seats.flat(),
        seats.flat().toSorted((a, b) => a - b),
      );
    });

    it('goes on where it was when a seat is decided between two pages', async () => {
      const { id: workflow } = await seedWorkflow(site());
      for (let index = 0; index < 4; index += 1) await seedAttachment(site(), workflow);
      const reader = site().api.as(REVIEWER);
      const first = ok(await reader.get('/inbox?limit=2'));
      for (const { attachment_id: id } of first.items) {
        ok(await reader.post(`/attachments/${id}/action`, { action: 'approved' }));
      }
      const second = ok(await reader.get(`/inbox?limit=2&cursor=${first.next_cursor}`));
      assert.equal(second.items.length, 2);
      assert.equal(second.next_cursor, null);
    });

    it('shows what waits, for nobody but the holder of the seat', async () => {
      const { api } = site();
      const running = await seedRunning(site());
      const { items } = ok(await api.as(REVIEWER).get('/inbox'));
      const item = at(items, 0);
      assert.equal(items.length, 1);
      assert.deepEqual([item.attachment_id, item.step.stage], [running.attachment_id, 'Stage 1']);
      assert.equal(item.assignment_id, at(at(running.steps, 0).assignments, 0).id);
      for (const other of [REQUESTER, BUDGET, STRANGER, 6]) {
        assert.deepEqual(ok(await api.as(other).get('/inbox')), { items: [], next_cursor: null });
        assert.deepEqual(ok(await api.as(other).get('/inbox/summary')), { total: 0, workflows: [] });
      }
    });

    it('counts the seats of each workflow', async () => {
      const first = await seedRunning(site());
      const { id: second } = await seedWorkflow(site(), [[role(1)]], { key: 'other', name_en: 'Other' });
      await seedAttachment(site(), second);
      await seedAttachment(site(), second);
      const summary = ok(await site().api.as(REVIEWER).get('/inbox/summary'));
      assert.equal(summary.total, 3);
      assert.deepEqual(
        summary.workflows.map((entry) => [entry.workflow_id, entry.workflow_name, entry.count]),
        [
          [first.workflow_id, 'Purchase Request', 1],
          [second, 'Other', 2],
        ],
      );
    });
  });

  describe('the list of attachments', () => {
    const idsOf = ({ items }: Body): number[] => items.map((item) => item.attachment_id);

    it('is filtered by status, model, object and workflow', async () => {
      const { admin } = site();
      const one = await seedRunning(site());
      const { id: other } = await seedWorkflow(site(), [[user(4)]], { key: 'other' });
      const two = await seedAttachment(site(), other);
      ok(await admin.post(`/attachments/${two.attachment_id}/cancel`));
      const find = async (query: string): Promise<number[]> =>
        idsOf(ok(await admin.get(`/attachments?${query}`)));
      assert.deepEqual(await find(''), [two.attachment_id, one.attachment_id]);
      assert.deepEqual(await find('status=cancelled'), [two.attachment_id]);
      assert.deepEqual(await find('status=In_Progress'), [one.attachment_id]);
      assert.deepEqual(await find(`workflow_id=${other}`), [two.attachment_id]);
      assert.deepEqual(await find(`model=PurchaseRequest&object_id=${one.object_id}`), [one.attachment_id]);
      assert.deepEqual(await find('model=Invoice'), []);
    });

    it('shows what one requested, started or was ever seated on, and everything to who manages', async () => {
      const { api, admin } = site();
      const { attachment_id: id } = await seedRunning(site());
      const action = { action: 'delegated', user_id: AUDITOR_1 };
      ok(await api.as(REVIEWER).post(`/attachments/${id}/action`, action));
      const see = async (reader: Api): Promise<boolean> =>
        idsOf(ok(await reader.get('/attachments'))).includes(id);
      for (const reader of [REQUESTER, REVIEWER, AUDITOR_1]) assert.equal(await see(api.as(reader)), true);
      for (const reader of [CFO, AUDITOR_2, STRANGER]) assert.equal(await see(api.as(reader)), false);
      assert.equal(await see(admin), true);
    });

    it('pages newest first', async () => {
      const { id: workflow } = await seedWorkflow(site());
      const made = [];
      for (let index = 0; index < 5; index += 1) {
        made.unshift((await seedAttachment(site(), workflow)).attachment_id);
      }
      const pages = await readPages(site().api.as(REQUESTER), '/attachments?limit=2');
      assert.deepEqual(pages.map(idsOf), [made.slice(0, 2), made.slice(2, 4), made.slice(4)]);
    });
  });

  describe('what an attachment has behind it', () => {
    it('comes in pages: its history and its steps', async () => {
      const { api } = site();
      const { attachment_id: id } = await seedRunning(site());
      for (let round = 0; round < 4; round += 1) {
        const body = { action: 'needs_resubmission', reason: 'Again.' };
        ok(await api.as(REVIEWER).post(`/attachments/${id}/action`, body));
      }
      const steps = await readPages(api.as(REQUESTER), `/attachments/${id}/steps?limit=2`);
      assert.deepEqual(
        steps.map(({ items }) => items.map((step) => [step.step_number, step.round])),
        [
          [
            [1, 1],
            [2, 2],
          ],
          [
            [3, 3],
            [4, 4],
          ],
          [[5, 5]],
        ],
      );
      const history = await readPages(api.as(REQUESTER), `/attachments/${id}/history?limit=5`);
      const sequence = history.flatMap(({ items }) => items.map((entry) => entry.sequence));
      assert.deepEqual(
        sequence,
        sequence.map((_, index) => index + 1),
      );
      assert.equal(history.length, 3);
    });
  });
}
