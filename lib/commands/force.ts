import type { Transaction } from 'sequelize';
import { WorkflowError } from '../errors.js';
import type { ForcedOutcome } from '../flow/commands/command.js';
import { attachmentOf } from '../store/attachment-of.js';
import type { Actor } from '../types.js';
import { companyOf, nameActor } from './actor.js';
import type { CommandContext } from './context.js';
import type { CommandOutcome } from './command-batch.js';
import { runCommand } from './run-command.js';

/** Ends an open step whatever its seats have said. */
export interface ForceRequest {
  readonly stepId: number;
  /** How it ends, in any case. `skipped` counts as no approval. */
  readonly outcome: ForcedOutcome;
  /** Who says so; `null` for the system. History names them. */
  readonly actor: Actor | null;
  readonly reason: string;
  /** @defaultValue the actor's company */
  readonly company?: string | undefined;
  readonly transaction?: Transaction | undefined;
}

/**
 * Ends a step that cannot go on by itself. The host decides who may do this: over HTTP, whoever may `manage`.
 *
 * @throws WorkflowError `STEP_NOT_FOUND`, `ALREADY_DECIDED`, `REASON_REQUIRED`, `NO_APPROVER`, `NO_APPROVAL_LEFT`
 */
export async function force(context: CommandContext, request: ForceRequest): Promise<CommandOutcome> {
  const { stepId, outcome, actor, reason } = request;
  const company = companyOf(actor, request.company);
  return context.transactions.run(request.transaction, async (transaction) => {
    const key = { id: stepId, company };
    const attachmentId = await attachmentOf(context.database, 'Step', key, transaction);
    if (attachmentId === null) throw new WorkflowError('STEP_NOT_FOUND', `There is no step ${stepId}.`);
    const named = await nameActor(context, actor, transaction);
    const command = { kind: 'forced', actor: named, reason, stepId, outcome } as const;
    return runCommand(context, { target: { attachmentId }, company, command, transaction });
  });
}
