import { Op } from 'sequelize';
import { isOfBlocked } from '../commands/blocked.js';
import type { CommandContext } from '../commands/context.js';
import type { TimeOutOutcome } from '../commands/time-out.js';
import { timeOut } from '../commands/time-out.js';
import { WorkflowError } from '../errors.js';
import type { ClaimedRow } from '../store/claims.js';
import { Claims } from '../store/claims.js';
import type { JobOptions } from './job.js';
import { Sweep } from './sweep.js';

/** How long a step is left alone that is due and cannot go on. */
const REST_SECONDS = 900;

/** What one run of the job has done, in steps. */
export interface DeadlineCounts {
  readonly reminded: number;
  /** Passed on to managers of their holders. */
  readonly escalated: number;
  readonly delegated: number;
  readonly approved: number;
  readonly rejected: number;
  /** Due, with nothing to follow from that. */
  readonly overdue: number;
  /** Due, and unable to go on: their `blocked_reason`, or that of their attachment, says why. */
  readonly blocked: number;
  /** Decided or passed on since they were claimed. */
  readonly notDue: number;
  /** Not handled because of an error, which is logged; they are tried again when their claim runs out. */
  readonly failed: number;
}

/**
 * Reminds of steps, and does with those that are due what their approvals say.
 *
 * Each step is handled in a short transaction of its own, through the same command as everything else, so that any
 * number of processes may run this at once. One that cannot go on, because nobody could be seated at the next stage,
 * say, is left alone for a quarter of an hour, and shows why.
 */
export async function deadlines(context: CommandContext, options: JobOptions = {}): Promise<DeadlineCounts> {
  const claims = new Claims(context.database, context.database.models.Step);
  const sweep = new Sweep(context, claims, options);
  const counts = noCounts();
  const due = { where: { alarmAt: { [Op.lte]: sweep.now } }, first: 'alarmAt' };
  await sweep.drain(due, async (step) => {
    counts[await handle(context, claims, { step, now: sweep.now })] += 1;
  });
  return counts;
}

interface DueStep {
  readonly step: ClaimedRow;
  readonly now: Date;
}

async function handle(
  context: CommandContext,
  claims: Claims,
  { step, now }: DueStep,
): Promise<keyof DeadlineCounts> {
  const { id: stepId, company, attachmentId } = step;
  try {
    const outcome = await timeOut(context, { stepId, company, attachmentId, now });
    if (outcome === 'blocked') warnOf(context, step, 'There is nobody else to pass it on to.');
    return outcome === 'not_due' ? 'notDue' : (outcome satisfies Exclude<TimeOutOutcome, 'not_due'>);
  } catch (error) {
    if (isOfBlocked(error)) return rest(context, claims, step);
    // What the database fails at is nobody's to mend in the workflow.
    if (error instanceof WorkflowError && error.status !== 503)
      return block(context, claims, { step, error });
    context.logger.error(`Step ${stepId} is due and could not be handled.`, { ...step, error });
    return 'failed';
  }
}

/** Its attachment is blocked, and says why: the step itself has nothing to mend. */
async function rest(
  { transactions }: CommandContext,
  claims: Claims,
  step: ClaimedRow,
): Promise<'blocked' | 'notDue'> {
  const isOpen = await transactions.open((transaction) =>
    claims.rest(step, { seconds: REST_SECONDS }, transaction),
  );
  return isOpen ? 'blocked' : 'notDue';
}

/** What the flow refuses it refuses for a reason that somebody can do something about. */
async function block(
  context: CommandContext,
  claims: Claims,
  { step, error }: { readonly step: ClaimedRow; readonly error: WorkflowError },
): Promise<'blocked' | 'notDue'> {
  const blockedReason = `${error.code}: ${error.message}`.slice(0, 255);
  const isOpen = await context.transactions.open((transaction) =>
    claims.rest(step, { seconds: REST_SECONDS, blockedReason }, transaction),
  );
  if (!isOpen) return 'notDue';
  warnOf(context, step, error.message);
  return 'blocked';
}

function warnOf({ logger }: CommandContext, step: ClaimedRow, reason: string): void {
  const advice = `Mend that, or end it with POST /steps/${step.id}/force.`;
  logger.warn(`Step ${step.id} is overdue and cannot go on: ${reason} ${advice}`, { ...step });
}

function noCounts(): Record<keyof DeadlineCounts, number> {
  return {
    reminded: 0,
    escalated: 0,
    delegated: 0,
    approved: 0,
    rejected: 0,
    overdue: 0,
    blocked: 0,
    notDue: 0,
    failed: 0,
  };
}
