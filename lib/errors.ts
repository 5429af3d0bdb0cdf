/**
 * Every refusal of the package: one class, one stable `code`, one HTTP status per code.
 *
 * 400 malformed · 401 no user · 403 not yours to decide, or sent by another website · 404 unknown or not visible to you ·
 * 409 the state has changed (who, when) · 413 too large · 415 not JSON ·
 * 422 well-formed but refused · 503 busy or not ready, try again; or lost, and nobody knows what is stored.
 */
export const ERROR_STATUS = {
  INVALID_REQUEST: 400,
  UNKNOWN_FIELD: 400,
  MALFORMED_JSON: 400,
  INVALID_CURSOR: 400,
  NOT_AUTHENTICATED: 401,
  CROSS_ORIGIN: 403,
  FORBIDDEN: 403,
  NOT_REQUESTER: 403,
  NOT_SEATED: 403,
  ROUTE_NOT_FOUND: 404,
  WORKFLOW_NOT_FOUND: 404,
  PIPELINE_NOT_FOUND: 404,
  STAGE_NOT_FOUND: 404,
  FORM_NOT_FOUND: 404,
  ACTION_NOT_FOUND: 404,
  ACTION_RUN_NOT_FOUND: 404,
  ATTACHMENT_NOT_FOUND: 404,
  MODEL_NOT_FOUND: 404,
  OBJECT_NOT_FOUND: 404,
  STEP_NOT_FOUND: 404,
  ASSIGNMENT_NOT_FOUND: 404,
  DELEGATION_NOT_FOUND: 404,
  ACTION_RUN_NOT_DEAD: 409,
  ALREADY_ATTACHED: 409,
  ALREADY_DECIDED: 409,
  DEADLINE_PASSED: 409,
  ALREADY_SEATED: 409,
  ALREADY_STARTED: 409,
  AMBIGUOUS_SEAT: 409,
  ATTACHMENT_BLOCKED: 409,
  ATTACHMENT_CLOSED: 409,
  ATTACHMENT_NOT_STARTED: 409,
  DELEGATION_REVOKED: 409,
  FORM_IN_USE: 409,
  HOLDER_LOOP: 409,
  KEY_TAKEN: 409,
  NOT_AWAITING_RESUBMISSION: 409,
  RECALL_TOO_LATE: 409,
  WORKFLOW_IN_USE: 409,
  BODY_TOO_LARGE: 413,
  METADATA_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  ACTION_FAILED: 422,
  DELEGATE_OUT_OF_SCOPE: 422,
  DELEGATION_CYCLE: 422,
  DELEGATION_NOT_ALLOWED: 422,
  DELEGATION_PERIOD_INVALID: 422,
  DELEGATION_TO_SELF: 422,
  FORM_DATA_INVALID: 422,
  FORM_DATA_UNEXPECTED: 422,
  FORM_SCHEMA_INVALID: 422,
  IDEMPOTENCY_KEY_REUSED: 422,
  INVALID_DEFINITION: 422,
  NO_APPROVAL_LEFT: 422,
  NO_APPROVER: 422,
  NO_MANAGER: 422,
  OBJECT_NOT_WRITABLE: 422,
  REASON_REQUIRED: 422,
  SELF_APPROVAL: 422,
  STAGE_NOT_EARLIER: 422,
  STAGE_NOT_IN_VERSION: 422,
  TOO_MANY_SEATS: 422,
  UNKNOWN_ACTION: 422,
  UNKNOWN_FORM: 422,
  USER_NOT_FOUND: 422,
  WORKFLOW_INACTIVE: 422,
  WORKFLOW_INCOMPLETE: 422,
  WORKFLOW_NOT_PUBLISHED: 422,
  INVALID_CONFIGURATION: 500,
  INVALID_DIRECTORY_ANSWER: 500,
  TRY_AGAIN: 503,
  OUTCOME_UNKNOWN: 503,
  NOT_READY: 503,
  INTERNAL_ERROR: 500,
} as const;

/** The stable name of a refusal. */
export type ErrorCode = keyof typeof ERROR_STATUS;

/** One thing that is wrong, and where. `path` is dotted: `stage_info.approvals.0.user_role`. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** What a {@link WorkflowError} may carry beside its message. */
export interface WorkflowErrorOptions {
  /** Each thing that is wrong, with its path. */
  readonly errors?: readonly FieldError[];
  /** Facts for programs, shown to the client as they are. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/**
 * A refusal. Its message is written for the person who reads it, says what to do next,
 * and is safe to show to a client.
 */
export class WorkflowError extends Error {
  override readonly name = 'WorkflowError';
  readonly code: ErrorCode;
  /** The HTTP status that belongs to the code. */
  readonly status: number;
  readonly errors: readonly FieldError[];
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: WorkflowErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = ERROR_STATUS[code];
    this.errors = options.errors ?? [];
    this.details = options.details ?? {};
  }
}

/** Whether an error was written for whoever called, and tells them what to do: not a fault of ours. */
export function isRefusal(error: unknown): error is WorkflowError {
  return error instanceof WorkflowError && (error.status < 500 || error.status === 503);
}

/** What an operator reads of an error: with its cause, since a refusal does not say what the database has answered. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} (${String(error.cause)})` : error.message;
}
