import express from 'express';
import type { ErrorRequestHandler, Request, RequestHandler, Response, Router } from 'express';
import type { WorkflowEngine } from '../lib/api/workflow-engine.js';
import { WorkflowError } from '../lib/errors.js';
import type { Actor } from '../lib/types.js';
import type { AccessOptions } from './access.js';
import { requireUser } from './access.js';
import type { CrossOriginGuard } from './cross-origin.js';
import { crossOriginGuard } from './cross-origin.js';
import { readIdempotency } from './idempotency.js';
import { isOurFault } from './problem.js';
import { readBody } from './read-body.js';
import { RequestLimit } from './request-limit.js';
import type { Operation, Permission } from './operation.js';
import { send, sendProblem } from './send.js';

/** How routes are mounted. */
export interface MountOptions<User extends Actor> extends AccessOptions<User> {
  /** The engine of a request; called for each. */
  readonly findEngine: (request: Request) => WorkflowEngine | Promise<WorkflowEngine>;
}

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
  const mounting = { ...options, refuseCrossOrigin: crossOriginGuard(options) };
  for (const route of routes) router[route.method](route.path, handlerOf(route, mounting));
  router.use(refuseUndecodablePath);
  return router;
}

interface Mounting<User extends Actor> extends MountOptions<User> {
  readonly refuseCrossOrigin: CrossOriginGuard;
}

function handlerOf<User extends Actor>(route: Operation, mounting: Mounting<User>): RequestHandler {
  return (request, response) => {
    // Express 4 knows nothing of rejected handlers: every failure is answered here.
    answer(route, mounting, { request, response }).catch((error: unknown) => {
      sendProblem(response, error);
    });
  };
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

async function answer<User extends Actor>(
  route: Operation,
  { refuseCrossOrigin, ...options }: Mounting<User>,
  { request, response }: Exchange,
): Promise<void> {
  refuseCrossOrigin(request);
  const engine = await options.findEngine(request);
  try {
    const limit = new RequestLimit(route, engine.requestTimeoutMs);
    const { user, hostUser } = await limit.prepare(() => requireUser(options, request));
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
  } catch (error) {
    if (isOurFault(error)) {
      engine.logger.error(`${request.method} ${route.path} failed.`, { error });
    }
    throw error;
  }
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
