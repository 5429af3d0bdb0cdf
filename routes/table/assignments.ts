import { presentById } from '../decide.js';
import { defineRoute } from '../define-route.js';
import type { AnyRoute } from '../route.js';
import { byId } from '../schemas/common.js';
import type { ReplaceBody } from '../schemas/run-time.js';
import { replaceBody } from '../schemas/run-time.js';

/** Seats, whoever holds them. */
export const assignmentRoutes: readonly AnyRoute[] = [
  defineRoute<{ readonly id: number }, unknown, ReplaceBody>({
    method: 'post',
    path: '/assignments/:id/replace',
    access: 'manage',
    params: byId,
    body: replaceBody,
    handle: async (request) => {
      const { engine, call, params, body } = request;
      const { user_id: userId, reason } = body;
      const { id } = await engine.replace({ assignmentId: params.id, userId, reason, ...call });
      return presentById(request, id);
    },
  }),
];
