import { readNames } from '../../lib/definition/names.js';
import { defineRoute } from '../define-route.js';
import { presentPage } from '../presenters/list.js';
import { presentVersion, presentWorkflow, presentWorkflowSummary } from '../presenters/workflow.js';
import type { AnyRoute } from '../route.js';
import type { ListQuery } from '../schemas/common.js';
import { byId, listQuery, toPageRequest } from '../schemas/common.js';
import type { WorkflowBody } from '../schemas/definitions.js';
import {
  newWorkflow,
  readApprovals,
  readNamesChange,
  readNewPipeline,
  readWorkflowSettings,
  workflowChange,
} from '../schemas/definitions.js';

interface ById {
  readonly id: number;
}

/** Workflows as people edit them. */
export const workflowRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, ListQuery, unknown>({
    method: 'get',
    path: '/workflows',
    access: 'manage',
    query: listQuery,
    handle: async ({ engine, call, query, languages }) =>
      presentPage(await engine.definitions.listWorkflows(toPageRequest(query), call), (workflow) =>
        presentWorkflowSummary(workflow, languages),
      ),
  }),
  defineRoute<unknown, unknown, WorkflowBody>({
    method: 'post',
    path: '/workflows',
    access: 'manage',
    body: newWorkflow,
    handle: async ({ engine, call, body, languages }) => {
      const { key, company, hierarchy_strategy: hierarchyStrategy, status, approvals, pipelines = [] } = body;
      const input = {
        names: readNames(body),
        key,
        company,
        hierarchyStrategy,
        status,
        ...readWorkflowSettings(body),
        ...readApprovals(approvals, 'approvals'),
        pipelines: pipelines.map((pipeline, index) => readNewPipeline(pipeline, `pipelines.${index}`)),
      };
      const workflow = await engine.definitions.createWorkflow(input, call);
      return { status: 201, body: presentWorkflow(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/workflows/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params, languages }) => {
      const workflow = await engine.definitions.getWorkflow(params.id, call);
      return { status: 200, body: presentWorkflow(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, Omit<WorkflowBody, 'company' | 'pipelines'>>({
    method: 'patch',
    path: '/workflows/:id',
    access: 'manage',
    params: byId,
    body: workflowChange,
    handle: async ({ engine, call, params, body, languages }) => {
      const { key, hierarchy_strategy: hierarchyStrategy, status, approvals } = body;
      const change = {
        ...readNamesChange(body),
        key,
        hierarchyStrategy,
        status,
        ...readWorkflowSettings(body),
        ...readApprovals(approvals, 'approvals'),
      };
      const workflow = await engine.definitions.updateWorkflow(params.id, change, call);
      return { status: 200, body: presentWorkflow(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'delete',
    path: '/workflows/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      await engine.definitions.deleteWorkflow(params.id, call);
      return { status: 204 };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'post',
    path: '/workflows/:id/publish',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params, languages }) => {
      const workflow = await engine.definitions.publishWorkflow(params.id, call);
      return { status: 200, body: presentWorkflow(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/workflows/:id/validate',
    access: 'manage',
    params: byId,
    handle: async ({ engine, call, params }) => {
      const { isComplete, missing } = await engine.definitions.getWorkflow(params.id, call);
      return { status: 200, body: { is_complete: isComplete, missing } };
    },
  }),
  defineRoute<ById, ListQuery, unknown>({
    method: 'get',
    path: '/workflows/:id/versions',
    access: 'manage',
    params: byId,
    query: listQuery,
    handle: async ({ engine, call, params, query }) =>
      presentPage(
        await engine.definitions.listVersions(params.id, toPageRequest(query), call),
        presentVersion,
      ),
  }),
];
