import express from 'express';
import type { ErrorRequestHandler, Request, Router } from 'express';
import { WorkflowError } from '../lib/errors.js';
import type { Actor } from '../lib/types.js';
import { readIdempotency } from './idempotency.js';
import type { Operation, Permission } from './operation.js';
import { readBody } from './read-body.js';
import type { Answer, MountOptions } from './request-handler.js';
import { requestHandlers } from './request-handler.js';
import { send, sendProblem } from './send.js';

/**
 * Mounts routes on an Express router. Works in an Express 4 and an Express 5 host alike.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function mountRoutes<User extends Actor>(
  routes: readonly Operation[],
  options: MountOptions<User>,
): Router {
  // `getUser` and `authorize` see the parameters of the host's path too: its tenant, say.
  const router = express.Router({ mergeParams: true });
  const handlerOf = requestHandlers(options);
  for (const route of routes) {
    router[route.method](route.path, handlerOf(route, answerOf(route, options)));
  }
  router.use(refuseUndecodablePath);
  return router;
}

function answerOf<User extends Actor>(route: Operation, options: MountOptions<User>): Answer<User> {
  return async ({ request, response, engine, limit, user, hostUser }) => {
    const body = await readBody(request, response);
    const { method, originalUrl: url } = request;
    const incoming = {
      engine,
      user,
      hostUser,
      call: { actor: user },
      params: ownParams(route, request),
      query: request.query,
      body,
      languages: request.acceptsLanguages().filter((language) => language !== '*'),
      idempotency: readIdempotency({ key: request.get('idempotency-key'), method, url, body }),
      may: async (permission: Permission) =>
        (await options.authorize?.(hostUser, permission, request)) === true,
    };
    const handle = await limit.prepare(() => route.admit(incoming));
    send(response, await limit.handle(handle));
  };
}

/** The parameters of the operation's own path, without those of the path at which the host has mounted it. */
function ownParams({ path }: Operation, { params }: Request): Readonly<Record<string, unknown>> {
  const names = [...path.matchAll(/:(\w+)/g)].flatMap(([, name]) => name ?? []);
  return Object.fromEntries(names.map((name) => [name, params[name]]));
}

/** A parameter such as `%E0` fails while the router matches it, before any handler of ours. */
const refuseUndecodablePath: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (!(error instanceof URIError)) {
    next(error);
    return;
  }
  sendProblem(response, new WorkflowError('INVALID_REQUEST', 'The path is not valid: encode it as UTF-8.'));
};
