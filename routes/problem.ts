import { STATUS_CODES } from 'node:http';
import { ERROR_STATUS, WorkflowError } from '../lib/errors.js';
import type { ErrorCode } from '../lib/errors.js';
import { isTransient } from '../lib/transactions.js';

/** An error as RFC 9457 carries it. */
export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Stable, for programs. */
  readonly code: ErrorCode;
  /** Each thing that is wrong, with its path. */
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** Facts for programs. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** What a client is told of an error: never a stack, and nothing that was not written for it. */
export function toProblem(error: unknown): Problem {
  const refusal = toRefusal(error);
  const { code, message, errors, details } = refusal;
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
  if (error instanceof WorkflowError && error.status < 500) return error;
  if (isTransient(error)) {
    return new WorkflowError('TRY_AGAIN', 'The database is busy. Nothing was changed: try again.');
  }
  return (
    bodyRefusal(error) ?? new WorkflowError('INTERNAL_ERROR', 'Something went wrong. Nothing was changed.')
  );
}

/** What Express's JSON parser refuses. */
function bodyRefusal(error: unknown): WorkflowError | null {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : null;
  switch (type) {
    case 'entity.too.large':
      return new WorkflowError('BODY_TOO_LARGE', 'The body is larger than 256 KiB.');
    case 'entity.parse.failed':
      return new WorkflowError('MALFORMED_JSON', 'The body is not valid JSON.');
    case 'encoding.unsupported':
    case 'charset.unsupported':
    case 'request.aborted':
    case 'request.size.invalid':
    case 'entity.verify.failed':
      return new WorkflowError('INVALID_REQUEST', 'The body cannot be read. Send JSON in UTF-8.');
    default:
      return null;
  }
}
