import { companyOf } from '../../lib/commands/actor.js';
import { defineRoute } from '../define-route.js';
import { presentHistoryVerification } from '../presenters/history-verification.js';
import type { AnyRoute } from '../route.js';
import type { HistoryVerificationQuery } from '../schemas/run-time.js';
import { historyVerificationQuery } from '../schemas/run-time.js';

/** Whether the histories of the company are as they were written. */
export const historyVerificationRoutes: readonly AnyRoute[] = [
  defineRoute<unknown, HistoryVerificationQuery, unknown>({
    method: 'get',
    path: '/history_verification',
    access: 'manage',
    isUnlimited: true,
    query: historyVerificationQuery,
    handle: async ({ engine, user, query }) => {
      const found = await engine.verifyHistory({
        company: companyOf(user),
        attachmentId: query.attachment_id,
      });
      return { status: 200, body: presentHistoryVerification(found) };
    },
  }),
];
