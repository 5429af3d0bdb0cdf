import type { Transaction } from 'sequelize';
import type { CommandContext } from './context.js';
import { runCommand } from './run-command.js';

/** A rotating seat that may have to pass to the next member. */
export interface ReassignRequest {
  readonly company: string;
  readonly attachmentId: number;
  readonly assignmentId: number;
  /** The time against which it is judged, and that is recorded. @defaultValue the engine's clock */
  readonly now?: Date | undefined;
  readonly transaction?: Transaction | undefined;
}

/** `moved` to the next member, `stayed` because there is nobody else, or no longer `due`. */
export type ReassignOutcome = 'moved' | 'stayed' | 'not_due';

/** Passes an overdue rotating seat to the next member of its role. */
export async function reassign(context: CommandContext, request: ReassignRequest): Promise<ReassignOutcome> {
  const { company, attachmentId, assignmentId, now, transaction } = request;
  const { changes } = await runCommand(context, {
    target: { attachmentId },
    company,
    command: { action: 'reassigned', assignmentId },
    now,
    transaction,
  });
  if (changes.some((change) => change.kind === 'seats_assigned')) return 'moved';
  return changes.some((change) => change.kind === 'reassignment_postponed') ? 'stayed' : 'not_due';
}
