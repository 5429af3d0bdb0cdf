import assert from 'node:assert/strict';
import { at, ok } from '../support/api.js';
import { role, seedAttachment, seedWorkflow, user } from '../support/seed.js';
import type { Site } from '../support/site.js';

/** Workflows, pipelines and stages, as people edit them. */
export function describeDefinitions(site: () => Site): void {
  describe('definitions', () => {
    it('creates a workflow with its pipelines, and numbered stages in two languages', async () => {
      const { admin } = site();
      const answer = await admin.post('/workflows', {
        key: 'purchase-request',
        name_en: 'Purchase Request',
        name_ar: 'طلب شراء',
        pipelines: [
          { name_en: 'Review', name_ar: 'المراجعة', number_of_stages: 2, department_id: 7 },
          { name_en: 'Payment', names: { fr: 'Paiement' }, number_of_stages: 1 },
        ],
      });
      const workflow = ok(answer, 201);
      assert.equal(workflow.key, 'purchase-request');
      assert.deepEqual(
        workflow.pipelines.map(({ name_en: english, name_ar: arabic, order, stages }) => ({
          english,
          arabic,
          order,
          stages: stages.map((stage) => [stage.name_en, stage.name_ar, stage.order]),
        })),
        [
          {
            english: 'Review',
            arabic: 'المراجعة',
            order: 1,
            stages: [
              ['Stage 1', 'المرحلة 1', 1],
              ['Stage 2', 'المرحلة 2', 2],
            ],
          },
          { english: 'Payment', arabic: null, order: 2, stages: [['Stage 1', 'المرحلة 1', 1]] },
        ],
      );
      assert.deepEqual(ok(await admin.get(`/workflows/${workflow.id}`)), workflow);
    });

    it('makes a key of the English name where none is given', async () => {
      const created = ok(await site().admin.post('/workflows', { name_en: 'Leave & Travel (2026)' }), 201);
      assert.equal(created.key, 'leave-travel-2026');
    });

    it('configures a stage with a colour and approvals, in any case', async () => {
      const { admin } = site();
      const workflow = await seedWorkflow(site(), [[]]);
      const { id } = at(at(workflow.pipelines, 0).stages, 0);
      const approvals = [{ approval_type: 'ROLE', user_role: 1, role_selection_strategy: 'Consensus' }];
      const stage = ok(await admin.patch(`/stages/${id}`, { stage_info: { color: '#ffaa00', approvals } }));
      const { id: approvalId } = at(stage.stage_info.approvals, 0);
      assert.deepEqual(stage.stage_info, {
        color: '#ffaa00',
        approvals: [
          {
            id: approvalId,
            approval_type: 'role',
            user_role: 1,
            role_selection_strategy: 'consensus',
            step_approval_type: 'approve',
            allow_self_approval: false,
            on_no_approver: 'fail',
            on_inactive_approver: 'reassign',
            allow_delegation: true,
            delegate_scope: 'company',
          },
        ],
        condition: null,
        resubmission: null,
      });
      assert.deepEqual(ok(await admin.get(`/stages/${id}`)), stage);
    });

    it('keeps an approval that repeats its id, or its place, and leaves out what a change does not name', async () => {
      const { admin } = site();
      const workflow = await seedWorkflow(site(), [[role(1), role(2)]]);
      const { id } = at(at(workflow.pipelines, 0).stages, 0);
      const before = ok(await admin.patch(`/stages/${id}`, { stage_info: { color: 'red' } }));
      const [first, second] = before.stage_info.approvals.map((approval) => approval.id);
      const approvals = [{ ...role(3), id: second }, role(4)];
      const { stage_info: after } = ok(await admin.patch(`/stages/${id}`, { stage_info: { approvals } }));
      assert.equal(at(after.approvals, 0).id, second);
      assert.notEqual(at(after.approvals, 1).id, first);
      assert.equal(after.color, 'red');
    });

    it('adds, changes, orders and deletes pipelines and stages', async () => {
      const { admin } = site();
      const { id } = await seedWorkflow(site(), [[role(1)]]);
      const pipeline = ok(
        await admin.post(`/workflows/${id}/pipelines`, { name_en: 'Payment', number_of_stages: 1 }),
        201,
      );
      assert.deepEqual([pipeline.workflow_id, pipeline.name, pipeline.order], [id, 'Payment', 2]);
      const stage = ok(await admin.post(`/pipelines/${pipeline.id}/stages`, { name_en: 'Transfer' }), 201);
      assert.deepEqual([stage.name, stage.order], ['Transfer', 2]);
      ok(await admin.patch(`/pipelines/${pipeline.id}`, { order: 1, name_en: 'Money' }));
      ok(await admin.delete(`/stages/${at(pipeline.stages, 0).id}`), 204);
      const workflow = ok(await admin.get(`/workflows/${id}`));
      assert.deepEqual(
        workflow.pipelines.map(({ name, stages }) => [name, stages.map((left) => left.name)]),
        [
          ['Review', ['Stage 1']],
          ['Money', ['Transfer']],
        ],
      );
      ok(await admin.delete(`/pipelines/${pipeline.id}`), 204);
      assert.equal(ok(await admin.get(`/workflows/${id}`)).pipelines.length, 1);
      assert.equal((await admin.get(`/stages/${stage.id}`)).body.code, 'STAGE_NOT_FOUND');
      assert.equal((await admin.patch(`/pipelines/${pipeline.id}`, { order: 3 })).status, 404);
    });

    it('takes approvals on pipelines with strategy 2, and on the workflow with strategy 3', async () => {
      const { admin, api } = site();
      const flat = { name_en: 'Expense', hierarchy_strategy: 3, approvals: [user(4)] };
      const three = ok(await admin.post('/workflows', flat), 201);
      assert.equal(three.is_active, true);
      assert.equal(at(three.approvals, 0).approval_type, 'user');
      const pipelines = [{ name_en: 'Legal' }, { name_en: 'Finance' }];
      const two = ok(
        await admin.post('/workflows', { key: 'c', name_en: 'C', hierarchy_strategy: 2, pipelines }),
        201,
      );
      for (const { id } of two.pipelines) {
        const changed = ok(await admin.patch(`/pipelines/${id}`, { approvals: [role(2)] }));
        assert.equal(at(changed.approvals, 0).approval_type, 'role');
      }
      const places = [];
      for (const { id } of [two, three]) {
        const { attachment_id: attached, ...status } = await seedAttachment(site(), id);
        places.push([status.current_stage, status.current_pipeline, status.next_stage]);
        const holder = at(at(status.steps, 0).assignments, 0).user_id;
        const { next_stage: next } = ok(
          await api.as(holder).post(`/attachments/${attached}/action`, { action: 'approved' }),
        );
        places.push(next);
      }
      assert.deepEqual(places, [
        ['Legal', 'Legal', 'Finance'],
        'Workflow Complete',
        ['Expense', null, 'Workflow Complete'],
        null,
      ]);
      const changed = await admin.patch(`/workflows/${three.id}`, { approvals: [role(1)] });
      assert.equal(at(ok(changed).approvals, 0).approval_type, 'role');
    });

    it('refuses approvals and stages where the hierarchy strategy has none', async () => {
      const { admin } = site();
      const approvals = [role(1)];
      const flat = ok(
        await admin.post('/workflows', { name_en: 'Flat', hierarchy_strategy: 3, approvals }),
        201,
      );
      const pipelines = [{ name_en: 'Legal' }];
      const two = await admin.post('/workflows', { name_en: 'Two', hierarchy_strategy: 2, pipelines });
      const { id: pipeline } = at(ok(two, 201).pipelines, 0);
      const deep = await seedWorkflow(site());
      const refusals = [
        await admin.post(`/pipelines/${pipeline}/stages`, { name_en: 'Stage' }),
        await admin.patch(`/workflows/${deep.id}`, { approvals }),
        await admin.patch(`/pipelines/${at(deep.pipelines, 0).id}`, { approvals }),
        await admin.post(`/workflows/${flat.id}/pipelines`, { name_en: 'Deep', number_of_stages: 2 }),
      ];
      assert.deepEqual(
        refusals.map(({ status, body }) => [status, body.code, body.errors[0]?.path]),
        [
          [422, 'INVALID_DEFINITION', 'stages'],
          [422, 'INVALID_DEFINITION', 'approvals'],
          [422, 'INVALID_DEFINITION', 'approvals'],
          [422, 'INVALID_DEFINITION', 'number_of_stages'],
        ],
      );
    });

    it('changes the names, the key and the status of a workflow', async () => {
      const { admin } = site();
      const { id } = await seedWorkflow(site());
      const change = {
        key: 'orders',
        name_en: 'Orders',
        name_ar: null,
        names: { fr: 'Commandes' },
        status: 'INACTIVE',
      };
      const changed = ok(await admin.patch(`/workflows/${id}`, change));
      assert.equal(changed.key, 'orders');
      assert.equal(changed.is_active, false);
      const { name_en: english, name_ar: arabic, status } = changed;
      assert.deepEqual([english, arabic, status], ['Orders', null, 'inactive']);
    });

    it('refuses a key that is taken, of a new workflow and of a changed one', async () => {
      const { admin } = site();
      await seedWorkflow(site());
      const other = ok(await admin.post('/workflows', { key: 'other', name_en: 'Other' }), 201);
      for (const answer of [
        await admin.post('/workflows', { key: 'purchase-request', name_en: 'Again' }),
        await admin.patch(`/workflows/${other.id}`, { key: 'purchase-request' }),
      ]) {
        assert.equal(ok(answer, 409).code, 'KEY_TAKEN');
        assert.deepEqual(answer.body.errors, [{ path: 'key', message: 'is taken' }]);
      }
    });

    it('deletes a workflow that nothing was attached to, and refuses one in use', async () => {
      const { admin } = site();
      const { id } = await seedWorkflow(site());
      ok(await admin.delete(`/workflows/${id}`), 204);
      assert.equal((await admin.get(`/workflows/${id}`)).body.code, 'WORKFLOW_NOT_FOUND');
      const used = await seedWorkflow(site());
      await seedAttachment(site(), used.id);
      assert.equal(ok(await admin.delete(`/workflows/${used.id}`), 409).code, 'WORKFLOW_IN_USE');
    });

    it('lists workflows a page at a time', async () => {
      const { admin } = site();
      for (const key of ['a', 'b', 'c']) ok(await admin.post('/workflows', { key, name_en: key }), 201);
      const first = ok(await admin.get('/workflows?limit=2'));
      const second = ok(await admin.get(`/workflows?limit=2&cursor=${first.next_cursor}`));
      const keys = [first, second].map(({ items }) => items.map(({ key }) => key));
      assert.deepEqual(keys, [['a', 'b'], ['c']]);
      assert.equal(second.next_cursor, null);
    });
  });
}
