import type { Transaction } from 'sequelize';
import type { ReassignOutcome } from '../flow/commands/outcome.js';
import type { CommandContext } from './context.js';
import { runCommand } from './run-command.js';

/** A seat that may have to pass to somebody else. */
export interface ReassignRequest {
  readonly company: string;
  readonly attachmentId: number;
  readonly assignmentId: number;
  /** The time by which it is overdue or not, and that is recorded. @defaultValue the engine's clock */
  readonly now?: Date | undefined;
  readonly transaction?: Transaction | undefined;
}

/**
 * Passes a seat on that is overdue, or whose holder can no longer decide.
 *
 * @throws WorkflowError `NO_APPROVER` where nobody would be left to decide, and the approval does not say what then
 */
export async function reassign(context: CommandContext, request: ReassignRequest): Promise<ReassignOutcome> {
  const { company, attachmentId, assignmentId, now, transaction } = request;
  const { outcome } = await runCommand(context, {
    target: { attachmentId },
    company,
    command: { kind: 'reassigned', assignmentId },
    now,
    transaction,
  });
  return outcome;
}
