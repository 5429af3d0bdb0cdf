import { STATUS_CODES } from 'node:http';
import { typed } from '../lib/database-errors.js';
import { ERROR_STATUS, isRefusal, WorkflowError } from '../lib/errors.js';
import type { FieldError } from '../lib/errors.js';

/** An error as RFC 9457 carries it. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable, for programs: one of the engine's, or a code of the host's own. */
  readonly code: string;
  /** Each thing that is wrong, with its path. */
  readonly errors?: readonly FieldError[];
  /** Facts for programs. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a client is told of an error: never a stack, and nothing that was not written for it. */
export function toProblem(error: unknown): Problem {
  const { code, message, errors, details } = toRefusal(error);
  const status = ERROR_STATUS[code];
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    ...(errors.length === 0 ? {} : { errors }),
    ...(Object.keys(details).length === 0 ? {} : { details }),
  };
}

/** Whether an operator should hear of it. */
export function isOurFault(error: unknown): boolean {
  return ERROR_STATUS[toRefusal(error).code] >= 500;
}

function toRefusal(error: unknown): WorkflowError {
  const refusal = typed(error);
  if (isRefusal(refusal)) return refusal;
  return new WorkflowError(
    'INTERNAL_ERROR',
    'Something went wrong on our side. Read the status again before you repeat this.',
  );
}
