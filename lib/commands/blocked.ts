import type { AttachmentRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import type { FlowCommand } from '../flow/commands/command.js';

/**
 * What is blocked waits for somebody to choose, which is done by cancelling.
 *
 * @throws WorkflowError `ATTACHMENT_BLOCKED`
 */
export function requireUnblocked({ id, blockedReason }: AttachmentRow, { kind }: FlowCommand): void {
  if (blockedReason === null || kind === 'cancelled') return;
  throw new WorkflowError('ATTACHMENT_BLOCKED', `This workflow is blocked. ${blockedReason}`, {
    details: { attachment_id: id },
  });
}

/** Whether something was refused because its attachment is blocked. */
export function isOfBlocked(error: unknown): boolean {
  return error instanceof WorkflowError && error.code === 'ATTACHMENT_BLOCKED';
}
