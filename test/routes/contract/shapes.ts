import assert from 'node:assert/strict';
import { at, ok } from '../support/api.js';
import { role, seedAttachment, seedWorkflow } from '../support/seed.js';
import type { Site } from '../support/site.js';
import { AUDITOR_1, REQUESTER, REVIEWER } from '../support/site.js';

const NOW = '2026-01-05T09:00:00.000Z';

/** Whole answers, to the last key. */
export function describeShapes(site: () => Site): void {
  describe('an answer has exactly these keys and values:', () => {
    it('a workflow, in full and in a list', async () => {
      const { admin } = site();
      const workflow = await seedWorkflow(site(), [[role(4)]]);
      const pipeline = at(workflow.pipelines, 0);
      const stage = at(pipeline.stages, 0);
      const { items } = ok(await admin.get(`/workflows/${workflow.id}/versions`));
      const summary = {
        id: workflow.id,
        key: 'purchase-request',
        company: '',
        name: 'Purchase Request',
        name_en: 'Purchase Request',
        name_ar: 'طلب شراء',
        names: {},
        hierarchy_strategy: 1,
        status: 'active',
        is_active: true,
        is_complete: true,
        published_version: 1,
        published_version_id: at(items, 0).id,
        has_unpublished_changes: false,
        created_at: NOW,
        updated_at: NOW,
      };
      const stageBody = {
        id: stage.id,
        name: 'Stage 1',
        name_en: 'Stage 1',
        name_ar: 'المرحلة 1',
        names: {},
        order: 1,
        stage_info: {
          color: null,
          approvals: [
            {
              id: at(stage.stage_info.approvals, 0).id,
              approval_type: 'role',
              user_role: 4,
              role_selection_strategy: 'anyone',
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
        },
      };
      const pipelineBody = {
        id: pipeline.id,
        workflow_id: workflow.id,
        name: 'Review',
        name_en: 'Review',
        name_ar: 'المراجعة',
        names: {},
        order: 1,
        department_id: null,
        number_of_stages: 1,
        condition: null,
        resubmission: null,
        stages: [stageBody],
      };
      const settings = {
        resubmission: 'immediate',
        allow_empty_completion: false,
        recall: 'undecided',
        repeated_approver: 'allow',
      };
      assert.deepEqual(workflow, { ...summary, ...settings, missing: [], pipelines: [pipelineBody] });
      assert.deepEqual(ok(await admin.get('/workflows')), { items: [summary], next_cursor: null });
      assert.deepEqual(ok(await admin.get(`/stages/${stage.id}`)), {
        ...stageBody,
        pipeline_id: pipeline.id,
        workflow_id: workflow.id,
        workflow_is_complete: true,
        has_unpublished_changes: false,
      });
      const { hash, ...version } = at(items, 0) as unknown as { hash: string };
      assert.match(hash, /^[0-9a-f]{64}$/);
      const { published_version_id: versionId } = summary;
      assert.deepEqual(version, { id: versionId, number: 1, created_by: 6, created_at: NOW });
    });

    it('a form', async () => {
      const form = { key: 'budget', name_en: 'Budget', names: { fr: 'Budget' }, schema: { type: 'object' } };
      const { id, ...rest } = ok(await site().admin.post('/forms', form), 201);
      assert.equal(typeof id, 'number');
      const names = { name: 'Budget', name_en: 'Budget', name_ar: null, names: { fr: 'Budget' } };
      const { key, schema } = form;
      assert.deepEqual(rest, { key, company: '', ...names, schema, created_at: NOW, updated_at: NOW });
    });

    it('a status, its steps and their assignments', async () => {
      const { api, host } = site();
      const workflow = await seedWorkflow(site(), [
        [role(1)],
        [role(4, { role_selection_strategy: 'consensus' })],
      ]);
      const {
        attachment_id: id,
        object_id: object,
        version_id: version,
      } = await seedAttachment(site(), workflow.id);
      host.clock.advance({ hours: 1 });
      const later = host.clock.now().toISOString();
      const action = { action: 'approved', reason: 'Fine.' };
      ok(await api.as(REVIEWER).post(`/attachments/${id}/action`, action));
      host.clock.advance({ hours: -1 });
      const status = ok(await api.as(AUDITOR_1).get(`/attachments/${id}`));
      const [first, second] = at(workflow.pipelines, 0).stages;
      const steps = status.steps.map((step) => ({
        ...step,
        assignments: step.assignments.map(({ id: own }) => own),
      }));
      const common = {
        round: 1,
        pipeline: 'Review',
        approval_type: 'role',
        step_approval_type: 'approve',
        form: null,
        rejected_count: 0,
        reject_at: 1,
        due_at: null,
        blocked_reason: null,
      };
      const attachment = {
        attachment_id: id,
        workflow_id: workflow.id,
        workflow_name: 'Purchase Request',
        version_id: version,
        model: 'PurchaseRequest',
        object_id: object,
        status: 'in_progress',
        round: 1,
        current_stage: 'Stage 2',
        current_stage_id: second?.id,
        current_pipeline: 'Review',
        current_pipeline_id: at(workflow.pipelines, 0).id,
        next_stage: 'Workflow Complete',
        next_stage_id: null,
        progress_percentage: 50,
        requester_id: REQUESTER,
        started_by: 6,
        started_at: NOW,
        completed_at: null,
        closed_at: null,
        created_at: NOW,
        metadata: {},
      };
      const [opened, waiting] = [at(steps, 0), at(steps, 1)];
      const undecided = { actor: null, actor_name: null, acted_at: null };
      const seat = { on_behalf_of: null, form_data: null, checked_in_at: null };
      const firstStep = {
        ...common,
        id: opened.id,
        step_number: 1,
        stage_id: first?.id,
        stage: 'Stage 1',
        role_selection_strategy: 'anyone',
        status: 'approved',
        approve_at: 1,
        approved_count: 1,
        opened_at: NOW,
        closed_at: later,
        assignment_count: 1,
        assignments: [
          {
            ...seat,
            id: opened.assignments[0],
            seat_no: 1,
            user_id: REVIEWER,
            user_name: 'reviewer',
            status: 'approved',
            assigned_at: NOW,
            actor: REVIEWER,
            actor_name: 'reviewer',
            acted_at: later,
            comment: 'Fine.',
          },
        ],
      };
      const secondStep = {
        ...common,
        id: waiting.id,
        step_number: 2,
        stage_id: second?.id,
        stage: 'Stage 2',
        role_selection_strategy: 'consensus',
        status: 'current',
        approve_at: 3,
        approved_count: 0,
        opened_at: later,
        closed_at: null,
        assignment_count: 3,
        assignments: [1, 2, 3].map((seatNo) => ({
          ...seat,
          ...undecided,
          id: waiting.assignments[seatNo - 1],
          seat_no: seatNo,
          user_id: AUDITOR_1 + seatNo - 1,
          user_name: `auditor${seatNo}`,
          status: 'current',
          assigned_at: later,
          comment: null,
        })),
      };
      assert.deepEqual(status, {
        ...attachment,
        requires_user_action: true,
        can_approve: true,
        steps: [firstStep, secondStep],
      });
      const reader = api.as(AUDITOR_1);
      assert.deepEqual(ok(await reader.get('/attachments')), { items: [attachment], next_cursor: null });
      const { items } = ok(await reader.get('/inbox'));
      const own = at(secondStep.assignments, 0);
      assert.deepEqual(items, [
        {
          ...attachment,
          assignment_id: own.id,
          assigned_at: later,
          covering_for: null,
          covering_for_name: null,
          step: { ...secondStep, assignment_count: 1, assignments: [own] },
        },
      ]);
    });
  });
}
