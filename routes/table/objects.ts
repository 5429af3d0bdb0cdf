import type { ObjectSchema } from 'joi';
import type { Lazy } from '../../lib/lazy.js';
import { attachAndPresent } from '../attach.js';
import { decideAndPresent, decideUnseen, presentFresh } from '../decide.js';
import { defineRoute } from '../define-route.js';
import type { AnyRoute } from '../route.js';
import type { ActionBody, AttachBody, ObjectParams } from '../schemas/run-time.js';
import { actionBody, attachBody, objectParams } from '../schemas/run-time.js';

interface ObjectRoutesOptions<Params> {
  /** What names the object: `/objects/:model/:object_id`, or `/:id` under the host's own path. */
  readonly prefix: string;
  readonly params: Lazy<ObjectSchema<Params>>;
  readonly toObject: (params: Params) => ObjectParams;
}

/** The three routes by which an object's workflow is seen, decided and attached. */
export function objectRoutes<Params>({
  prefix,
  params,
  toObject,
}: ObjectRoutesOptions<Params>): readonly AnyRoute[] {
  const named = {
    access: 'attachment',
    params,
    target: (request: { params: Params; engine: { models: { get(key: string): unknown } } }) => {
      const { model, object_id: id } = toObject(request.params);
      request.engine.models.get(model);
      return { object: { model, objectId: String(id) } };
    },
  } as const;
  return [
    defineRoute<Params, unknown, unknown>({
      ...named,
      method: 'get',
      path: `${prefix}/workflow_status`,
      handle: presentFresh,
    }),
    defineRoute<Params, unknown, ActionBody>({
      ...named,
      method: 'post',
      path: `${prefix}/workflow_action`,
      body: actionBody,
      handle: decideAndPresent,
      handleUnseen: decideUnseen,
    }),
    defineRoute<Params, unknown, AttachBody>({
      method: 'post',
      path: `${prefix}/attach_workflow`,
      access: 'user',
      params,
      body: attachBody,
      handle: (request) => attachAndPresent(request, toObject(request.params), request.body),
    }),
  ];
}

/** The routes of every registered model's objects. */
export const allObjectRoutes: readonly AnyRoute[] = objectRoutes<ObjectParams>({
  prefix: '/objects/:model/:object_id',
  params: objectParams,
  toObject: (params) => params,
});
