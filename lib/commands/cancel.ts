import type { Transaction } from 'sequelize';
import type { OnTarget } from '../store/attachments.js';
import type { Actor } from '../types.js';
import { companyOf, nameActor } from './actor.js';
import type { CommandContext } from './context.js';
import type { CommandOutcome } from './command-batch.js';
import { runCommand } from './run-command.js';

/** What is said of the end of an attachment that is still open. */
export interface CancelDetails {
  /** `null` for the system. */
  readonly actor: Actor | null;
  /** @defaultValue the actor's company */
  readonly company?: string | undefined;
  readonly reason?: string | null | undefined;
  readonly transaction?: Transaction | undefined;
}

/**
 * Cancels an open attachment, wherever it stands. Nothing is deleted.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`, `ATTACHMENT_CLOSED`
 */
export async function cancel(
  context: CommandContext,
  request: OnTarget<CancelDetails>,
): Promise<CommandOutcome> {
  const { target, actor, reason = null } = request;
  const company = companyOf(actor, request.company);
  return context.transactions.run(request.transaction, async (transaction) => {
    const named = await nameActor(context, actor, transaction);
    const command = { kind: 'cancelled', actor: named, reason } as const;
    return runCommand(context, { target, company, command, transaction });
  });
}
