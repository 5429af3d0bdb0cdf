import type { Transaction } from 'sequelize';
import type { WorkflowError } from '../errors.js';
import type { FlowCommand } from '../flow/commands/command.js';
import { explainRefusal } from '../store/explain-refusal.js';
import type { UserId } from '../types.js';
import type { CommandContext } from './context.js';

/** Whoever lost a race learns who decided, and when. */
export async function explainToActor(
  { database, transactions, userIds, clock }: CommandContext,
  { attachmentId, command }: { readonly attachmentId: number; readonly command: FlowCommand },
  transaction: Transaction,
): Promise<WorkflowError | null> {
  if (!('actorId' in command)) return null;
  const { actorId, seat } = command;
  const fromText = (id: string | null): UserId | null => userIds.fromText(id);
  const refused = { attachmentId, actorId, seat, at: clock.now() };
  const isLocking = database.sequelize.getDialect() === 'mysql' && !transactions.isOwn(transaction);
  return explainRefusal({ database, isLocking, fromText }, refused, transaction);
}
