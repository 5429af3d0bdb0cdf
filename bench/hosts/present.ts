import type { AttachmentFacts, SeatFacts, StageFacts, StepWithSeats } from './approval.js';
import { stageAt } from './approval.js';

export interface Shown {
  readonly attachment: AttachmentFacts;
  readonly stages: readonly StageFacts[];
  readonly steps: readonly StepWithSeats[];
  readonly position: number;
}

/** The answer of the hosts without the product: the same members as the product's, from what is in memory. */
export function present({ attachment, stages, steps, position }: Shown) {
  const stage = stageAt(stages, position);
  const next = stages[position + 1];
  return {
    attachment_id: attachment.id,
    workflow_id: attachment.workflowId,
    workflow_name: 'Purchase Request',
    version_id: attachment.versionId,
    model: attachment.model,
    object_id: Number(attachment.objectId),
    status: attachment.status,
    round: attachment.round,
    current_stage: stage.name,
    current_stage_id: stage.id,
    current_pipeline: stage.pipeline,
    current_pipeline_id: stage.pipelineId,
    next_stage: next?.name ?? 'Workflow Complete',
    next_stage_id: next?.id ?? null,
    progress_percentage: Math.floor((100 * position) / stages.length),
    requester_id: Number(attachment.requesterId),
    started_by: Number(attachment.startedBy),
    started_at: attachment.startedAt,
    completed_at: null,
    closed_at: null,
    created_at: attachment.createdAt,
    metadata: JSON.parse(attachment.metadata) as unknown,
    requires_user_action: false,
    can_approve: false,
    steps: steps.map((step) => presentStep(step, stageAt(stages, step.position))),
  };
}

function presentStep(step: StepWithSeats, stage: StageFacts) {
  return {
    id: step.id,
    step_number: step.stepNumber,
    round: step.round,
    stage_id: step.stageId,
    stage: stage.name,
    pipeline: stage.pipeline,
    approval_type: 'role',
    role_selection_strategy: step.strategy,
    step_approval_type: 'approve',
    form: null,
    status: step.status,
    approve_at: step.approveAt,
    reject_at: step.rejectAt,
    approved_count: step.approvedCount,
    rejected_count: step.rejectedCount,
    due_at: step.dueAt,
    blocked_reason: null,
    opened_at: step.openedAt,
    closed_at: step.closedAt,
    assignment_count: step.seats.length,
    assignments: step.seats.map(presentSeat),
  };
}

function presentSeat(seat: SeatFacts) {
  return {
    id: seat.id,
    seat_no: seat.seatNo,
    user_id: Number(seat.userId),
    user_name: seat.userName,
    status: seat.status,
    on_behalf_of: null,
    assigned_at: seat.assignedAt,
    checked_in_at: null,
    actor: seat.actorId === null ? null : Number(seat.actorId),
    actor_name: seat.actorName,
    acted_at: seat.actedAt,
    comment: seat.comment,
    form_data: null,
  };
}
