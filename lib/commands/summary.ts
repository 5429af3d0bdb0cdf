import type { AttachmentRow } from '../../models/index.js';
import { pickName } from '../definition/names.js';
import type { Names, Plan, Position } from '../definition/types.js';
import { progressOf } from '../flow/positions/progress.js';
import { isUnderWay } from '../flow/rules/attachment.js';
import type { ModelKey } from '../register.js';
import type { AttachmentStatus, ObjectId, ObjectPort, UserId } from '../types.js';
import type { UserIds } from '../directory/user-ids.js';

/** A place of the plan, as readers see it. */
export interface PlaceSummary {
  /** The stage's id; `null` where the hierarchy strategy has no stages. */
  readonly stageId: number | null;
  readonly names: Names;
  readonly pipelineId: number | null;
  readonly pipelineNames: Names | null;
}

/** Where an attachment stands, without its steps. */
export interface AttachmentSummary {
  readonly id: number;
  readonly workflowId: number;
  readonly workflowNames: Names;
  readonly versionId: number;
  readonly model: ModelKey;
  readonly objectId: ObjectId;
  readonly status: AttachmentStatus;
  readonly round: number;
  /** Where it stands, or stood when it was rejected or cancelled; `null` before the start and when completed. */
  readonly current: PlaceSummary | null;
  /** Where it goes next; `null` at the last position, and where nothing comes next. */
  readonly next: PlaceSummary | null;
  /** Whole percent. */
  readonly progressPercentage: number;
  readonly requesterId: UserId | null;
  readonly startedBy: UserId | null;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly startedAt: Date | null;
  /** When it was completed; `null` for one that ended otherwise. */
  readonly completedAt: Date | null;
  /** When it ended, however it ended. */
  readonly closedAt: Date | null;
  readonly createdAt: Date;
  /** Why it may not go on although it is open, and what to do about it; `null` where it may. */
  readonly blockedReason: string | null;
}

interface SummaryContext {
  readonly userIds: UserIds;
  readonly objects: ObjectPort;
}

/** What readers see of an attachment. */
export function summarize(
  { userIds, objects }: SummaryContext,
  attachment: AttachmentRow,
  plan: Plan,
): AttachmentSummary {
  const { id, workflowId, versionId, model, status, round, startedAt, closedAt, createdAt } = attachment;
  const { position } = attachment;
  return {
    id,
    workflowId,
    workflowNames: plan.workflow.names,
    versionId,
    model,
    objectId: objects.idFromText(attachment),
    status,
    round,
    current: placeAt(plan, position),
    next: position !== null && isUnderWay(attachment) ? placeAt(plan, position + 1) : null,
    progressPercentage: progressOf(attachment, plan.positions.length),
    requesterId: userIds.fromText(attachment.requesterId),
    startedBy: userIds.fromText(attachment.startedBy),
    metadata: JSON.parse(attachment.metadata) as Record<string, unknown>,
    startedAt,
    completedAt: status === 'completed' ? closedAt : null,
    closedAt,
    createdAt,
    blockedReason: attachment.blockedReason,
  };
}

/** The name that is written to the host's stage field: in English, else the workflow's first language. */
export function currentStageName(plan: Plan, { position }: Pick<AttachmentRow, 'position'>): string | null {
  const place = placeAt(plan, position);
  return place === null ? null : pickName(place.names, []);
}

function placeAt(plan: Plan, index: number | null): PlaceSummary | null {
  const position = index === null ? undefined : plan.positions[index];
  return position === undefined ? null : toPlaceSummary(position);
}

/** A position, as readers see it. */
export function toPlaceSummary({ names, stage, pipeline }: Position): PlaceSummary {
  return {
    stageId: stage?.id ?? null,
    names,
    pipelineId: pipeline?.id ?? null,
    pipelineNames: pipeline?.names ?? null,
  };
}
