import type { Transaction } from 'sequelize';
import type { CommandContext } from './context.js';
import { runCommand } from './run-command.js';

/** A seat that may have to pass to somebody else. */
export interface ReassignRequest {
  readonly company: string;
  readonly attachmentId: number;
  readonly assignmentId: number;
  /** The time against which it is judged, and that is recorded. @defaultValue the engine's clock */
  readonly now?: Date | undefined;
  readonly transaction?: Transaction | undefined;
}

/** `moved` to somebody else, `removed`, `stayed` because there is nobody else, or no longer due. */
export type ReassignOutcome = 'moved' | 'removed' | 'stayed' | 'not_due';

/**
 * Passes a seat on that is overdue, or whose holder can no longer decide.
 *
 * @throws WorkflowError `NO_APPROVER` where nobody would be left to decide, and the approval does not say what then
 */
export async function reassign(context: CommandContext, request: ReassignRequest): Promise<ReassignOutcome> {
  const { company, attachmentId, assignmentId, now, transaction } = request;
  const { changes } = await runCommand(context, {
    target: { attachmentId },
    company,
    command: { action: 'reassigned', assignmentId },
    now,
    transaction,
  });
  if (changes.some((change) => change.kind === 'history' && change.event === 'seat_removed'))
    return 'removed';
  if (changes.some((change) => change.kind === 'seats_assigned')) return 'moved';
  return changes.some((change) => change.kind === 'reassignment_postponed') ? 'stayed' : 'not_due';
}
