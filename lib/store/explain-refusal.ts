import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import type { AssignmentRow } from '../../models/index.js';
import { readRow } from '../../models/read-row.js';
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
  const { Assignment } = database.models;
  const named = {
    attachmentId,
    ...(seat.stepId === undefined ? {} : { stepId: seat.stepId }),
    ...(seat.assignmentId === undefined ? {} : { id: seat.assignmentId }),
  };
  const find = async (
    where: WhereOptions<AssignmentRow>,
    order: 'id' | 'actedAt',
  ): Promise<AssignmentRow | null> => {
    const raw = await Assignment.findOne({
      where,
      order: [[order, 'DESC']],
      raw: true,
      ...lockRow(transaction),
    });
    return raw === null ? null : readRow(Assignment, raw);
  };
  const own = await find({ ...named, userId: actorId }, 'id');
  if (own === null) {
    const isNamed = seat.stepId !== undefined || seat.assignmentId !== undefined;
    return isNamed && (await find(named, 'id')) === null ? unknownSeat(seat) : null;
  }
  const decision = await find({ stepId: own.stepId, actorId: { [Op.ne]: null } }, 'actedAt');
  return decision === null ? null : alreadyDecided(decision, fromText);
}

function unknownSeat(seat: SeatChoice): WorkflowError {
  return seat.assignmentId === undefined
    ? new WorkflowError('STEP_NOT_FOUND', `This object has no step ${seat.stepId}.`)
    : new WorkflowError('ASSIGNMENT_NOT_FOUND', `This object has no assignment ${seat.assignmentId}.`);
}

function alreadyDecided(decision: AssignmentRow, fromText: ExplainOptions['fromText']): WorkflowError {
  const decidedAt = decision.actedAt?.toISOString() ?? null;
  return new WorkflowError(
    'ALREADY_DECIDED',
    `${decision.actorName ?? 'Someone'} has already decided here: ${decision.status} at ${decidedAt}. ` +
      'Read the status again before you act.',
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
