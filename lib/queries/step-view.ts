import type { UserIds } from '../directory/user-ids.js';
import type {
  ApprovalType,
  CompiledForm,
  Names,
  Plan,
  RoleSelectionStrategy,
  StepApprovalType,
} from '../definition/types.js';
import type { LockedAssignmentRow, LockedStepRow } from '../store/locked-columns.js';
import type { AssignmentStatus, StepStatus, UserId } from '../types.js';

/** One holder of a seat, as readers see it. */
export interface AssignmentView {
  readonly id: number;
  readonly seatNo: number;
  readonly userId: UserId;
  /** The name at the time, so that a user who is gone never breaks reading. */
  readonly userName: string;
  readonly status: AssignmentStatus;
  /** Whose seat it is, where this holder decides for someone. */
  readonly onBehalfOf: UserId | null;
  readonly assignedAt: Date;
  /** When the holder took the work on, where the approval asks for that. */
  readonly checkedInAt: Date | null;
  /** Who decided: the holder, or their substitute; `null` while nobody has, and for the system. */
  readonly actorId: UserId | null;
  readonly actorName: string | null;
  readonly actedAt: Date | null;
  readonly comment: string | null;
  readonly formData: unknown;
}

/** A step, as readers see it. */
export interface StepView {
  readonly id: number;
  readonly stepNumber: number;
  readonly round: number;
  readonly stageId: number | null;
  readonly stageNames: Names;
  readonly pipelineNames: Names | null;
  readonly approvalType: ApprovalType;
  /** `null` unless a role is asked. */
  readonly roleSelectionStrategy: RoleSelectionStrategy | null;
  readonly stepApprovalType: StepApprovalType;
  /** The form whose data an approval must carry, as it was frozen. */
  readonly form: CompiledForm | null;
  readonly status: StepStatus;
  readonly approveAt: number | null;
  readonly rejectAt: number | null;
  readonly approvedCount: number;
  readonly rejectedCount: number;
  readonly dueAt: Date | null;
  /** Why it is overdue and cannot go on by itself; `null` where it can. */
  readonly blockedReason: string | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  /** How many assignments there are; `assignments` may hold fewer. */
  readonly assignmentCount: number;
  readonly assignments: readonly AssignmentView[];
}

/** What is shown of the row of an assignment. */
type ShownAssignment = Omit<LockedAssignmentRow, 'rotationRole' | 'reassignAt'>;

/** What is shown of the row of a step, with its first assignments. */
interface ShownStep {
  readonly step: LockedStepRow;
  readonly assignmentCount: number;
  readonly assignments: readonly ShownAssignment[];
}

/** A stored step, as readers see it. */
export function viewStep(userIds: UserIds, plan: Plan, stored: ShownStep): StepView {
  const { step } = stored;
  const position = plan.positions[step.position];
  const approval = position?.approvals.find(({ id }) => id === step.approvalId);
  if (position === undefined || approval === undefined) {
    throw new RangeError(
      `Step ${step.id} names approval ${step.approvalId}, which its version does not have.`,
    );
  }
  const { id, stepNumber, round, stageId, status, approveAt, rejectAt, approvedCount, rejectedCount } = step;
  return {
    id,
    stepNumber,
    round,
    stageId,
    stageNames: position.names,
    pipelineNames: position.pipeline?.names ?? null,
    approvalType: approval.approvalType,
    roleSelectionStrategy: approval.approvalType === 'role' ? approval.roleSelectionStrategy : null,
    stepApprovalType: approval.stepApprovalType,
    form: approval.requiredForm === undefined ? null : (plan.forms.get(approval.requiredForm) ?? null),
    status,
    approveAt,
    rejectAt,
    approvedCount,
    rejectedCount,
    dueAt: step.dueAt,
    blockedReason: step.blockedReason,
    openedAt: step.openedAt,
    closedAt: step.closedAt,
    assignmentCount: stored.assignmentCount,
    assignments: stored.assignments.map((assignment) => viewAssignment(userIds, assignment)),
  };
}

/** A stored assignment, as readers see it. */
export function viewAssignment(userIds: UserIds, row: ShownAssignment): AssignmentView {
  const { id, seatNo, userName, status, assignedAt, checkedInAt, actorName, actedAt, comment } = row;
  return {
    id,
    seatNo,
    userId: userIds.fromText(row.userId),
    userName,
    status,
    onBehalfOf: userIds.fromText(row.onBehalfOf),
    assignedAt,
    checkedInAt,
    actorId: userIds.fromText(row.actorId),
    actorName,
    actedAt,
    comment,
    formData: row.formData === null ? null : (JSON.parse(row.formData) as unknown),
  };
}
