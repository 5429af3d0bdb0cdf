import { pickName } from '../../lib/definition/names.js';
import { defineRoute } from '../define-route.js';
import { presentInboxItem } from '../presenters/attachment.js';
import { presentPage } from '../presenters/list.js';
import type { AnyRoute } from '../route.js';
import type { ListQuery } from '../schemas/common.js';
import { listQuery, toTimePageRequest } from '../schemas/common.js';

/** What waits for the user. */
export const inboxRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, ListQuery, unknown>({
    method: 'get',
    path: '/inbox',
    access: 'user',
    query: listQuery,
    handle: async ({ engine, user, query, languages }) =>
      presentPage(await engine.reader.inbox(toTimePageRequest(query), user), (item) =>
        presentInboxItem(item, languages),
      ),
  }),
  defineRoute<unknown, unknown, unknown>({
    method: 'get',
    path: '/inbox/summary',
    access: 'user',
    handle: async ({ engine, user, languages }) => {
      const workflows = await engine.reader.inboxSummary(user);
      const total = workflows.reduce((sum, { count }) => sum + count, 0);
      const items = workflows.map(({ workflowId, names, count }) => ({
        workflow_id: workflowId,
        workflow_name: pickName(names, languages),
        count,
      }));
      return { status: 200, body: { total, workflows: items } };
    },
  }),
];
