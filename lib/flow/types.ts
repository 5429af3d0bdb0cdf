/** The vocabulary of the state machine. Everything here is data; users and objects are named by text. */
import type { Plan } from '../definition/types.js';
import type { AssignmentStatus, AttachmentStatus, HistoryEvent, RoleId, StepStatus } from '../types.js';
import type { StrategyName } from './strategies/strategy.js';

/** A user as the flow knows one. */
export interface FlowUser {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
}

/** Who acts; both `null` where the system does (a job, a threshold that was reached by itself). */
export interface FlowActor {
  readonly id: string | null;
  readonly name: string | null;
}

/** The actor of what nobody did by hand. */
export const SYSTEM_ACTOR: FlowActor = { id: null, name: null };

/** One holder of a seat. `id` is `null` until the store has written the row. */
export interface AssignmentState {
  readonly id: number | null;
  readonly seatNo: number;
  /** 1 for the first holder of the seat, 2 for the one it was passed on to, … */
  readonly turn: number;
  readonly userId: string;
  readonly userName: string;
  readonly status: AssignmentStatus;
  /** The original holder, where this one decides for them. */
  readonly onBehalfOf: string | null;
  /** The role within which the seat rotates; `null` for one that does not. */
  readonly rotationRole: RoleId | null;
  /** When an undecided rotating seat passes to the next member. */
  readonly reassignAt: Date | null;
}

/** A step and everyone who ever held one of its seats. `id` is `null` until the store has written the row. */
export interface StepState {
  readonly id: number | null;
  /** Unique within the attachment, ascending over all rounds. */
  readonly stepNumber: number;
  readonly position: number;
  readonly round: number;
  readonly approvalId: number;
  readonly strategy: StrategyName;
  readonly status: StepStatus;
  /** Approvals, in seats, at which the step is approved; `null` until it opens. */
  readonly approveAt: number | null;
  /** Rejections, in seats, at which the step is rejected; `null` until it opens. */
  readonly rejectAt: number | null;
  readonly approvedCount: number;
  readonly rejectedCount: number;
  readonly assignments: readonly AssignmentState[];
}

/** Where an attachment stands. */
export interface AttachmentState {
  readonly status: AttachmentStatus;
  /** Index of the plan's position; `null` before the start and after completion. */
  readonly position: number | null;
  /** From 1; raised each time the attachment is sent back. */
  readonly round: number;
  /** The last step number that was given out. */
  readonly stepCount: number;
  readonly requesterId: string | null;
  readonly startedBy: string | null;
}

/** One attachment, its plan, and the steps of the position where it stands. */
export interface FlowState {
  readonly plan: Plan;
  readonly attachment: AttachmentState;
  readonly steps: readonly StepState[];
}

/** Names one assignment without its row's id. */
export interface AssignmentKey {
  readonly stepNumber: number;
  readonly seatNo: number;
  readonly turn: number;
}

/** Which of the actor's seats is meant, where the caller says so. */
export interface SeatChoice {
  readonly stepId?: number | undefined;
  readonly assignmentId?: number | undefined;
}

interface SeatedCommand {
  /** Who decides; the name comes from the seat. */
  readonly actorId: string;
  readonly seat: SeatChoice;
  readonly reason: string | null;
  /** `undefined` where none was given. */
  readonly formData: unknown;
}

/** What someone wants to happen. `action` is the word that history will show. */
export type FlowCommand =
  | { readonly action: 'attached'; readonly actor: FlowActor; readonly autoStart: boolean }
  | { readonly action: 'started'; readonly actor: FlowActor }
  | ({ readonly action: 'approved' | 'rejected' } & SeatedCommand)
  | ({
      readonly action: 'needs_resubmission';
      readonly stageId: number | null;
    } & SeatedCommand)
  | ({ readonly action: 'delegated'; readonly userId: string } & SeatedCommand)
  | ({ readonly action: 'escalated' } & SeatedCommand)
  | {
      readonly action: 'cancelled';
      readonly actor: FlowActor;
      readonly reason: string | null;
    }
  | { readonly action: 'reassigned'; readonly assignmentId: number };

/** The commands of someone who decides for a seat of theirs. */
export type SeatCommand = Extract<FlowCommand, SeatedCommand>;

/** What happened, for history and for the actions that it triggers. */
export interface HistoryChange {
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

/** A new holder of a seat. */
export type NewAssignment = Omit<AssignmentState, 'id' | 'status'>;

/** One thing that is different afterwards. Replaying the changes of a command gives its state. */
export type Change =
  | {
      readonly kind: 'attachment_changed';
      readonly set: Partial<Omit<AttachmentState, 'requesterId'>>;
      readonly startedAt?: Date;
      readonly startedByName?: string | null;
      readonly closedAt?: Date;
    }
  | {
      readonly kind: 'steps_created';
      readonly steps: readonly (Pick<
        StepState,
        'stepNumber' | 'position' | 'round' | 'approvalId' | 'strategy'
      > & { readonly stageId: number | null })[];
    }
  | {
      readonly kind: 'step_opened';
      readonly stepNumber: number;
      readonly approveAt: number;
      readonly rejectAt: number;
      readonly openedAt: Date;
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
      readonly kind: 'reassignment_postponed';
      readonly assignment: AssignmentKey;
      readonly reassignAt: Date;
    }
  | {
      readonly kind: 'rotated';
      readonly approvalId: number;
      readonly seatedOrder: readonly string[];
    }
  | HistoryChange;

/** What the flow must know before it can go on. */
export type Need =
  | { readonly kind: 'users'; readonly ids: readonly string[] }
  | { readonly kind: 'role_members'; readonly role: RoleId }
  | { readonly kind: 'manager'; readonly userId: string }
  | { readonly kind: 'rotation'; readonly approvalId: number };

/** The answer to a {@link Need} of the same kind. Lists of users are in ascending order of id. */
export type Fact =
  | { readonly kind: 'users'; readonly users: readonly FlowUser[] }
  | { readonly kind: 'role_members'; readonly users: readonly FlowUser[] }
  | { readonly kind: 'manager'; readonly user: FlowUser | null }
  /** Who was seated by this approval before, least recently first. */
  | { readonly kind: 'rotation'; readonly seatedOrder: readonly string[] };

/** A piece of the flow: it asks for facts and returns when it needs no more. */
export type Flow<Result = void> = Generator<Need, Result, Fact>;
