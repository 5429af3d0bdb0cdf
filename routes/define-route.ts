import type { ObjectSchema } from 'joi';
import { withJoi } from '../lib/definition/with-joi.js';
import type { ErrorCode } from '../lib/errors.js';
import { isRefusal } from '../lib/errors.js';
import type { Lazy } from '../lib/lazy.js';
import type { AttachmentTarget } from '../lib/store/attachments.js';
import { admit, requireManage } from './policy.js';
import type { AnyRoute, IncomingRequest, Route, RouteRequest, RouteResponse } from './route.js';
import { inOurWords, validate } from './validate.js';

/** The schema of what takes nothing. */
const nothing = withJoi((Joi) => Joi.object<object>({}));

interface Schemas<Params, Query, Body> {
  readonly params?: Lazy<ObjectSchema<Params>>;
  readonly query?: Lazy<ObjectSchema<Query>>;
  readonly body?: Lazy<ObjectSchema<Body>>;
}

type Definition<Params, Query, Body> =
  Route<Params, Query, Body> extends infer Member
    ? Member extends unknown
      ? Omit<Member, 'params' | 'query' | 'body'> & Schemas<Params, Query, Body>
      : never
    : never;

/**
 * Makes a route of its definition: what it takes is validated, and the policy has admitted the user, before its
 * handler runs. Parts without a schema must be empty.
 */
export function defineRoute<Params, Query, Body>(definition: Definition<Params, Query, Body>): AnyRoute {
  const { params = nothing, query = nothing, body = nothing } = definition;
  const route = {
    ...definition,
    params: inOurWords<unknown>(params),
    query: inOurWords<unknown>(query),
    body: inOurWords<unknown>(body),
  } as Route<Params, Query, Body>;
  const { method, path, access, isUnlimited = false } = route;
  return {
    method,
    path,
    access,
    isUnlimited,
    schemas: { params, query, body },
    admit: async (incoming) => {
      if (access === 'manage') await requireManage(incoming);
      const request = validated(route, incoming);
      const { engine, user, idempotency } = incoming;
      if (idempotency === null && isHandledUnseen(route)) return () => handleFirst(route, request);
      const handle = await prepare(route, request);
      if (idempotency === null || method === 'get') return () => handle(request);
      const { key, fingerprint } = idempotency;
      const once = { actor: user, key, fingerprint: fingerprint() };
      return () =>
        engine.idempotently(once, (transaction) =>
          handle({ ...request, call: { actor: user, transaction } }),
        );
    },
  };
}

/** The handler of a request, once the policy has admitted its user to what it is about. */
async function prepare<Params, Query, Body>(
  route: Route<Params, Query, Body>,
  request: RouteRequest<Params, Query, Body>,
): Promise<(request: RouteRequest<Params, Query, Body>) => Promise<RouteResponse>> {
  if (route.access !== 'attachment') return (ready) => route.handle(ready);
  const attachment = await admit(request, route.target(request));
  return (ready) => route.handle(ready, attachment);
}

/** Refusals before which nothing was asked of anybody: with the attachment at hand more can be said. */
const NOT_THERE: readonly ErrorCode[] = ['ATTACHMENT_NOT_FOUND', 'ATTACHMENT_CLOSED'];

type UnseenRoute<Params, Query, Body> = Extract<
  Route<Params, Query, Body>,
  { readonly access: 'attachment' }
> & {
  handleUnseen(request: RouteRequest<Params, Query, Body>, target: AttachmentTarget): Promise<RouteResponse>;
};

function isHandledUnseen<Params, Query, Body>(
  route: Route<Params, Query, Body>,
): route is UnseenRoute<Params, Query, Body> {
  return 'handleUnseen' in route;
}

/** Handles a request first, and looks only at what is refused whether its user may see the attachment. */
async function handleFirst<Params, Query, Body>(
  route: UnseenRoute<Params, Query, Body>,
  request: RouteRequest<Params, Query, Body>,
): Promise<RouteResponse> {
  const target = route.target(request);
  try {
    return await route.handleUnseen(request, target);
  } catch (error) {
    if (!isRefusal(error) || error.status >= 500) throw error;
    const attachment = await admit(request, target);
    if (!NOT_THERE.includes(error.code)) throw error;
    return route.handle(request, attachment);
  }
}

function validated<Params, Query, Body>(
  route: Route<Params, Query, Body>,
  incoming: IncomingRequest,
): RouteRequest<Params, Query, Body> {
  return {
    ...incoming,
    params: validate(route.params(), incoming.params),
    query: validate(route.query(), incoming.query),
    body: validate(route.body(), incoming.body),
  };
}
