import type { DefinitionCall } from '../../lib/commands/definitions/call.js';
import type { Actor } from '../../lib/types.js';
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
  workflowChange,
} from '../schemas/definitions.js';

type ById = { id: number };

/** The call of a signed-in user: always within their own company. */
export function callOf(user: Actor): DefinitionCall {
  return { actor: user };
}

/** Workflows as people edit them. */
export const workflowRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, ListQuery, unknown>({
    method: 'get',
    path: '/workflows',
    access: 'manage',
    query: listQuery,
    handle: async ({ engine, user, query, languages }) =>
      presentPage(await engine.definitions.listWorkflows(toPageRequest(query), callOf(user)), (workflow) =>
        presentWorkflowSummary(workflow, languages),
      ),
  }),
  defineRoute<unknown, unknown, WorkflowBody>({
    method: 'post',
    path: '/workflows',
    access: 'manage',
    body: newWorkflow,
    handle: async ({ engine, user, body, languages }) => {
      const { key, company, hierarchy_strategy: hierarchyStrategy, status, approvals, pipelines = [] } = body;
      const input = {
        names: readNames(body),
        key,
        company,
        hierarchyStrategy,
        status,
        ...readApprovals(approvals, 'approvals'),
        pipelines: pipelines.map((pipeline, index) => readNewPipeline(pipeline, `pipelines.${index}`)),
      };
      const workflow = await engine.definitions.createWorkflow(input, callOf(user));
      return { status: 201, body: presentWorkflow(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/workflows/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, user, params, languages }) => {
      const workflow = await engine.definitions.getWorkflow(params.id, callOf(user));
      return { status: 200, body: presentWorkflow(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, Omit<WorkflowBody, 'company' | 'pipelines'>>({
    method: 'patch',
    path: '/workflows/:id',
    access: 'manage',
    params: byId,
    body: workflowChange,
    handle: async ({ engine, user, params, body, languages }) => {
      const { key, hierarchy_strategy: hierarchyStrategy, status, approvals } = body;
      const change = {
        ...readNamesChange(body),
        key,
        hierarchyStrategy,
        status,
        ...readApprovals(approvals, 'approvals'),
      };
      const workflow = await engine.definitions.updateWorkflow(params.id, change, callOf(user));
      return { status: 200, body: presentWorkflow(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'delete',
    path: '/workflows/:id',
    access: 'manage',
    params: byId,
    handle: async ({ engine, user, params }) => {
      await engine.definitions.deleteWorkflow(params.id, callOf(user));
      return { status: 204 };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'post',
    path: '/workflows/:id/publish',
    access: 'manage',
    params: byId,
    handle: async ({ engine, user, params, languages }) => {
      const workflow = await engine.definitions.publishWorkflow(params.id, callOf(user));
      return { status: 200, body: presentWorkflow(workflow, languages) };
    },
  }),
  defineRoute<ById, unknown, unknown>({
    method: 'get',
    path: '/workflows/:id/validate',
    access: 'manage',
    params: byId,
    handle: async ({ engine, user, params }) => {
      const { isComplete, missing } = await engine.definitions.getWorkflow(params.id, callOf(user));
      return { status: 200, body: { is_complete: isComplete, missing } };
    },
  }),
  defineRoute<ById, ListQuery, unknown>({
    method: 'get',
    path: '/workflows/:id/versions',
    access: 'manage',
    params: byId,
    query: listQuery,
    handle: async ({ engine, user, params, query }) =>
      presentPage(
        await engine.definitions.listVersions(params.id, toPageRequest(query), callOf(user)),
        presentVersion,
      ),
  }),
];
