import { WorkflowError } from '../errors.js';
import type { AttachmentStatus } from '../types.js';
import type { AttachmentState, FlowActor } from './types.js';

/** The statuses that an attachment keeps for ever. */
export type ClosedStatus = Extract<AttachmentStatus, 'completed' | 'rejected' | 'cancelled'>;

const CLOSED_STATUSES: readonly AttachmentStatus[] = [
  'completed',
  'rejected',
  'cancelled',
] satisfies ClosedStatus[];

/** @throws WorkflowError `ATTACHMENT_CLOSED` where the attachment will never move again */
export function requireOpen({ status }: AttachmentState): void {
  if (!CLOSED_STATUSES.includes(status)) return;
  throw new WorkflowError('ATTACHMENT_CLOSED', `This workflow is ${status}: nothing is left to decide.`, {
    details: { status },
  });
}

/** @throws WorkflowError `ATTACHMENT_CLOSED`, `ATTACHMENT_NOT_STARTED` */
export function requireStarted(attachment: AttachmentState): void {
  requireOpen(attachment);
  if (attachment.status !== 'not_started') return;
  throw new WorkflowError(
    'ATTACHMENT_NOT_STARTED',
    'This workflow has not been started yet. Start it first.',
  );
}

/** Who answers for the request: its requester; where there is none, whoever started the attachment. */
export function requesterOf({ requesterId, startedBy }: AttachmentState): string | null {
  return requesterId ?? startedBy;
}

/** @throws WorkflowError `NOT_REQUESTER` */
export function requireRequester(attachment: AttachmentState, actor: FlowActor): void {
  if (actor.id !== null && actor.id === requesterOf(attachment)) return;
  throw new WorkflowError('NOT_REQUESTER', 'Only the requester can do this.');
}

/** @throws WorkflowError `ATTACHMENT_CLOSED`, `ALREADY_STARTED` */
export function requireNotStarted(attachment: AttachmentState): void {
  requireOpen(attachment);
  if (attachment.status === 'not_started') return;
  throw new WorkflowError('ALREADY_STARTED', 'This workflow has already been started.');
}
