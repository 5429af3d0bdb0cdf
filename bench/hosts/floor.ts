/** The floor: hand-written prepared statements in one transaction on the driver, and nothing that the rows do not need. */
import { createHash } from 'node:crypto';
import type { Approve, AttachmentFacts, SeatFacts, StepFacts, StepWithSeats, User } from './approval.js';
import { historyOf, newSeats, newStep, readStages, Refusal, stageAt } from './approval.js';
import type { PoolConnection } from 'mysql2/promise';
import { inTransaction, openPool, select, write } from './pool.js';
import { present } from './present.js';

const LOCK =
  'SELECT id, workflow_id AS workflowId, version_id AS versionId, object_id AS objectId, model, status, round, ' +
  'step_count AS stepCount, requester_id AS requesterId, started_by AS startedBy, metadata, ' +
  'history_count AS historyCount, history_head AS historyHead, started_at AS startedAt, ' +
  'created_at AS createdAt FROM workflow_attachments WHERE open_key = ? FOR UPDATE';
const STEPS =
  'SELECT s.id AS stepId, s.status AS stepStatus, s.step_number AS stepNumber, s.position, s.round, ' +
  's.stage_id AS stageId, s.strategy, s.approve_at AS approveAt, s.reject_at AS rejectAt, ' +
  's.approved_count AS approvedCount, s.rejected_count AS rejectedCount, s.due_at AS dueAt, ' +
  's.opened_at AS openedAt, s.closed_at AS closedAt, a.id, a.seat_no AS seatNo, a.user_id AS userId, ' +
  'a.user_name AS userName, a.status, a.actor_id AS actorId, a.actor_name AS actorName, a.comment, ' +
  'a.assigned_at AS assignedAt, a.acted_at AS actedAt FROM workflow_steps s ' +
  'JOIN workflow_assignments a ON a.step_id = s.id WHERE s.attachment_id = ? ORDER BY s.step_number, a.seat_no, a.turn';
const APPROVE =
  "UPDATE workflow_assignments SET status = 'approved', actor_id = ?, actor_name = ?, comment = ?, acted_at = ? " +
  "WHERE id = ? AND status = 'current'";
const SUPERSEDE =
  "UPDATE workflow_assignments SET status = 'superseded', acted_at = ? WHERE step_id = ? AND status = 'current'";
const CLOSE_STEP =
  "UPDATE workflow_steps SET status = 'approved', approved_count = ?, closed_at = ?, alarm_at = NULL, " +
  'blocked_reason = NULL WHERE id = ?';
const OPEN_STEP =
  'INSERT INTO workflow_steps (company, attachment_id, approval_id, step_number, position, round, stage_id, strategy, ' +
  'status, approve_at, reject_at, approved_count, rejected_count, opened_at, created_at) ' +
  "VALUES ('', ?, ?, ?, ?, ?, ?, 'anyone', 'current', 1, 1, 0, 0, ?, ?)";
const SEATS =
  'INSERT INTO workflow_assignments (company, attachment_id, step_id, seat_no, turn, user_id, user_name, status, ' +
  `assigned_at) VALUES ${repeat("('', ?, ?, ?, 1, ?, ?, 'current', ?)")}`;
const HISTORY =
  'INSERT INTO workflow_history (company, attachment_id, sequence, event, step_id, assignment_id, actor_id, actor_name, ' +
  `comment, data, previous_hash, hash, created_at) VALUES ${repeat("('', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")}`;
const MOVE =
  'UPDATE workflow_attachments SET position = ?, step_count = ?, history_count = ?, history_head = ?, updated_at = ? ' +
  'WHERE id = ?';
const TELL_HOST = 'UPDATE purchase_requests SET workflow_status = ?, workflow_stage = ? WHERE id = ?';

/** Three members of a role, and three entries of an approval. */
function repeat(row: string): string {
  return [row, row, row].join(', ');
}

