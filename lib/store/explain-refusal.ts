import type { Transaction } from 'sequelize';
import type { AssignmentRow } from '../../models/index.js';
import { WorkflowError } from '../errors.js';
import type { SeatChoice } from '../flow/commands/command.js';
import { DECIDED_STATUSES, isDecided, isOpenSeat } from '../flow/rules/seat.js';
import { ASSIGNMENT_STATUSES } from '../types.js';
import type { UserId } from '../types.js';
import { absentHoldersOf, isHere } from './absent-holders.js';
import type { Database } from './database.js';
import { lockByIndex } from './database.js';
import type { RowSelection } from './select-first.js';
import { selectFirst } from './select-first.js';

const CLOSED_STATUSES = ASSIGNMENT_STATUSES.filter((status) => !isOpenSeat({ status }));

/** Who was refused, where, and when. */
export interface RefusedActor {
  readonly attachmentId: number;
  readonly actorId: string;
  readonly seat: SeatChoice;
  readonly at: Date;
}

/** What explaining reads by. */
interface Reading {
  readonly database: Database;
  /**
   * Whether rows are locked to be read, as MySQL needs where a joined REPEATABLE READ transaction would else see the
   * past. Our own transactions see what is stored, and lock no more than they must.
   */
  readonly isLocking: boolean;
}

interface ExplainOptions extends Reading {
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
 * @returns a 409 where the actor has held a seat that meanwhile closed, or decides for somebody who has; a 404 where
 * the named step or seat is none of this attachment's; `null` where there is nothing better to say
 */
export async function explainRefusal(
  { fromText, ...reading }: ExplainOptions,
  refused: RefusedActor,
  transaction: Transaction,
): Promise<WorkflowError | null> {
  const { attachmentId, seat } = refused;
  const named = {
    attachmentId,
    ...(seat.stepId === undefined ? {} : { stepId: seat.stepId }),
    ...(seat.assignmentId === undefined ? {} : { id: seat.assignmentId }),
  };
  const own = await findOwn(reading, { refused, named }, transaction);
  if (own === null) {
    const isNamed = seat.stepId !== undefined || seat.assignmentId !== undefined;
    return isNamed && (await findLast(reading, { where: named }, transaction)) === null
      ? unknownSeat(seat)
      : null;
  }
  if (isOpenSeat(own)) return null;
  return alreadyDecided(await findDecision(reading, own, transaction), fromText);
}

interface Refusal {
  readonly refused: RefusedActor;
  readonly named: Readonly<Record<string, number>>;
}

/**
 * The last seat that the actor held, or decided for somebody. Where that is decided, or there is none, a later one of
 * somebody for whom the actor decides is what they came for.
 */
async function findOwn(
  reading: Reading,
  { refused, named }: Refusal,
  transaction: Transaction,
): Promise<AssignmentRow | null> {
  const { actorId } = refused;
  const byId = { latestBy: ['id'] } as const;
  const own =
    (await findLast(reading, { where: { ...named, userId: actorId }, ...byId }, transaction)) ??
    (await findLast(reading, { where: { ...named, actorId }, ...byId }, transaction));
  if (own !== null && !isDecided(own)) return own;
  const substituted = await findSubstituted(reading, { refused, named }, transaction);
  return substituted === null || (own !== null && own.id > substituted.id) ? own : substituted;
}

/** The last seat that meanwhile closed, of those for whom the actor decides. */
async function findSubstituted(
  reading: Reading,
  { refused: { attachmentId, actorId, at }, named }: Refusal,
  transaction: Transaction,
): Promise<AssignmentRow | null> {
  const { database } = reading;
  const where = { id: attachmentId };
  const attachment = await selectFirst(database, database.models.Attachment, { where }, transaction);
  if (attachment === null) return null;
  const { company, workflowId } = attachment;
  const holders = await absentHoldersOf(database, { company, userId: actorId, at }, transaction);
  const userId = holders.filter((holder) => isHere(holder, workflowId)).map((holder) => holder.userId);
  if (userId.length === 0) return null;
  const closed = { ...named, userId, status: CLOSED_STATUSES };
  return findLast(reading, { where: closed, latestBy: ['id'] }, transaction);
}

/** What closed a seat: its holder, the decision for the whole step, or what ended the step itself. */
async function findDecision(
  reading: Reading,
  own: AssignmentRow,
  transaction: Transaction,
): Promise<Decision> {
  if (own.status === 'superseded') {
    const { attachmentId, stepId } = own;
    const where = { attachmentId, stepId, status: [...DECIDED_STATUSES] };
    return (await findLast(reading, { where, latestBy: ['actedAt', 'id'] }, transaction)) ?? own;
  }
  if (own.status === 'cancelled') return findEnding(reading, own, transaction);
  return own;
}

/** Among the seats of one attachment, whose own row is locked already. */
async function findLast(
  { database, isLocking }: Reading,
  selection: Pick<RowSelection, 'where' | 'latestBy'>,
  transaction: Transaction,
): Promise<AssignmentRow | null> {
  const how = { isLocked: isLocking, index: 'attachment' };
  return selectFirst(database, database.models.Assignment, { ...selection, ...how }, transaction);
}

async function findEnding(
  { database, isLocking }: Reading,
  own: AssignmentRow,
  transaction: Transaction,
): Promise<Decision> {
  const { attachmentId, stepId, actedAt } = own;
  const { HistoryEntry } = database.models;
  // By the model, because plain SQL would lose the milliseconds on MySQL.
  const entry = await HistoryEntry.findOne({
    where: {
      attachmentId,
      event: ['rejected', 'needs_resubmission', 'cancelled', 'recalled'],
      ...(actedAt === null ? {} : { createdAt: actedAt }),
    },
    order: [['sequence', 'DESC']],
    raw: true,
    ...(isLocking ? lockByIndex(transaction, HistoryEntry, 'sequence') : { transaction }),
  });
  if (entry === null) return own;
  const { actorId, actorName, event } = entry;
  return { actorId, actorName, stepId, status: event, actedAt };
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
