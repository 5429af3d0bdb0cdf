import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { FieldError } from '../lib/errors.js';
import { WorkflowError } from '../lib/errors.js';
import { requireKnown } from '../lib/known-options.js';
import type { Logger } from '../lib/types.js';
import type { Problem } from './problem.js';
import { toProblem } from './problem.js';
import { bodyRefusal } from './read-body.js';
import { sendAsProblem } from './send.js';

/** What {@link problemHandler} takes. */
export interface ProblemHandlerOptions {
  /** Where errors are reported that are answered with 500 or more. @defaultValue `console` */
  readonly logger?: Pick<Logger, 'error'>;
}

/**
 * Answers a request that no route has taken with 404 and problem+json, as the engine's own routes answer. Mount it after
 * all routes, and {@link problemHandler} after it.
 */
export const notFoundHandler: RequestHandler = ({ method, baseUrl, path }, _response, next) => {
  next(new WorkflowError('ROUTE_NOT_FOUND', `There is no ${method} ${baseUrl}${path} here.`));
};

/**
 * An error handler for the whole application, which answers with problem+json (RFC 9457), as the engine's own routes do.
 * Mount it last: `app.use(problemHandler())`.
 *
 * A {@link WorkflowError} has its own status and code. So has every error whose `status` (or `statusCode`) is from 400 to
 * 499, as those of `http-errors` and of Express itself: `message` is its detail, `code` its code where that is in capitals,
 * else the name of the status, and a list `errors` goes with it. An error with `expose: false`, and whatever else is thrown,
 * is answered as `INTERNAL_ERROR` without a word of it, and is logged.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION`, naming the option
 */
export function problemHandler(options: ProblemHandlerOptions = {}): ErrorRequestHandler {
  requireKnown(options, { logger: true }, { caller: 'problemHandler', code: 'INVALID_CONFIGURATION' });
  const { logger = console } = options;
  // Express knows an error handler by its four parameters.
  return (error: unknown, { method, originalUrl }, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const problem = exposed(error) ?? toProblem(bodyRefusal(error ?? {}) ?? error);
    if (problem.status >= 500) logger.error(`${method} ${originalUrl} failed.`, { error });
    sendAsProblem(response, problem);
  };
}

/** What an error of the host's, or of Express's, says to the client; `null` where it is none that may say something. */
function exposed(error: unknown): Problem | null {
  if (error instanceof WorkflowError || !(error instanceof Error) || bodyRefusal(error) !== null) return null;
  const { status, statusCode, expose, code, errors } = error as Error & Readonly<Record<string, unknown>>;
  const wanted = status ?? statusCode;
  if (typeof wanted !== 'number' || wanted < 400 || wanted > 499 || expose === false) return null;
  const title = STATUS_CODES[wanted] ?? 'Error';
  return {
    type: 'about:blank',
    title,
    status: wanted,
    detail: error.message,
    code: typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : inCapitals(title),
    ...(isFieldErrors(errors) ? { errors } : {}),
  };
}

/** `Not Found` as `NOT_FOUND`. */
function inCapitals(title: string): string {
  return title.toUpperCase().replaceAll(/[^A-Z]+/g, '_');
}

function isFieldErrors(errors: unknown): errors is readonly FieldError[] {
  if (!Array.isArray(errors) || errors.length === 0) return false;
  return errors.every((one: unknown) => {
    const { path, message } = (one ?? {}) as Readonly<Record<string, unknown>>;
    return typeof path === 'string' && typeof message === 'string';
  });
}
