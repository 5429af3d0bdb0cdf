/** The rows that an approval writes as it moves on, as the hosts without the product make them. */
import { createHash } from 'node:crypto';
import type { AssignmentRow, AttachmentRow, HistoryEntryRow, StepRow } from '../../models/index.js';
import { membersOf, nameOf } from './people.js';
import { select } from './pool.js';
import type { Pool } from 'mysql2/promise';

export interface User {
  readonly id: number;
  readonly name: string;
}

/** Approves the newest step of an object for one user, and gives the body of the answer. */
export type Approve = (objectId: string, user: User, comment: string | null) => Promise<unknown>;

/** The approval cannot be given; answered with this status and code. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(code);
  }
}

export interface StageFacts {
  readonly id: number;
  readonly name: string;
  readonly pipelineId: number;
  readonly pipeline: string;
  readonly approvalId: number;
  readonly role: number;
}

type Decided = 'status' | 'actorId' | 'actorName' | 'comment' | 'actedAt';
type Counted = 'strategy' | 'approveAt' | 'rejectAt' | 'approvedCount' | 'rejectedCount';
type Owned = 'model' | 'objectId' | 'requesterId' | 'startedBy' | 'metadata';
type Running = 'status' | 'round' | 'stepCount' | 'historyCount' | 'historyHead' | 'startedAt' | 'createdAt';

/** What an answer shows of the rows, see `present`. */
export type SeatFacts = Pick<AssignmentRow, 'id' | 'seatNo' | 'userId' | 'userName' | 'assignedAt' | Decided>;
export type StepFacts = Pick<
  StepRow,
  | ('id' | 'stepNumber' | 'position' | 'round' | 'stageId' | 'status' | 'dueAt' | 'openedAt' | 'closedAt')
  | Counted
>;
export type StepWithSeats = StepFacts & { readonly seats: readonly SeatFacts[] };
export type AttachmentFacts = Pick<AttachmentRow, 'id' | 'workflowId' | 'versionId' | Owned | Running>;

interface StageColumns {
  readonly id: number;
  readonly names: string;
  readonly pipelineId: number;
  readonly pipelineNames: string;
  readonly approvalId: number;
  readonly config: string;
}

/** The stages in order, read once: nobody edits the workflow meanwhile. */
export async function readStages(pool: Pool): Promise<readonly StageFacts[]> {
  const rows = await select(
    pool,
    'SELECT s.id, s.names, p.id AS pipelineId, p.names AS pipelineNames, a.id AS approvalId, a.config ' +
      'FROM workflow_stages s JOIN workflow_pipelines p ON p.id = s.pipeline_id ' +
      'JOIN workflow_approvals a ON a.stage_id = s.id ORDER BY p.sort_order, s.sort_order',
    [],
  );
  const english = (names: string): string => (JSON.parse(names) as { en: string }).en;
  return (rows as StageColumns[]).map(({ id, names, pipelineId, pipelineNames, approvalId, config }) => ({
    id,
    name: english(names),
    pipelineId,
    pipeline: english(pipelineNames),
    approvalId,
    role: (JSON.parse(config) as { userRole: number }).userRole,
  }));
}

/** The stage at a position. @throws Refusal where the workflow ends before it */
export function stageAt(stages: readonly StageFacts[], position: number): StageFacts {
  const stage = stages[position];
  if (stage === undefined) throw new Refusal(409, 'NO_SUCH_STAGE');
  return stage;
}

/** The step that a stage opens, without its id. */
export function newStep(attachment: AttachmentFacts, stage: StageFacts, position: number, now: Date) {
  return {
    attachmentId: attachment.id,
    approvalId: stage.approvalId,
    stepNumber: attachment.stepCount + 1,
    position,
    round: attachment.round,
    stageId: stage.id,
    strategy: 'anyone',
    status: 'current' as const,
    approveAt: 1,
    rejectAt: 1,
    approvedCount: 0,
    rejectedCount: 0,
    dueAt: null,
    openedAt: now,
    closedAt: null,
    createdAt: now,
  };
}

/** The seats of a step, one for each member of its role, without their ids. */
export function newSeats(attachmentId: number, stepId: number, { role }: StageFacts, now: Date) {
  return membersOf(role).map((id, index) => ({
    attachmentId,
    stepId,
    seatNo: index + 1,
    turn: 1,
    userId: String(id),
    userName: nameOf(id),
    status: 'current' as const,
    actorId: null,
    actorName: null,
    comment: null,
    assignedAt: now,
    actedAt: null,
  }));
}

export type NewEntry = Omit<HistoryEntryRow, 'id' | 'openings'>;

export interface Moved {
  readonly stages: readonly StageFacts[];
  readonly from: StepFacts;
  readonly to: StepWithSeats;
  /** As it was approved. */
  readonly seat: SeatFacts;
  readonly now: Date;
}

/** The entries for an approval that moves on, each sealed over the one before it; `verifyHistory` accepts them. */
export function historyOf(attachment: AttachmentFacts, { stages, from, to, seat, now }: Moved): NewEntry[] {
  const nobody = { stepId: null, assignmentId: null, actorId: null, actorName: null, comment: null };
  const { actorId, actorName, comment } = seat;
  const place = placeOf(stages, to.position);
  const opened = {
    pipeline: place.pipeline,
    pipeline_id: place.pipeline_id,
    position: to.position,
    round: to.round,
    seats: to.seats.length,
    stage: place.stage,
    stage_id: place.stage_id,
  };
  const entries = [
    { event: 'approved', stepId: from.id, assignmentId: seat.id, actorId, actorName, comment, data: {} },
    { ...nobody, event: 'moved', data: { from: placeOf(stages, from.position), to: place } },
    { ...nobody, event: 'step_opened', stepId: to.id, data: opened },
  ] as const;
  let previousHash = attachment.historyHead;
  return entries.map(({ data, ...entry }, index) => {
    const content = {
      ...entry,
      company: '',
      attachmentId: attachment.id,
      sequence: attachment.historyCount + index + 1,
      onBehalfOf: null,
      data: JSON.stringify(data),
      previousHash,
      createdAt: now,
    };
    const hash = seal(content);
    previousHash = hash;
    return { ...content, hash };
  });
}

/** Members in the order of their names, as the product writes them. */
function placeOf(stages: readonly StageFacts[], position: number) {
  const { pipeline, pipelineId, name, id } = stageAt(stages, position);
  return { pipeline, pipeline_id: pipelineId, position, stage: name, stage_id: id };
}

/** One hash over the plain text of an entry, its members in the order of their names. */
function seal(entry: Omit<NewEntry, 'hash'>): string {
  const text = JSON.stringify({
    actorId: entry.actorId,
    actorName: entry.actorName,
    assignmentId: entry.assignmentId,
    attachmentId: entry.attachmentId,
    comment: entry.comment,
    company: entry.company,
    createdAt: entry.createdAt,
    data: entry.data,
    event: entry.event,
    onBehalfOf: entry.onBehalfOf,
    previousHash: entry.previousHash,
    sequence: entry.sequence,
    stepId: entry.stepId,
  });
  return createHash('sha256').update(text).digest('hex');
}
