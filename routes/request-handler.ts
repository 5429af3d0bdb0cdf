import type { Request, RequestHandler, Response } from 'express';
import type { Actor } from '../lib/types.js';
import type { WorkflowEngine } from '../lib/api/workflow-engine.js';
import type { AccessOptions, SignedIn } from './access.js';
import { requireUser } from './access.js';
import { crossOriginGuard } from './cross-origin.js';
import { isOurFault } from './problem.js';
import type { Route } from './request-limit.js';
import { RequestLimit } from './request-limit.js';
import { sendProblem } from './send.js';

/** How routes are mounted. */
export interface MountOptions<User extends Actor> extends AccessOptions<User> {
  /** The engine of a request; called for each. */
  readonly findEngine: (request: Request) => WorkflowEngine | Promise<WorkflowEngine>;
}

/** A request of somebody who is signed in. */
export interface Exchange<User extends Actor> extends SignedIn<User> {
  readonly request: Request;
  readonly response: Response;
  readonly engine: WorkflowEngine;
  readonly limit: RequestLimit;
}

/** Answers a request. What it throws is answered as a problem. */
export type Answer<User extends Actor> = (exchange: Exchange<User>) => Promise<void>;

/**
 * Gives what makes the handlers of routes, in an Express 4 and an Express 5 host alike. All requests pass the same way:
 * other websites are refused, the engine is found, `getUser` says who asks within the request's limit of time, and what
 * fails is logged and answered as a problem.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function requestHandlers<User extends Actor>(
  options: MountOptions<User>,
): (route: Route, answer: Answer<User>) => RequestHandler {
  const refuseCrossOrigin = crossOriginGuard(options);
  const pass = async (route: Route, answer: Answer<User>, asked: Asked): Promise<void> => {
    const { request } = asked;
    refuseCrossOrigin(request);
    const engine = await options.findEngine(request);
    try {
      const limit = new RequestLimit(route, engine.requestTimeoutMs);
      const signedIn = await limit.prepare(() => requireUser(options, request));
      await answer({ ...asked, ...signedIn, engine, limit });
    } catch (error) {
      if (isOurFault(error)) {
        engine.logger.error(`${request.method} ${route.path} failed.`, { error });
      }
      throw error;
    }
  };
  return (route, answer) => (request, response) => {
    // Express 4 knows nothing of rejected handlers: every failure is answered here.
    pass(route, answer, { request, response }).catch((error: unknown) => {
      sendProblem(response, error);
    });
  };
}

type Asked = Pick<Exchange<Actor>, 'request' | 'response'>;
