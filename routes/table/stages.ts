import { readNames } from '../../lib/definition/names.js';
import { defineRoute } from '../define-route.js';
import { presentNewestStage, presentStage } from '../presenters/workflow.js';
import type { AnyRoute } from '../route.js';
import { byId } from '../schemas/common.js';
import type { StageBody } from '../schemas/definitions.js';
import { newStage, readStage, stageChange } from '../schemas/definitions.js';

interface ById {
  readonly id: number;
}

/** Stages of pipelines. */
export const stageRoutes: readonly AnyRoute[] = [
  defineRoute<ById, unknown, StageBody>({
    method: 'post',
    path: '/pipelines/:id/stages',
    access: 'manage',
    params: byId,
    body: newStage,
    handle: async ({ engine, call, params, body, languages }) => {
      const stage = { ...readStage(body), names: readNames(body) };
      const workflow = await engine.definitions.addStage(params.id, stage, call);
      return { status: 201, body: presentNewestStage(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/stages/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params, languages }) => {
      const workflow = await engine.definitions.getWorkflowOfStage(params.id, call);
      return { status: 200, body: presentStage(workflow, params.id, languages) };
    },
  }),
  defineRoute<ById, unknown, StageBody>({
    method: 'patch',
    path: '/stages/:id',
    access: 'manage',
    params: byId,
    body: stageChange,
    handle: async ({ engine, call, params, body, languages }) => {
      const workflow = await engine.definitions.updateStage(params.id, readStage(body), call);
      return { status: 200, body: presentStage(workflow, params.id, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'delete',
    path: '/stages/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      await engine.definitions.deleteStage(params.id, call);
      return { status: 204 };
    },
  }),
];
