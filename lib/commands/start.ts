import type { Transaction } from 'sequelize';
import type { OnTarget } from '../store/attachments.js';
import type { Actor } from '../types.js';
import { companyOf, nameActor } from './actor.js';
import type { CommandContext } from './context.js';
import type { CommandOutcome } from './command-batch.js';
import { runCommand } from './run-command.js';

/** What is said of the start of an attachment that was attached without being started. */
export interface StartDetails {
  /** Becomes `startedBy`, and may not approve unless the approval allows it. */
  readonly actor: Actor;
  readonly transaction?: Transaction | undefined;
}

/**
 * Starts an attachment at its first position.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`, `ALREADY_STARTED`, `ATTACHMENT_CLOSED`, `NO_APPROVER`
 */
export async function start(
  context: CommandContext,
  request: OnTarget<StartDetails>,
): Promise<CommandOutcome> {
  const { target, actor } = request;
  return context.transactions.run(request.transaction, async (transaction) => {
    const command = { kind: 'started', actor: await nameActor(context, actor, transaction) } as const;
    return runCommand(context, { target, company: companyOf(actor), command, transaction });
  });
}
