import assert from 'node:assert/strict';
import type { Body } from '../support/api.js';
import { at, ok } from '../support/api.js';
import { role, seedAttachment, seedWorkflow } from '../support/seed.js';
import type { Site } from '../support/site.js';
import { REVIEWER } from '../support/site.js';

/** What new attachments run on, and when that changes. */
export function describePublishing(site: () => Site): void {
  const publication = ({ is_active, published_version, has_unpublished_changes }: Body): unknown[] => [
    is_active,
    published_version,
    has_unpublished_changes,
  ];

  describe('publishing', () => {
    it('tells what is missing, and publishes the first complete definition by itself', async () => {
      const { admin } = site();
      const { id, pipelines } = await seedWorkflow(site(), [[], []]);
      const stages = at(pipelines, 0).stages.map((stage) => stage.id);
      assert.deepEqual(ok(await admin.get(`/workflows/${id}/validate`)), {
        is_complete: false,
        missing: stages.map((stage, index) => ({
          path: `pipelines.0.stages.${index}.approvals`,
          message:
            `Stage "Stage ${index + 1}" of pipeline "Review" has no approval. ` +
            `Add one with PATCH /stages/${stage}.`,
        })),
      });
      const history = [];
      for (const stage of stages) {
        ok(await admin.patch(`/stages/${stage}`, { stage_info: { approvals: [role(1)] } }));
        history.push(publication(ok(await admin.get(`/workflows/${id}`))));
      }
      assert.deepEqual(history, [
        [false, null, true],
        [true, 1, false],
      ]);
      assert.deepEqual(ok(await admin.get(`/workflows/${id}/validate`)), { is_complete: true, missing: [] });
    });

    it('keeps later edits as a draft until they are published', async () => {
      const { admin } = site();
      const { id, pipelines } = await seedWorkflow(site(), [[role(1)]]);
      const { id: stage } = at(at(pipelines, 0).stages, 0);
      const edited = ok(await admin.patch(`/stages/${stage}`, { stage_info: { color: 'blue' } }));
      assert.equal(edited.has_unpublished_changes, true);
      assert.deepEqual(publication(ok(await admin.get(`/workflows/${id}`))), [true, 1, true]);
      assert.deepEqual(publication(ok(await admin.post(`/workflows/${id}/publish`))), [true, 2, false]);
      const undone = ok(await admin.patch(`/stages/${stage}`, { stage_info: { color: null } }));
      assert.equal(undone.has_unpublished_changes, true);
      assert.deepEqual(publication(ok(await admin.post(`/workflows/${id}/publish`))), [true, 1, false]);
    });

    it('lists the versions, newest first, a page at a time', async () => {
      const { admin } = site();
      const { id, pipelines } = await seedWorkflow(site(), [[role(1)]]);
      for (const color of ['blue', 'green']) {
        ok(await admin.patch(`/stages/${at(at(pipelines, 0).stages, 0).id}`, { stage_info: { color } }));
        ok(await admin.post(`/workflows/${id}/publish`));
      }
      const first = ok(await admin.get(`/workflows/${id}/versions?limit=2`));
      const second = ok(await admin.get(`/workflows/${id}/versions?limit=2&cursor=${first.next_cursor}`));
      const numbers = [first, second].map(({ items }) => items.map((version) => version.number));
      assert.deepEqual(numbers, [[3, 2], [1]]);
    });

    it('lets an incomplete draft be, and goes on attaching what is published', async () => {
      const { admin, api } = site();
      const { id, pipelines } = await seedWorkflow(site(), [[role(1)]]);
      ok(await admin.post(`/pipelines/${at(pipelines, 0).id}/stages`, { name_en: 'Not ready' }), 201);
      assert.deepEqual(publication(ok(await admin.get(`/workflows/${id}`))), [true, 1, true]);
      const refused = ok(await admin.post(`/workflows/${id}/publish`), 422);
      assert.equal(refused.code, 'WORKFLOW_INCOMPLETE');
      assert.equal(at(refused.errors, 0).path, 'pipelines.0.stages.1.approvals');
      const { attachment_id: attached, next_stage: next } = await seedAttachment(site(), id);
      assert.equal(next, 'Workflow Complete');
      const done = await api.as(REVIEWER).post(`/attachments/${attached}/action`, { action: 'approved' });
      assert.equal(ok(done).status, 'completed');
    });

    it('does not publish a workflow that is a draft by its status', async () => {
      const { admin } = site();
      const { id, ...workflow } = await seedWorkflow(site(), [[role(1)]], { status: 'draft' });
      assert.deepEqual([workflow.is_complete, workflow.is_active], [true, false]);
      assert.deepEqual(publication(ok(await admin.patch(`/workflows/${id}`, { status: 'active' }))), [
        true,
        1,
        false,
      ]);
    });

    it('never shows an edit to what is running', async () => {
      const { admin, api } = site();
      const { id, pipelines } = await seedWorkflow(site(), [[role(1)], [role(2)]]);
      const running = await seedAttachment(site(), id);
      const [first, second] = at(pipelines, 0).stages;
      ok(await admin.patch(`/stages/${first?.id}`, { name_en: 'Renamed' }));
      ok(await admin.delete(`/stages/${second?.id}`), 204);
      ok(await admin.patch(`/workflows/${id}`, { name_en: 'Renamed', status: 'inactive' }));
      ok(await admin.post(`/workflows/${id}/publish`));
      const path = `/attachments/${running.attachment_id}`;
      assert.deepEqual(ok(await admin.get(path)), running);
      const moved = ok(await api.as(REVIEWER).post(`${path}/action`, { action: 'approved' }));
      assert.deepEqual([moved.workflow_name, moved.current_stage], ['Purchase Request', 'Stage 2']);
    });
  });
}
