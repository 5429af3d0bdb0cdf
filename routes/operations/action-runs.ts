import { actionRun, actionRunQuery, actionRunSummary } from '../../lib/contract/action-runs.js';
import { pageOf } from '../../lib/contract/paging.js';
import { byId } from '../../lib/contract/values.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** The deliveries of actions. */
export const actionRunOperations: readonly Operation[] = [
  defineOperation({
    id: 'listActionRuns',
    method: 'get',
    path: '/action_runs',
    summary: 'Lists the deliveries of actions, newest first.',
    access: 'manage',
    query: actionRunQuery,
    answer: pageOf(actionRunSummary),
    handle: ({ engine, call, query: { page, ...listing } }) => engine.actionRuns.list(listing, page, call),
  }),
  defineOperation({
    id: 'getActionRun',
    method: 'get',
    path: '/action_runs/:id',
    summary: 'Shows a delivery with what its handler is called with.',
    access: 'manage',
    params: byId,
    answer: actionRun,
    errors: ['ACTION_RUN_NOT_FOUND'],
    handle: ({ engine, call, params }) => engine.actionRuns.get(params.id, call),
  }),
  defineOperation({
    id: 'retryActionRun',
    method: 'post',
    path: '/action_runs/:id/retry',
    summary: 'Lets a delivery that was given up on be tried again, out of its order.',
    access: 'manage',
    params: byId,
    answer: actionRun,
    errors: ['ACTION_RUN_NOT_FOUND', 'ACTION_RUN_NOT_DEAD'],
    handle: ({ engine, call, params }) => engine.actionRuns.retry(params.id, call),
  }),
];
