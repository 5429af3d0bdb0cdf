import type { Transaction } from 'sequelize';
import type { Change } from '../flow/change.js';
import type { HistoryEvent } from '../types.js';
import type { CommandContext } from './context.js';
import { runCommand } from './run-command.js';

/** An open step that may have to be reminded of, or is due. */
export interface TimeOutRequest {
  readonly company: string;
  readonly attachmentId: number;
  readonly stepId: number;
  /** The time against which it is judged, and that is recorded. @defaultValue the engine's clock */
  readonly now?: Date | undefined;
  readonly transaction?: Transaction | undefined;
}

/** What became of the step; `overdue` where nothing but its deadline has passed, `not_due` where nothing has. */
export type TimeOutOutcome =
  'reminded' | 'escalated' | 'delegated' | 'approved' | 'rejected' | 'blocked' | 'overdue' | 'not_due';

const OUTCOMES = [
  'reminded',
  'escalated',
  'delegated',
  'approved',
  'rejected',
] as const satisfies HistoryEvent[];

/**
 * Reminds of a step, or does what its approval says once it is due.
 *
 * @throws WorkflowError whatever keeps it from going on: `NO_APPROVER`, `NO_APPROVAL_LEFT`, `ACTION_FAILED`, …
 */
export async function timeOut(context: CommandContext, request: TimeOutRequest): Promise<TimeOutOutcome> {
  const { company, attachmentId, stepId, now, transaction } = request;
  const { changes } = await runCommand(context, {
    target: { attachmentId },
    company,
    command: { action: 'timed_out', stepId },
    now,
    transaction,
  });
  return outcomeOf(changes);
}

function outcomeOf(changes: readonly Change[]): TimeOutOutcome {
  if (changes.length === 0) return 'not_due';
  if (changes.some((change) => change.kind === 'deadline_changed' && change.blockedReason !== null)) {
    return 'blocked';
  }
  const events = new Set(changes.flatMap((change) => (change.kind === 'history' ? [change.event] : [])));
  return OUTCOMES.find((event) => events.has(event)) ?? 'overdue';
}
