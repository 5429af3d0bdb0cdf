import type { Transaction, WhereOptions } from 'sequelize';
import { readRow } from '../../models/read-row.js';
import type { AssignmentRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import type { SeatChoice } from '../flow/types.js';
import type { UserId } from '../types.js';
import type { Database } from './database.js';
import { lockRow } from './database.js';

/** Who was refused, where. */
export interface RefusedActor {
  readonly attachmentId: number;
  readonly actorId: string;
  readonly seat: SeatChoice;
}

interface ExplainOptions {
  readonly database: Database;
  readonly fromText: (id: string | null) => UserId | null;
}

/** Who closed a seat, how, and when; the system has neither id nor name. */
type Decision = Pick<AssignmentRow, 'actorId' | 'actorName' | 'stepId'> & {
  readonly status: string;
  readonly actedAt: Date | null;
};

/**
 * Tells someone who comes too late who decided, and when.
 *
 * @returns a 409 where the actor has held a seat that meanwhile closed, a 404 where the named step or seat is
 * none of this attachment's; `null` where there is nothing better to say
 */
export async function explainRefusal(
  { database, fromText }: ExplainOptions,
  { attachmentId, actorId, seat }: RefusedActor,
  transaction: Transaction,
): Promise<WorkflowError | null> {
  const named = {
    attachmentId,
    ...(seat.stepId === undefined ? {} : { stepId: seat.stepId }),
    ...(seat.assignmentId === undefined ? {} : { id: seat.assignmentId }),
  };
  const own = await findLast(database, { ...named, userId: actorId }, transaction);
  if (own === null) {
    const isNamed = seat.stepId !== undefined || seat.assignmentId !== undefined;
    return isNamed && (await findLast(database, named, transaction)) === null ? unknownSeat(seat) : null;
  }
  if (own.status === 'current') return null;
  return alreadyDecided(await findDecision(database, own, transaction), fromText);
}

/** What closed a seat: its holder, the decision for the whole step, or what ended the step itself. */
async function findDecision(
  database: Database,
  own: AssignmentRow,
  transaction: Transaction,
): Promise<Decision> {
  if (own.status === 'superseded') {
    const status = ['approved', 'rejected', 'needs_resubmission'] as const;
    return (await findLast(database, { stepId: own.stepId, status }, transaction)) ?? own;
  }
  if (own.status === 'cancelled') return findEnding(database, own, transaction);
  return own;
}

async function findLast(
  { models: { Assignment } }: Database,
  where: WhereOptions<AssignmentRow>,
  transaction: Transaction,
): Promise<AssignmentRow | null> {
  const raw = await Assignment.findOne({
    where,
    order: [
      ['actedAt', 'DESC'],
      ['id', 'DESC'],
    ],
    raw: true,
    ...lockRow(transaction),
  });
  return raw === null ? null : readRow(Assignment, raw);
}

async function findEnding(
  { models: { HistoryEntry } }: Database,
  own: AssignmentRow,
  transaction: Transaction,
): Promise<Decision> {
  const { attachmentId, actedAt } = own;
  const raw = await HistoryEntry.findOne({
    where: {
      attachmentId,
      event: ['rejected', 'needs_resubmission', 'cancelled'],
      ...(actedAt === null ? {} : { createdAt: actedAt }),
    },
    order: [['sequence', 'DESC']],
    raw: true,
    ...lockRow(transaction),
  });
  if (raw === null) return own;
  const { actorId, actorName, event } = readRow(HistoryEntry, raw);
  return { actorId, actorName, stepId: own.stepId, status: event, actedAt };
}

function unknownSeat(seat: SeatChoice): WorkflowError {
  return seat.assignmentId === undefined
    ? new WorkflowError('STEP_NOT_FOUND', `This object has no step ${seat.stepId}.`)
    : new WorkflowError('ASSIGNMENT_NOT_FOUND', `This object has no assignment ${seat.assignmentId}.`);
}

function alreadyDecided(decision: Decision, fromText: ExplainOptions['fromText']): WorkflowError {
  const decidedAt = decision.actedAt?.toISOString() ?? null;
  const who = decision.actorId === null ? 'The system' : (decision.actorName ?? 'Someone');
  return new WorkflowError(
    'ALREADY_DECIDED',
    `${who} has already decided here: ${decision.status} at ${decidedAt}. Read the status again before you act.`,
    {
      details: {
        decided_by: fromText(decision.actorId),
        decided_by_name: decision.actorName,
        decided_at: decidedAt,
        decision: decision.status,
        step_id: decision.stepId,
      },
    },
  );
}
