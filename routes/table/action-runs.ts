import { defineRoute } from '../define-route.js';
import { presentActionRun, presentWholeActionRun } from '../presenters/action-run.js';
import { presentPage } from '../presenters/list.js';
import type { AnyRoute } from '../route.js';
import type { ActionRunQuery } from '../schemas/actions.js';
import { actionRunQuery } from '../schemas/actions.js';
import { byId, toPageRequest } from '../schemas/common.js';

interface ById {
  readonly id: number;
}

/** The deliveries of actions. */
export const actionRunRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, ActionRunQuery, unknown>({
    method: 'get',
    path: '/action_runs',
    access: 'manage',
    query: actionRunQuery,
    handle: async ({ engine, call, query }) => {
      const { status, attachment_id: attachmentId } = query;
      const page = await engine.actionRuns.list({ status, attachmentId }, toPageRequest(query), call);
      return presentPage(page, presentActionRun);
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/action_runs/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      const run = await engine.actionRuns.get(params.id, call);
      return { status: 200, body: presentWholeActionRun(run) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'post',
    path: '/action_runs/:id/retry',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      const run = await engine.actionRuns.retry(params.id, call);
      return { status: 200, body: presentWholeActionRun(run) };
    },
  }),
];
