import { Op } from 'sequelize';
import { isOfBlocked } from '../commands/blocked.js';
import type { TimeOutOutcome } from '../flow/commands/outcome.js';
import { timeOut } from '../commands/time-out.js';
import { WorkflowError } from '../errors.js';
import type { ClaimedRow } from '../store/claims.js';
import { Claims } from '../store/claims.js';
import { ClaimedBatches } from './claimed-batches.js';
import { defineJob } from './job.js';
import type { JobRun } from './job-run.js';

/** How long a step is left alone that is due and cannot go on. */
const BACK_OFF_SECONDS = 900;

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
export const deadlines = defineJob({
  name: 'deadlines',
  schedule: '* * * * *',
  handle: async (run: JobRun): Promise<DeadlineCounts> => {
    const batches = new ClaimedBatches(run, new Claims(run.context.database, 'Step'));
    const counts = noCounts();
    await batches.handleAll({
      due: { where: { alarmAt: { [Op.lte]: run.now } }, first: 'alarmAt' },
      counts,
      handle: (step) => handleStep(run, batches, step),
    });
    return counts;
  },
});

async function handleStep(
  { context, now }: JobRun,
  batches: ClaimedBatches,
  step: ClaimedRow,
): Promise<keyof DeadlineCounts> {
  const { id: stepId, company, attachmentId } = step;
  const { logger } = context;
  try {
    const outcome = await timeOut(context, { stepId, company, attachmentId, now });
    if (outcome === 'blocked')
      logger.warn(adviceOn(step, 'There is nobody else to pass it on to.'), { ...step });
    return outcome === 'not_due' ? 'notDue' : (outcome satisfies Exclude<TimeOutOutcome, 'not_due'>);
  } catch (error) {
    // Its attachment is blocked, and says why: the step itself has nothing to mend.
    if (isOfBlocked(error)) return backOff(batches, step);
    // What the database fails at is nobody's to mend in the workflow.
    if (error instanceof WorkflowError && error.status !== 503) {
      const blockedReason = `${error.code}: ${error.message}`.slice(0, 255);
      const outcome = await backOff(batches, step, { blockedReason });
      if (outcome === 'blocked') logger.warn(adviceOn(step, error.message), { ...step });
      return outcome;
    }
    logger.error(`Step ${stepId} is due and could not be handled.`, { ...step, error });
    return 'failed';
  }
}

async function backOff(
  batches: ClaimedBatches,
  step: ClaimedRow,
  why: { readonly blockedReason?: string } = {},
): Promise<'blocked' | 'notDue'> {
  const isOpen = await batches.backOff(step, { seconds: BACK_OFF_SECONDS, ...why });
  return isOpen ? 'blocked' : 'notDue';
}

function adviceOn({ id }: ClaimedRow, reason: string): string {
  const advice = `Mend that, or end it with POST /steps/${id}/force.`;
  return `Step ${id} is overdue and cannot go on: ${reason} ${advice}`;
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
