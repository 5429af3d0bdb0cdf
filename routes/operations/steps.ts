import { attachmentStatus } from '../../lib/contract/attachments.js';
import { forcedEnd } from '../../lib/contract/steps.js';
import { byId } from '../../lib/contract/values.js';
import { readById } from '../decide.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';
import { MOVE_REFUSALS } from '../move-refusals.js';

/** Steps, whoever decides on them. */
export const stepOperations: readonly Operation[] = [
  defineOperation({
    id: 'forceStep',
    method: 'post',
    path: '/steps/:id/force',
    summary: 'Ends an open step whatever its seats have said.',
    access: 'manage',
    params: byId,
    body: forcedEnd,
    answer: attachmentStatus,
    errors: [
      'STEP_NOT_FOUND',
      'ALREADY_DECIDED',
      'REASON_REQUIRED',
      'ATTACHMENT_NOT_STARTED',
      'ATTACHMENT_CLOSED',
      'ATTACHMENT_BLOCKED',
      ...MOVE_REFUSALS,
    ],
    example: { outcome: 'approved', reason: 'Nobody is here to decide.' },
    handle: async (request) => {
      const { engine, call, params, body } = request;
      const { id } = await engine.force({ stepId: params.id, ...body }, call);
      return readById(request, id);
    },
  }),
];
