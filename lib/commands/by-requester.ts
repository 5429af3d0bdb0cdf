import type { Transaction } from 'sequelize';
import type { OnTarget } from '../store/attachments.js';
import type { Actor } from '../types.js';
import { companyOf, nameActor } from './actor.js';
import type { CommandOutcome } from './command-batch.js';
import type { CommandContext } from './context.js';
import type { CommandRequest } from './run-command.js';
import { runCommand } from './run-command.js';

/** What a requester does with a request of their own. */
export interface RequesterDecision {
  /**
   * `recalled` takes it back, so that it ends as cancelled: while nobody has decided on it, or always where the
   * workflow allows. `resubmitted` goes on with one that was sent back and waits for its requester.
   */
  readonly action: 'recalled' | 'resubmitted';
  /** The requester; whoever started the attachment, where it has none. */
  readonly actor: Actor;
  /** Why. */
  readonly reason?: string | null | undefined;
  readonly transaction?: Transaction | undefined;
}

/**
 * Recalls or resubmits.
 *
 * @throws WorkflowError `ATTACHMENT_NOT_FOUND`, `ATTACHMENT_CLOSED`, `NOT_REQUESTER`, `RECALL_TOO_LATE`,
 * `NOT_AWAITING_RESUBMISSION`, `NO_APPROVER`
 */
export async function decideByRequester(
  context: CommandContext,
  { target, action, actor, reason = null, transaction: passed }: OnTarget<RequesterDecision>,
  { isForReader }: Pick<CommandRequest, 'isForReader'> = {},
): Promise<CommandOutcome> {
  return context.transactions.run(passed, async (transaction) => {
    const named = await nameActor(context, actor, transaction);
    const command = { kind: action, actor: named, reason } as const;
    return runCommand(context, { target, company: companyOf(actor), command, transaction, isForReader });
  });
}
