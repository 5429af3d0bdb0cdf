import { newPipeline, pipeline, pipelineChange, pipelineIn } from '../../lib/contract/pipelines.js';
import { byId } from '../../lib/contract/values.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** Pipelines of workflows. The workflow may be deleted while one of its pipelines is edited. */
export const pipelineOperations: readonly Operation[] = [
  defineOperation({
    id: 'createPipeline',
    method: 'post',
    path: '/workflows/:id/pipelines',
    summary: 'Adds a pipeline to a workflow.',
    access: 'manage',
    params: byId,
    body: newPipeline,
    answer: pipeline,
    status: 201,
    errors: ['WORKFLOW_NOT_FOUND', 'INVALID_DEFINITION', 'UNKNOWN_FORM'],
    example: { name_en: 'Payment', name_ar: 'الدفع', number_of_stages: 1, department_id: 7 },
    handle: async ({ engine, call, params, body }) =>
      pipelineIn(await engine.definitions.addPipeline(params.id, body, call)),
  }),
  defineOperation({
    id: 'updatePipeline',
    method: 'patch',
    path: '/pipelines/:id',
    summary: 'Changes a pipeline. Running attachments never see it.',
    access: 'manage',
    params: byId,
    body: pipelineChange,
    answer: pipeline,
    errors: ['PIPELINE_NOT_FOUND', 'WORKFLOW_NOT_FOUND', 'INVALID_DEFINITION', 'UNKNOWN_FORM'],
    example: { order: 1, condition: 'object.amount > 1000' },
    handle: async ({ engine, call, params, body }) =>
      pipelineIn(await engine.definitions.updatePipeline(params.id, body, call), params.id),
  }),
  defineOperation({
    id: 'deletePipeline',
    method: 'delete',
    path: '/pipelines/:id',
    summary: 'Deletes a pipeline with its stages. Running attachments keep theirs.',
    access: 'manage',
    params: byId,
    errors: ['PIPELINE_NOT_FOUND', 'WORKFLOW_NOT_FOUND'],
    handle: async ({ engine, call, params }) => {
      await engine.definitions.deletePipeline(params.id, call);
    },
  }),
];
