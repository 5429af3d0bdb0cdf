import Joi from 'joi';
import type { ObjectSchema } from 'joi';
import { admit, requireManage } from './policy.js';
import type { AnyRoute, IncomingRequest, Route, RouteRequest } from './route.js';
import { validate } from './validate.js';

/** The schema of what takes nothing. */
export const nothing = Joi.object<Record<never, never>>({});

type Schemas<Params, Query, Body> = {
  readonly params?: ObjectSchema<Params>;
  readonly query?: ObjectSchema<Query>;
  readonly body?: ObjectSchema<Body>;
};

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
  const { method, path, access } = route;
  return {
    method,
    path,
    access,
    run: async (incoming) => {
      if (access === 'manage') await requireManage(incoming);
      const request = validated(route, incoming);
      if (route.access !== 'attachment') return route.handle(request);
      return route.handle(request, await admit(request, route.target(request)));
    },
  };
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
