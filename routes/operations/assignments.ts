import { attachmentStatus } from '../../lib/contract/attachments.js';
import { replacement } from '../../lib/contract/steps.js';
import { byId } from '../../lib/contract/values.js';
import { readById } from '../decide.js';
import { defineOperation } from '../define-operation.js';
import type { Operation } from '../operation.js';

/** Seats, whoever holds them. */
export const assignmentOperations: readonly Operation[] = [
  defineOperation({
    id: 'replaceAssignment',
    method: 'post',
    path: '/assignments/:id/replace',
    summary: "Gives somebody's open seat to somebody else, who decides for themselves.",
    access: 'manage',
    params: byId,
    body: replacement,
    answer: attachmentStatus,
    errors: [
      'ASSIGNMENT_NOT_FOUND',
      'ATTACHMENT_NOT_FOUND',
      'ALREADY_DECIDED',
      'USER_NOT_FOUND',
      'SELF_APPROVAL',
      'ALREADY_SEATED',
      'ATTACHMENT_NOT_STARTED',
      'ATTACHMENT_CLOSED',
      'ATTACHMENT_BLOCKED',
      'ACTION_FAILED',
      'MODEL_NOT_FOUND',
    ],
    example: { user_id: 7, reason: 'Has left the company.' },
    handle: async (request) => {
      const { engine, call, params, body } = request;
      const { userId, reason } = body;
      const { id } = await engine.replace({ assignmentId: params.id, userId, reason }, call);
      return readById(request, id);
    },
  }),
];
