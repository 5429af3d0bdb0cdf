import type { ErrorCode } from '../lib/errors.js';

/**
 * Why an attachment cannot move on: beside what stands in its way, what runs with it may fail. One that has moved on may be
 * deleted before it is read again.
 */
export const MOVE_REFUSALS = [
  'ATTACHMENT_NOT_FOUND',
  'NO_APPROVER',
  'TOO_MANY_SEATS',
  'NO_APPROVAL_LEFT',
  'FORBIDDEN',
  'ACTION_FAILED',
  'OBJECT_NOT_WRITABLE',
  'MODEL_NOT_FOUND',
] as const satisfies readonly ErrorCode[];

/** Why a decision is refused. */
export const DECISION_REFUSALS = [
  'UNKNOWN_ACTION',
  'NOT_SEATED',
  'NOT_REQUESTER',
  'AMBIGUOUS_SEAT',
  'STEP_NOT_FOUND',
  'ASSIGNMENT_NOT_FOUND',
  'ALREADY_DECIDED',
  'DEADLINE_PASSED',
  'ATTACHMENT_NOT_STARTED',
  'ATTACHMENT_CLOSED',
  'ATTACHMENT_BLOCKED',
  'REASON_REQUIRED',
  'FORM_DATA_INVALID',
  'FORM_DATA_UNEXPECTED',
  'STAGE_NOT_IN_VERSION',
  'STAGE_NOT_EARLIER',
  'DELEGATION_NOT_ALLOWED',
  'DELEGATE_OUT_OF_SCOPE',
  'USER_NOT_FOUND',
  'SELF_APPROVAL',
  'ALREADY_SEATED',
  'HOLDER_LOOP',
  'NO_MANAGER',
  'RECALL_TOO_LATE',
  'NOT_AWAITING_RESUBMISSION',
  ...MOVE_REFUSALS,
] as const satisfies readonly ErrorCode[];
