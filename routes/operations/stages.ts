import { newStage, placedStage, stageChange, stageIn } from '../../lib/contract/stages.js';
import { byId } from '../../lib/contract/values.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** Stages of pipelines. The workflow may be deleted while one of its stages is edited. */
export const stageOperations: readonly Operation[] = [
  defineOperation({
    id: 'createStage',
    method: 'post',
    path: '/pipelines/:id/stages',
    summary: 'Adds a stage to a pipeline.',
    access: 'manage',
    params: byId,
    body: newStage,
    answer: placedStage,
    status: 201,
    errors: ['PIPELINE_NOT_FOUND', 'WORKFLOW_NOT_FOUND', 'INVALID_DEFINITION', 'UNKNOWN_FORM'],
    example: {
      name_en: 'Transfer',
      stage_info: { color: '#ffaa00', approvals: [{ approval_type: 'role', user_role: 1 }] },
    },
    handle: async ({ engine, call, params, body }) =>
      stageIn(await engine.definitions.addStage(params.id, body, call)),
  }),
  defineOperation({
    id: 'getStage',
    method: 'get',
    path: '/stages/:id',
    summary: 'Shows a stage with its approvals as it is edited.',
    access: 'manage',
    params: byId,
    answer: placedStage,
    errors: ['STAGE_NOT_FOUND', 'WORKFLOW_NOT_FOUND'],
    handle: async ({ engine, call, params }) =>
      stageIn(await engine.definitions.getWorkflowOfStage(params.id, call), params.id),
  }),
  defineOperation({
    id: 'updateStage',
    method: 'patch',
    path: '/stages/:id',
    summary: 'Changes a stage, or replaces its approvals. Running attachments never see it.',
    access: 'manage',
    params: byId,
    body: stageChange,
    answer: placedStage,
    errors: ['STAGE_NOT_FOUND', 'WORKFLOW_NOT_FOUND', 'INVALID_DEFINITION', 'UNKNOWN_FORM'],
    example: {
      stage_info: {
        approvals: [
          { approval_type: 'role', user_role: 4, role_selection_strategy: 'quorum', quorum_count: 2 },
          { approval_type: 'department_head', due_hours: 16, timeout_action: 'escalate' },
        ],
      },
    },
    handle: async ({ engine, call, params, body }) =>
      stageIn(await engine.definitions.updateStage(params.id, body, call), params.id),
  }),
  defineOperation({
    id: 'deleteStage',
    method: 'delete',
    path: '/stages/:id',
    summary: 'Deletes a stage. Running attachments keep theirs.',
    access: 'manage',
    params: byId,
    errors: ['STAGE_NOT_FOUND', 'WORKFLOW_NOT_FOUND'],
    handle: async ({ engine, call, params }) => {
      await engine.definitions.deleteStage(params.id, call);
    },
  }),
];
