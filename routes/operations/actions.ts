import { action, actionChange, actionQuery, handler, newAction } from '../../lib/contract/actions.js';
import { pageOf } from '../../lib/contract/paging.js';
import { byId } from '../../lib/contract/values.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** Actions, and the handlers that they may name. The workflow may be deleted while one of its actions is edited. */
export const actionOperations: readonly Operation[] = [
  defineOperation({
    id: 'listActionHandlers',
    method: 'get',
    path: '/action_handlers',
    summary: 'Lists the handlers that actions may name, by name, on one page.',
    access: 'manage',
    answer: pageOf(handler),
    handle: ({ engine }) => Promise.resolve({ items: engine.definitions.listHandlers(), next: null }),
  }),
  defineOperation({
    id: 'listActions',
    method: 'get',
    path: '/actions',
    summary: 'Lists the actions of the company, by id.',
    access: 'manage',
    query: actionQuery,
    answer: pageOf(action),
    handle: ({ engine, call, query: { page, ...listing } }) =>
      engine.definitions.listActions(listing, page, call),
  }),
  defineOperation({
    id: 'createAction',
    method: 'post',
    path: '/actions',
    summary:
      'Binds a handler to an event of a workflow, a pipeline, a stage, or all workflows of the company.',
    access: 'manage',
    body: newAction,
    answer: action,
    status: 201,
    errors: ['INVALID_DEFINITION', 'WORKFLOW_NOT_FOUND', 'PIPELINE_NOT_FOUND', 'STAGE_NOT_FOUND'],
    example: {
      stage_id: 12,
      event_type: 'after_approve',
      handler: 'update_object',
      parameters: { values: { paid: true } },
    },
    handle: ({ engine, call, body }) => engine.definitions.createAction(body, call),
  }),
  defineOperation({
    id: 'getAction',
    method: 'get',
    path: '/actions/:id',
    summary: 'Shows an action.',
    access: 'manage',
    params: byId,
    answer: action,
    errors: ['ACTION_NOT_FOUND'],
    handle: ({ engine, call, params }) => engine.definitions.getAction(params.id, call),
  }),
  defineOperation({
    id: 'updateAction',
    method: 'patch',
    path: '/actions/:id',
    summary: 'Changes an action, but not where it is bound. Running attachments never see it.',
    access: 'manage',
    params: byId,
    body: actionChange,
    answer: action,
    errors: ['ACTION_NOT_FOUND', 'WORKFLOW_NOT_FOUND', 'INVALID_DEFINITION'],
    example: { is_active: false },
    handle: ({ engine, call, params, body }) => engine.definitions.updateAction(params.id, body, call),
  }),
  defineOperation({
    id: 'deleteAction',
    method: 'delete',
    path: '/actions/:id',
    summary: 'Deletes an action. Running attachments keep theirs.',
    access: 'manage',
    params: byId,
    errors: ['ACTION_NOT_FOUND', 'WORKFLOW_NOT_FOUND'],
    handle: ({ engine, call, params }) => engine.definitions.deleteAction(params.id, call),
  }),
];