export async function openFloor(url: string): Promise<Approve> {
  const pool = openPool(url);
  const stages = await readStages(pool);
  return (objectId, user, comment) =>
    inTransaction(pool, async (connection) => {
      const { attachment, steps, step, seat } = await lock(connection, objectId, user);
      const now = new Date();
      const approved = {
        ...seat,
        status: 'approved' as const,
        actorId: String(user.id),
        actorName: user.name,
        comment,
      };
      const { affectedRows } = await write(connection, APPROVE, [
        approved.actorId,
        user.name,
        comment,
        now,
        seat.id,
      ]);
      if (affectedRows !== 1) throw new Refusal(409, 'ALREADY_DECIDED');
      await write(connection, SUPERSEDE, [now, step.id]);
      await write(connection, CLOSE_STEP, [step.approvedCount + 1, now, step.id]);
      const closed = close(step, { ...approved, actedAt: now }, now);

      const position = step.position + 1;
      const to = await open(connection, { attachment, stage: stageAt(stages, position), position, now });
      const entries = historyOf(attachment, { stages, from: step, to, seat: approved, now });
      await write(
        connection,
        HISTORY,
        entries.flatMap((one) => [
          ...[one.attachmentId, one.sequence, one.event, one.stepId, one.assignmentId, one.actorId],
          ...[one.actorName, one.comment, one.data, one.previousHash, one.hash, one.createdAt],
        ]),
      );
      const last = entries.at(-1);
      const end = [last?.sequence ?? attachment.historyCount, last?.hash ?? attachment.historyHead] as const;
      await write(connection, MOVE, [position, to.stepNumber, ...end, now, attachment.id]);
      await write(connection, TELL_HOST, [
        attachment.status,
        stageAt(stages, position).name,
        Number(objectId),
      ]);
      return present({ attachment, stages, steps: [...steps.slice(0, -1), closed, to], position });
    });
}

type JoinedRow = Omit<StepFacts, 'id' | 'status'> &
  SeatFacts & { readonly stepId: number; readonly stepStatus: StepFacts['status'] };

async function lock(connection: PoolConnection, objectId: string, user: User) {
  const key = JSON.stringify(['', 'PurchaseRequest', objectId]);
  const found = await select(connection, LOCK, [createHash('sha256').update(key).digest('hex')]);
  const [attachment] = found as AttachmentFacts[];
  if (attachment === undefined) throw new Refusal(404, 'ATTACHMENT_NOT_FOUND');
  const steps = toSteps((await select(connection, STEPS, [attachment.id])) as JoinedRow[]);
  const step = steps.at(-1);
  const seat = step?.seats.find(({ userId, status }) => userId === String(user.id) && status === 'current');
  if (step === undefined || seat === undefined) throw new Refusal(409, 'NOT_SEATED');
  return { attachment, steps, step, seat };
}

function toSteps(rows: readonly JoinedRow[]): StepWithSeats[] {
  const steps: (StepFacts & { seats: SeatFacts[] })[] = [];
  for (const row of rows) {
    let step = steps.at(-1);
    if (step?.id !== row.stepId) {
      step = { ...row, id: row.stepId, status: row.stepStatus, seats: [] };
      steps.push(step);
    }
    step.seats.push(row);
  }
  return steps;
}

function close(step: StepWithSeats, approved: SeatFacts, now: Date): StepWithSeats {
  const seats = step.seats.map((one) => {
    if (one.id === approved.id) return approved;
    return one.status === 'current' ? { ...one, status: 'superseded' as const, actedAt: now } : one;
  });
  return { ...step, status: 'approved', approvedCount: step.approvedCount + 1, closedAt: now, seats };
}

interface Opening {
  readonly attachment: AttachmentFacts;
  readonly stage: ReturnType<typeof stageAt>;
  readonly position: number;
  readonly now: Date;
}

async function open(
  connection: PoolConnection,
  { attachment, stage, position, now }: Opening,
): Promise<StepWithSeats> {
  const step = newStep(attachment, stage, position, now);
  const { insertId: id } = await write(connection, OPEN_STEP, [
    ...[step.attachmentId, step.approvalId, step.stepNumber, position, step.round, step.stageId, now, now],
  ]);
  const seats = newSeats(attachment.id, id, stage, now);
  const { insertId: first } = await write(
    connection,
    SEATS,
    seats.flatMap((one) => [one.attachmentId, one.stepId, one.seatNo, one.userId, one.userName, now]),
  );
  // Nothing else numbers rows here: the ids of one INSERT follow each other.
  return { ...step, id, seats: seats.map((one, index) => ({ ...one, id: first + index })) };
}
