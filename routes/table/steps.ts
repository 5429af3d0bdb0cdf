import { presentById } from '../decide.js';
import { defineRoute } from '../define-route.js';
import type { AnyRoute } from '../route.js';
import { byId } from '../schemas/common.js';
import type { ForceBody } from '../schemas/run-time.js';
import { forceBody } from '../schemas/run-time.js';

/** Steps, whoever decides on them. */
export const stepRoutes: readonly AnyRoute[] = [
  defineRoute<{ readonly id: number }, unknown, ForceBody>({
    method: 'post',
    path: '/steps/:id/force',
    access: 'manage',
    params: byId,
    body: forceBody,
    handle: async (request) => {
      const { engine, call, params, body } = request;
      const { id } = await engine.force({ stepId: params.id, ...body, ...call });
      return presentById(request, id);
    },
  }),
];
