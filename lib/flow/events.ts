/** What happens because of a command. */
import type { ActionConfig, ActionEvent } from '../definition/types.js';
import type { AssignmentStatus, HistoryEvent, StepStatus } from '../types.js';
import type { AssignmentKey, AssignmentState, AttachmentState, FlowActor, StepState } from './types.js';

/** What happened, for history and for the actions that it triggers. */
export interface RecordedEvent {
  readonly kind: 'history';
  readonly event: HistoryEvent;
  readonly actor: FlowActor;
  readonly onBehalfOf: string | null;
  readonly stepNumber: number | null;
  readonly assignment: AssignmentKey | null;
  readonly comment: string | null;
  /** Facts for the reader of the audit; snake_case, because it is shown as it is stored. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who, for whom, and why. */
export interface Cause {
  readonly actor: FlowActor;
  /** Whose seat it was, where the actor decided for somebody. */
  readonly onBehalfOf: FlowActor | null;
  readonly reason: string | null;
}

/** Something that actions are bound to, and how everything stood then. */
export interface WorkflowEvent {
  readonly event: ActionEvent;
  readonly cause: Cause;
  readonly attachment: AttachmentState;
  /** The position whose actions run: where something was approved, or where it was moved to. */
  readonly position: number | null;
  /** For a move: where it came from. */
  readonly from: number | null;
  /** Where a new round begins. */
  readonly target: number | null;
  readonly stepNumber: number | null;
  readonly approvalId: number | null;
  /** Whom it is about: who holds the step that opened, or the seat that was passed on. */
  readonly approvers: readonly FlowActor[];
}

/** A new holder of a seat. */
export type NewAssignment = Pick<
  AssignmentState,
  'seatNo' | 'turn' | 'userId' | 'userName' | 'onBehalfOf' | 'rotationRole' | 'reassignAt'
>;

/** One thing that is different afterwards. The state after a command is its events, applied in order, to the state before. */
export type FlowEvent =
  | {
      readonly kind: 'attachment_changed';
      readonly set: Partial<Omit<AttachmentState, 'requesterId'>>;
    }
  | {
      readonly kind: 'steps_created';
      readonly steps: readonly Pick<
        StepState,
        'stepNumber' | 'position' | 'round' | 'approvalId' | 'strategy' | 'stageId'
      >[];
    }
  | {
      readonly kind: 'step_opened';
      readonly stepNumber: number;
      /** Differs from the approval's where nobody could be seated by that, and others are. */
      readonly strategy: string;
      readonly approveAt: number;
      readonly rejectAt: number;
      readonly openedAt: Date;
      readonly dueAt: Date | null;
      readonly alarmAt: Date | null;
    }
  | {
      readonly kind: 'deadline_changed';
      readonly stepNumber: number;
      readonly dueAt: Date | null;
      readonly alarmAt: Date | null;
      readonly timeoutCount: number;
      /** Why it cannot go on by itself, for its readers; `null` where it can. */
      readonly blockedReason: string | null;
    }
  | {
      readonly kind: 'thresholds_changed';
      readonly stepNumber: number;
      readonly approveAt: number;
      readonly rejectAt: number;
    }
  | {
      readonly kind: 'step_counted';
      readonly stepNumber: number;
      readonly approvedCount: number;
      readonly rejectedCount: number;
    }
  | {
      readonly kind: 'step_closed';
      readonly stepNumber: number;
      readonly status: StepStatus;
      readonly closedAt: Date;
    }
  | {
      readonly kind: 'seats_assigned';
      readonly stepNumber: number;
      readonly assignments: readonly NewAssignment[];
      readonly assignedAt: Date;
    }
  | {
      readonly kind: 'assignments_closed';
      readonly assignments: readonly AssignmentKey[];
      readonly status: AssignmentStatus;
      readonly actor: FlowActor;
      readonly comment: string | null;
      readonly formData: unknown;
      readonly actedAt: Date;
    }
  | {
      readonly kind: 'checked_in';
      readonly assignment: AssignmentKey;
      readonly checkedInAt: Date;
    }
  | {
      readonly kind: 'reassignment_postponed';
      readonly assignment: AssignmentKey;
      readonly reassignAt: Date;
    }
  | {
      readonly kind: 'rotated';
      readonly approvalId: number;
      readonly seatedOrder: readonly string[];
    }
  /** The database learns of it by what its actions leave in the outbox. */
  | {
      readonly kind: 'raised';
      readonly workflowEvent: WorkflowEvent;
      /** Those that are delivered after the commit, in order. */
      readonly actions: readonly ActionConfig[];
    }
  | RecordedEvent;
