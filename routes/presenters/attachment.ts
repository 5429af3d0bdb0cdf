import type { AttachmentSummary } from '../../lib/commands/summary.js';
import { pickName } from '../../lib/definition/names.js';
import type { Names } from '../../lib/definition/types.js';
import type { AttachmentStatusView } from '../../lib/queries/attachment-status.js';
import type { HistoryEntryView } from '../../lib/queries/history-view.js';
import type { InboxItem } from '../../lib/queries/inbox.js';
import type { AssignmentView, StepView } from '../../lib/queries/step-view.js';
import { wireMember } from './history-member.js';

type Languages = readonly string[];

/** What `next_stage` says at the last stage. */
const COMPLETE = 'Workflow Complete';

/** Where an attachment stands, without its steps. */
export function presentAttachment(attachment: AttachmentSummary, languages: Languages): object {
  const { current, next, status } = attachment;
  return {
    attachment_id: attachment.id,
    workflow_id: attachment.workflowId,
    workflow_name: pickName(attachment.workflowNames, languages),
    version_id: attachment.versionId,
    model: attachment.model,
    object_id: attachment.objectId,
    status,
    round: attachment.round,
    current_stage: nameOf(current?.names, languages),
    current_stage_id: current?.stageId ?? null,
    current_pipeline: nameOf(current?.pipelineNames, languages),
    current_pipeline_id: current?.pipelineId ?? null,
    next_stage: next === null && status === 'in_progress' ? COMPLETE : nameOf(next?.names, languages),
    next_stage_id: next?.stageId ?? null,
    progress_percentage: attachment.progressPercentage,
    requester_id: attachment.requesterId,
    started_by: attachment.startedBy,
    started_at: attachment.startedAt,
    completed_at: attachment.completedAt,
    closed_at: attachment.closedAt,
    created_at: attachment.createdAt,
    metadata: attachment.metadata,
    ...(attachment.blockedReason === null ? {} : { blocked_reason: attachment.blockedReason }),
  };
}

/** Where an attachment stands, with its steps, for one reader. */
export function presentStatus(attachment: AttachmentStatusView, languages: Languages): object {
  return {
    ...presentAttachment(attachment, languages),
    requires_user_action: attachment.requiresUserAction,
    can_approve: attachment.canApprove,
    steps: attachment.steps.map((step) => presentStep(step, languages)),
  };
}

/** A step with its assignments. */
export function presentStep(step: StepView, languages: Languages): object {
  return {
    id: step.id,
    step_number: step.stepNumber,
    round: step.round,
    stage_id: step.stageId,
    stage: pickName(step.stageNames, languages),
    pipeline: nameOf(step.pipelineNames, languages),
    approval_type: step.approvalType,
    role_selection_strategy: step.roleSelectionStrategy,
    step_approval_type: step.stepApprovalType,
    form:
      step.form === null
        ? null
        : { id: step.form.id, name: pickName(step.form.names, languages), schema: step.form.schema },
    status: step.status,
    approve_at: step.approveAt,
    reject_at: step.rejectAt,
    approved_count: step.approvedCount,
    rejected_count: step.rejectedCount,
    due_at: step.dueAt,
    blocked_reason: step.blockedReason,
    opened_at: step.openedAt,
    closed_at: step.closedAt,
    assignment_count: step.assignmentCount,
    assignments: step.assignments.map(presentAssignment),
  };
}

/** A seat that waits for the reader, with the holder for whom the reader decides in the words of history. */
export function presentInboxItem(item: InboxItem, languages: Languages): object {
  const { attachment, step, assignment, coveringFor } = item;
  return {
    ...presentAttachment(attachment, languages),
    assignment_id: assignment.id,
    assigned_at: assignment.assignedAt,
    covering_for: coveringFor?.id ?? null,
    covering_for_name: coveringFor?.name ?? null,
    step: presentStep(step, languages),
  };
}

/** One entry of the audit. */
export function presentHistoryEntry(entry: HistoryEntryView): object {
  return {
    sequence: entry.sequence,
    event: entry.event,
    step_id: entry.stepId,
    assignment_id: entry.assignmentId,
    actor: entry.actorId,
    actor_name: entry.actorName,
    on_behalf_of: entry.onBehalfOf,
    comment: entry.comment,
    data: entry.data,
    created_at: entry.createdAt,
    hash: entry.hash,
    ...(entry.erased.length > 0 ? { erased: entry.erased.map(wireMember) } : {}),
  };
}

function presentAssignment(assignment: AssignmentView): object {
  return {
    id: assignment.id,
    seat_no: assignment.seatNo,
    user_id: assignment.userId,
    user_name: assignment.userName,
    status: assignment.status,
    on_behalf_of: assignment.onBehalfOf,
    assigned_at: assignment.assignedAt,
    checked_in_at: assignment.checkedInAt,
    actor: assignment.actorId,
    actor_name: assignment.actorName,
    acted_at: assignment.actedAt,
    comment: assignment.comment,
    form_data: assignment.formData,
  };
}

function nameOf(names: Names | null | undefined, languages: Languages): string | null {
  return names === null || names === undefined ? null : pickName(names, languages);
}
