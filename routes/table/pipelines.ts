import { defineRoute } from '../define-route.js';
import { presentNewestPipeline, presentPipeline } from '../presenters/workflow.js';
import type { AnyRoute } from '../route.js';
import { byId } from '../schemas/common.js';
import type { PipelineBody } from '../schemas/definitions.js';
import { newPipeline, pipelineChange, readNewPipeline, readPipeline } from '../schemas/definitions.js';

interface ById {
  readonly id: number;
}

/** Pipelines of workflows. */
export const pipelineRoutes: readonly AnyRoute[] = [
  defineRoute<ById, unknown, PipelineBody>({
    method: 'post',
    path: '/workflows/:id/pipelines',
    access: 'manage',
    params: byId,
    body: newPipeline,
    handle: async ({ engine, call, params, body, languages }) => {
      const workflow = await engine.definitions.addPipeline(params.id, readNewPipeline(body), call);
      return { status: 201, body: presentNewestPipeline(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, Omit<PipelineBody, 'number_of_stages'>>({
    method: 'patch',
    path: '/pipelines/:id',
    access: 'manage',
    params: byId,
    body: pipelineChange,
    handle: async ({ engine, call, params, body, languages }) => {
      const workflow = await engine.definitions.updatePipeline(params.id, readPipeline(body), call);
      return { status: 200, body: presentPipeline(workflow, params.id, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'delete',
    path: '/pipelines/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      await engine.definitions.deletePipeline(params.id, call);
      return { status: 204 };
    },
  }),
];
