import Joi from 'joi';
import type { ObjectSchema } from 'joi';
import { admit, requireManage } from './policy.js';
import type { AnyRoute, IncomingRequest, Route, RouteRequest, RouteResponse } from './route.js';
import { validate } from './validate.js';

/** The schema of what takes nothing. */
const nothing = Joi.object<object>({});

interface Schemas<Params, Query, Body> {
  readonly params?: ObjectSchema<Params>;
  readonly query?: ObjectSchema<Query>;
  readonly body?: ObjectSchema<Body>;
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
  const route = { params: nothing, query: nothing, body: nothing, ...definition } as Route<
    Params,
    Query,
    Body
  >;
  const { method, path, access, isUnlimited = false, params, query, body } = route;
  return {
    method,
    path,
    access,
    isUnlimited,
    schemas: { params, query, body },
    admit: async (incoming) => {
      if (access === 'manage') await requireManage(incoming);
      const request = validated(route, incoming);
      const handle = await prepare(route, request);
      const { engine, user, idempotency } = incoming;
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

function validated<Params, Query, Body>(
  route: Route<Params, Query, Body>,
  incoming: IncomingRequest,
): RouteRequest<Params, Query, Body> {
  return {
    ...incoming,
    params: validate(route.params, incoming.params),
    query: validate(route.query, incoming.query),
    body: validate(route.body, incoming.body),
  };
}
