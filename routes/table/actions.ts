import { parseActionChange, parseNewAction } from '../../lib/definition/action-schema.js';
import { defineRoute } from '../define-route.js';
import { presentAction, presentHandler } from '../presenters/action.js';
import { presentPage } from '../presenters/list.js';
import type { AnyRoute } from '../route.js';
import type { ActionQuery } from '../schemas/actions.js';
import { actionChange, actionQuery, newAction } from '../schemas/actions.js';
import { byId, toPageRequest } from '../schemas/common.js';

interface ById {
  readonly id: number;
}

/** Actions, and the handlers that they may name. */
export const actionRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, unknown, unknown>({
    method: 'get',
    path: '/action_handlers',
    access: 'manage',
    handle: ({ engine }) =>
      Promise.resolve({
        status: 200,
        body: { items: engine.definitions.listHandlers().map(presentHandler), next_cursor: null },
      }),
  }),
  defineRoute<unknown, ActionQuery, unknown>({
    method: 'get',
    path: '/actions',
    access: 'manage',
    query: actionQuery,
    handle: async ({ engine, call, query }) => {
      const { workflow_id: workflowId, pipeline_id: pipelineId, stage_id: stageId } = query;
      const { event_type: event, default: isDefault } = query;
      const listing = { workflowId, pipelineId, stageId, event, isDefault };
      const page = await engine.definitions.listActions(listing, toPageRequest(query), call);
      return presentPage(page, presentAction);
    },
  }),
  defineRoute<unknown, unknown, object>({
    method: 'post',
    path: '/actions',
    access: 'manage',
    body: newAction,
    handle: async ({ engine, call, body }) => {
      const action = await engine.definitions.createAction(parseNewAction(body), call);
      return { status: 201, body: presentAction(action) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/actions/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      const action = await engine.definitions.getAction(params.id, call);
      return { status: 200, body: presentAction(action) };
    },
  }),
  defineRoute<ById, unknown, object>({
    method: 'patch',
    path: '/actions/:id',
    access: 'manage',
    params: byId,
    body: actionChange,
    handle: async ({ engine, call, params, body }) => {
      const action = await engine.definitions.updateAction(params.id, parseActionChange(body), call);
      return { status: 200, body: presentAction(action) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'delete',
    path: '/actions/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      await engine.definitions.deleteAction(params.id, call);
      return { status: 204 };
    },
  }),
];
