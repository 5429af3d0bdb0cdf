/** What can be said of an attachment by its own state. */
import { WorkflowError } from '../../errors.js';
import type { AttachmentStatus } from '../../types.js';
import type { AttachmentState, FlowActor } from '../types.js';

/** The statuses that an attachment keeps for ever. */
export const CLOSED_STATUSES = [
  'completed',
  'rejected',
  'cancelled',
] as const satisfies readonly AttachmentStatus[];
export type ClosedStatus = (typeof CLOSED_STATUSES)[number];

/** The statuses of an attachment that may still move. */
export const OPEN_STATUSES = [
  'not_started',
  'in_progress',
  'awaiting_resubmission',
] as const satisfies readonly Exclude<AttachmentStatus, ClosedStatus>[];
export type OpenStatus = (typeof OPEN_STATUSES)[number];

type Status = Pick<AttachmentState, 'status'>;
type Standing = Pick<AttachmentState, 'status' | 'blockedReason'>;
type Owners = Pick<AttachmentState, 'requesterId' | 'startedBy'>;

/** Whether an attachment will never move again. */
export function isClosed({ status }: Status): boolean {
  return CLOSED_STATUSES.some((closed) => closed === status);
}

/** Whether an attachment has been started and is not closed. */
export function isUnderWay(attachment: Status): boolean {
  return attachment.status !== 'not_started' && !isClosed(attachment);
}

/** Whether seats of an attachment can be decided now. */
export function takesDecisions({ status, blockedReason }: Standing): boolean {
  return status === 'in_progress' && blockedReason === null;
}

/** Whether an attachment waits for its requester to resubmit it. */
export function awaitsResubmission({ status }: Status): boolean {
  return status === 'awaiting_resubmission';
}

/** Who answers for the request: its requester; where there is none, the user who started the attachment. */
export function requesterOf({ requesterId, startedBy }: Owners): string | null {
  return requesterId ?? startedBy;
}

/** Whether a user requested an attachment, or started it. */
export function isOwnRequest(userId: string, { requesterId, startedBy }: Owners): boolean {
  return userId === requesterId || userId === startedBy;
}

/** Whether a user could resubmit an attachment now. */
export function mayResubmit(userId: string, attachment: Standing & Owners): boolean {
  const isWaiting = awaitsResubmission(attachment) && attachment.blockedReason === null;
  return isWaiting && requesterOf(attachment) === userId;
}

/** @throws WorkflowError `ATTACHMENT_CLOSED` where the attachment will never move again */
export function requireOpen(attachment: AttachmentState): void {
  if (!isClosed(attachment)) return;
  const { status } = attachment;
  throw new WorkflowError('ATTACHMENT_CLOSED', `This workflow is ${status}: nothing is left to decide.`, {
    details: { status },
  });
}

/** @throws WorkflowError `ATTACHMENT_CLOSED`, `ATTACHMENT_NOT_STARTED` */
export function requireStarted(attachment: AttachmentState): void {
  requireOpen(attachment);
  if (isUnderWay(attachment)) return;
  throw new WorkflowError(
    'ATTACHMENT_NOT_STARTED',
    'This workflow has not been started yet. Start it first.',
  );
}

/** @throws WorkflowError `ATTACHMENT_CLOSED`, `ALREADY_STARTED` */
export function requireNotStarted(attachment: AttachmentState): void {
  requireOpen(attachment);
  if (!isUnderWay(attachment)) return;
  throw new WorkflowError('ALREADY_STARTED', 'This workflow has already been started.');
}

/** @throws WorkflowError `NOT_REQUESTER` */
export function requireRequester(attachment: AttachmentState, actor: FlowActor): void {
  if (actor.id !== null && actor.id === requesterOf(attachment)) return;
  throw new WorkflowError('NOT_REQUESTER', 'Only the requester can do this.');
}
