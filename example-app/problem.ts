import { STATUS_CODES } from 'node:http';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { FieldError } from '../lib/index.js';
import { WorkflowError } from '../lib/index.js';

/** What the application refuses. It is answered as the engine answers its own refusals: problem+json, with a code. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly errors: readonly FieldError[];

  constructor(status: number, code: string, detail: string, errors: readonly FieldError[] = []) {
    super(detail);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** Answers a request for something that is not there. */
export const answerNotFound: RequestHandler = ({ method, path }) => {
  throw new Problem(
    404,
    'ROUTE_NOT_FOUND',
    `There is no ${method} ${path} here. README.md shows what there is.`,
  );
};

/** Answers whatever a handler threw. Express knows it for an error handler by its four parameters. */
export function answerProblem(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  const { status, code, message, errors } = toProblem(error);
  if (status >= 500) console.error(error);
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: STATUS_CODES[status],
        status,
        detail: message,
        code,
        ...(errors.length === 0 ? {} : { errors }),
      }),
    );
}

function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof WorkflowError && error.status < 500) {
    return new Problem(error.status, error.code, error.message, error.errors);
  }
  switch (error instanceof Error && 'type' in error ? error.type : null) {
    case 'entity.parse.failed':
      return new Problem(400, 'MALFORMED_JSON', 'The body is not valid JSON.');
    case 'entity.too.large':
      return new Problem(413, 'BODY_TOO_LARGE', 'The body is larger than 100 KiB.');
    default:
      return new Problem(500, 'INTERNAL_ERROR', 'Something went wrong.');
  }
}
