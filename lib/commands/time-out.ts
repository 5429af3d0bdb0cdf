import type { Transaction } from 'sequelize';
import type { TimeOutOutcome } from '../flow/commands/outcome.js';
import type { CommandContext } from './context.js';
import { runCommand } from './run-command.js';

/** An open step that may have to be reminded of, or is due. */
export interface TimeOutRequest {
  readonly company: string;
  readonly attachmentId: number;
  readonly stepId: number;
  /** The time by which it is due or not, and that is recorded. @defaultValue the engine's clock */
  readonly now?: Date | undefined;
  readonly transaction?: Transaction | undefined;
}

/**
 * Reminds of a step, or does what its approval says once it is due.
 *
 * @throws WorkflowError whatever keeps it from going on: `NO_APPROVER`, `NO_APPROVAL_LEFT`, `ACTION_FAILED`, …
 */
export async function timeOut(context: CommandContext, request: TimeOutRequest): Promise<TimeOutOutcome> {
  const { company, attachmentId, stepId, now, transaction } = request;
  const { outcome } = await runCommand(context, {
    target: { attachmentId },
    company,
    command: { kind: 'timed_out', stepId },
    now,
    transaction,
  });
  return outcome;
}
