import express from 'express';
import type { Request, RequestHandler, Response, Router } from 'express';
import type { WorkflowEngine } from '../lib/workflow-engine.js';
import { WorkflowError } from '../lib/errors.js';
import type { Actor } from '../lib/types.js';
import { readIdempotency } from './idempotency.js';
import { isOurFault, toProblem } from './problem.js';
import type { AnyRoute, Permission, RouteResponse } from './route.js';

const MAXIMUM_BODY_BYTES = 256 * 1024;

/** How a router asks the host who someone is, and what they may do. */
export interface AccessOptions {
  /**
   * Who is making the request; `null` or `undefined` for nobody, who is answered 401.
   *
   * @defaultValue `req.user`
   */
  readonly getUser?: (request: Request) => Actor | null | undefined | Promise<Actor | null | undefined>;
  /**
   * Whether the host grants a signed-in user a permission: `manage` to define workflows and act on all of them,
   * `view` to see every attachment of the user's company.
   *
   * @defaultValue both are denied
   */
  readonly authorize?: (user: Actor, permission: Permission, request: Request) => boolean | Promise<boolean>;
}

/** How routes are mounted. */
export interface MountOptions extends AccessOptions {
  /** The engine of a request; called for each. */
  readonly findEngine: (request: Request) => WorkflowEngine | Promise<WorkflowEngine>;
}

/** Mounts routes on an Express router. Works in an Express 4 and an Express 5 host alike. */
export function mountRoutes(routes: readonly AnyRoute[], options: MountOptions): Router {
  const router = express.Router();
  for (const route of routes) router[route.method](route.path, handlerOf(route, options));
  return router;
}

function handlerOf(route: AnyRoute, options: MountOptions): RequestHandler {
  return (request, response) => {
    // Express 4 knows nothing of rejected handlers: every failure is answered here.
    answer(route, options, { request, response }).catch((error: unknown) => {
      sendProblem(response, error);
    });
  };
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
}

async function answer(
  route: AnyRoute,
  options: MountOptions,
  { request, response }: Exchange,
): Promise<void> {
  const engine = await options.findEngine(request);
  try {
    const user = await requireUser(options, request);
    await parseBody(request, response);
    const body: unknown = request.body;
    const { method, originalUrl: url } = request;
    const result = await route.run({
      engine,
      user,
      call: { actor: user },
      params: request.params,
      query: request.query,
      body: body ?? {},
      languages: request.acceptsLanguages().filter((language) => language !== '*'),
      idempotency: readIdempotency({ key: request.get('idempotency-key'), method, url, body }),
      may: async (permission) => (await options.authorize?.(user, permission, request)) === true,
    });
    send(response, result);
  } catch (error) {
    if (isOurFault(error)) {
      engine.logger.error(`${request.method} ${route.path} failed.`, { error });
    }
    sendProblem(response, error);
  }
}

async function requireUser({ getUser }: AccessOptions, request: Request): Promise<Actor> {
  const user = getUser === undefined ? (request as { user?: Actor | null }).user : await getUser(request);
  if (user == null) throw new WorkflowError('NOT_AUTHENTICATED', 'Sign in first: nobody is signed in.');
  return { id: user.id, company: user.company };
}

const parseJson = express.json({ limit: MAXIMUM_BODY_BYTES, strict: false, type: ['json', '+json'] });

/** Parses the body, unless the host has done so; the limit holds either way. */
async function parseBody(request: Request, response: Response): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > MAXIMUM_BODY_BYTES) {
    throw new WorkflowError('BODY_TOO_LARGE', 'The body is larger than 256 KiB.');
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => {
      if (error === undefined || error === null) resolve();
      else
        reject(error instanceof Error ? error : new Error('The body could not be parsed.', { cause: error }));
    });
  });
}

function send(response: Response, { status, body, isReplay }: RouteResponse): void {
  if (isReplay === true) response.set('Idempotency-Replayed', 'true');
  describe(response).status(status);
  if (body === undefined) response.end();
  else response.json(body);
}

function sendProblem(response: Response, error: unknown): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const problem = toProblem(error);
  if (problem.status === 503) response.set('Retry-After', '1');
  describe(response).status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** What is shown depends on who asks and in which language: no cache may keep it. */
function describe(response: Response): Response {
  return response.set('Cache-Control', 'no-store').vary('Accept-Language');
}
