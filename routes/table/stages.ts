import { readNames } from '../../lib/definition/names.js';
import { defineRoute } from '../define-route.js';
import { presentNewestStage, presentStage } from '../presenters/workflow.js';
import type { AnyRoute } from '../route.js';
import { byId } from '../schemas/common.js';
import type { StageBody } from '../schemas/definitions.js';
import { newStage, readStage, stageChange } from '../schemas/definitions.js';
import { callOf } from './workflows.js';

type ById = { id: number };

/** Stages of pipelines. */
export const stageRoutes: readonly AnyRoute[] = [
  defineRoute<ById, unknown, StageBody>({
    method: 'post',
    path: '/pipelines/:id/stages',
    access: 'manage',
    params: byId,
    body: newStage,
    handle: async ({ engine, user, params, body, languages }) => {
      const stage = { ...readStage(body), names: readNames(body) };
      const workflow = await engine.definitions.addStage(params.id, stage, callOf(user));
      return { status: 201, body: presentNewestStage(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/stages/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, user, params, languages }) => {
      const workflow = await engine.definitions.getWorkflowOfStage(params.id, callOf(user));
      return { status: 200, body: presentStage(workflow, params.id, languages) };
    },
  }),
  defineRoute<ById, unknown, StageBody>({
    method: 'patch',
    path: '/stages/:id',
    access: 'manage',
    params: byId,
    body: stageChange,
    handle: async ({ engine, user, params, body, languages }) => {
      const workflow = await engine.definitions.updateStage(params.id, readStage(body), callOf(user));
      return { status: 200, body: presentStage(workflow, params.id, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'delete',
    path: '/stages/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, user, params }) => {
      await engine.definitions.deleteStage(params.id, callOf(user));
      return { status: 204 };
    },
  }),
];
