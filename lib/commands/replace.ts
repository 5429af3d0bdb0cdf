import type { Transaction } from 'sequelize';
import { WorkflowError } from '../errors.js';
import { attachmentOf } from '../store/attachment-of.js';
import type { Actor, UserId } from '../types.js';
import { companyOf, nameActor } from './actor.js';
import type { CommandContext } from './context.js';
import type { CommandOutcome } from './command-batch.js';
import { runCommand } from './run-command.js';

/** Gives somebody's open seat to somebody else. */
export interface ReplaceRequest {
  readonly assignmentId: number;
  /** Who takes the seat: an active user of the company, who decides for themselves. */
  readonly userId: UserId;
  /** Who says so; `null` for the system. History names them. */
  readonly actor: Actor | null;
  /** @defaultValue the actor's company */
  readonly company?: string | undefined;
  readonly reason?: string | null | undefined;
  readonly transaction?: Transaction | undefined;
}

/**
 * Replaces the holder of an open seat. The host decides who may do this: over HTTP, whoever may `manage`.
 *
 * @throws WorkflowError `ASSIGNMENT_NOT_FOUND`, `ALREADY_DECIDED`, `USER_NOT_FOUND`, `SELF_APPROVAL`, `ALREADY_SEATED`
 */
export async function replace(context: CommandContext, request: ReplaceRequest): Promise<CommandOutcome> {
  const { assignmentId, actor, reason = null } = request;
  const company = companyOf(actor, request.company);
  const userId = context.userIds.toText(request.userId);
  return context.transactions.run(request.transaction, async (transaction) => {
    const key = { id: assignmentId, company };
    const attachmentId = await attachmentOf(context.database, 'Assignment', key, transaction);
    if (attachmentId === null)
      throw new WorkflowError('ASSIGNMENT_NOT_FOUND', `There is no seat ${assignmentId}.`);
    const named = await nameActor(context, actor, transaction);
    const command = { kind: 'replaced', actor: named, reason, assignmentId, userId } as const;
    return runCommand(context, { target: { attachmentId }, company, command, transaction });
  });
}
