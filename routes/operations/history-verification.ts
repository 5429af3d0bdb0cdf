import { companyOf } from '../../lib/commands/actor.js';
import { historyVerification, historyVerificationQuery } from '../../lib/contract/history.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** Whether the histories of the company are as they were written. */
export const historyVerificationOperations: readonly Operation[] = [
  defineOperation({
    id: 'verifyHistory',
    method: 'get',
    path: '/history_verification',
    summary: 'Proves that nobody has changed the histories of the company, or names the first broken entry.',
    access: 'manage',
    isUnlimited: true,
    query: historyVerificationQuery,
    answer: historyVerification,
    errors: ['ATTACHMENT_NOT_FOUND'],
    handle: ({ engine, user, query: { attachmentId } }) =>
      engine.verifyHistory({ company: companyOf(user), attachmentId }),
  }),
];
