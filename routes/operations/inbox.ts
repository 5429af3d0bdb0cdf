import { inboxItem, inboxSummary } from '../../lib/contract/inbox.js';
import { pageOf, timePageQuery } from '../../lib/contract/paging.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** What waits for the user. */
export const inboxOperations: readonly Operation[] = [
  defineOperation({
    id: 'listInbox',
    method: 'get',
    path: '/inbox',
    summary: 'Lists the seats that wait for the user, longest waiting first.',
    access: 'user',
    query: timePageQuery,
    answer: pageOf(inboxItem),
    handle: ({ engine, user, query }) => engine.reader.inbox(query.page, user),
  }),
  defineOperation({
    id: 'getInboxSummary',
    method: 'get',
    path: '/inbox/summary',
    summary: 'Counts the seats that wait for the user, by workflow.',
    access: 'user',
    answer: inboxSummary,
    handle: async ({ engine, user }) => ({ workflows: await engine.reader.inboxSummary(user) }),
  }),
];
