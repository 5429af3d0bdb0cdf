/** The vocabulary of the state machine. Everything here is data; users and objects are named by text. */
import type { ActionConfig, Plan } from '../definition/types.js';
import type { Stand } from './rules/standing.js';
import type { AssignmentStatus, AttachmentStatus, RoleId, StepStatus } from '../types.js';
import type { WorkflowEvent } from './events.js';

/** A user as the flow knows one. */
export interface FlowUser {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  /** On leave: passed over where another can take the turn. */
  readonly absent: boolean;
  readonly departmentId: string | null;
}

/** Who acts; both `null` where the system does (a job, a threshold that was reached by itself). */
export interface FlowActor {
  readonly id: string | null;
  readonly name: string | null;
}

/** The actor of what nobody did by hand. */
export const SYSTEM_ACTOR: FlowActor = { id: null, name: null };

/**
 * One holder of a seat: everything that its row keeps. `id` is `null` until the store has written the row.
 *
 * What was loaded lacks `comment` and `formData`. A seat is closed once, so that these two are only ever set, on a seat
 * that had neither: the difference between two states still says what to write.
 */
export interface AssignmentState {
  readonly id: number | null;
  readonly seatNo: number;
  /** 1 for the first holder of the seat, 2 for the one it was passed on to, … */
  readonly turn: number;
  readonly userId: string;
  readonly userName: string;
  readonly status: AssignmentStatus;
  /** Who decided, where that was a substitute of the holder. */
  readonly actorId: string | null;
  readonly actorName: string | null;
  /** Why it was decided so. `null` also where the row was loaded: comments are large, and nothing is decided by them. */
  readonly comment: string | null;
  /** What the form of the approval was filled in with; `undefined` where nothing was, and where the row was loaded. */
  readonly formData: unknown;
  readonly assignedAt: Date;
  /** When the seat was closed, in whatever way; `null` while it is open. */
  readonly actedAt: Date | null;
  /** When the holder checked in, where the approval asks for that. */
  readonly checkedInAt: Date | null;
  /** The original holder, where this one decides for them. */
  readonly onBehalfOf: string | null;
  /** The role within which the seat rotates; `null` for one that does not. */
  readonly rotationRole: RoleId | null;
  /** When an undecided rotating seat passes to the next member. */
  readonly reassignAt: Date | null;
}

/**
 * A step with everyone who ever held one of its seats: everything that its row keeps. `id` is `null` until the store has
 * written the row.
 */
export interface StepState {
  readonly id: number | null;
  /** Unique within the attachment, ascending over all rounds. */
  readonly stepNumber: number;
  readonly position: number;
  readonly round: number;
  readonly approvalId: number;
  /** The stage of its position; `null` where the plan has no stages. */
  readonly stageId: number | null;
  /** The name of the strategy by which its seats are taken and counted. */
  readonly strategy: string;
  readonly status: StepStatus;
  /** Approvals, in seats, at which the step is approved; `null` until it opens. */
  readonly approveAt: number | null;
  /** Rejections, in seats, at which the step is rejected; `null` until it opens. */
  readonly rejectAt: number | null;
  readonly approvedCount: number;
  readonly rejectedCount: number;
  /** When it is, or was, to be decided; `null` until it opens, and where it never is due. */
  readonly dueAt: Date | null;
  /** When it is next to be reminded of, or is due; `null` where neither is to come. */
  readonly alarmAt: Date | null;
  /** How often it was passed on because it was due. */
  readonly timeoutCount: number;
  /** Why it cannot go on by itself, for its readers; `null` where it can. */
  readonly blockedReason: string | null;
  readonly openedAt: Date | null;
  readonly closedAt: Date | null;
  readonly assignments: readonly AssignmentState[];
}

/** Where an attachment stands: everything that its row keeps and a command can change. */
export interface AttachmentState {
  /** The name of its object. */
  readonly objectId: string;
  readonly status: AttachmentStatus;
  /** Index of the plan's position; `null` before the start and after completion. */
  readonly position: number | null;
  /** From 1; raised each time the attachment is sent back. */
  readonly round: number;
  /** The last step number that was given out. */
  readonly stepCount: number;
  readonly requesterId: string | null;
  readonly startedBy: string | null;
  readonly startedByName: string | null;
  readonly startedAt: Date | null;
  /** When it ended, however it ended. */
  readonly closedAt: Date | null;
  /** Why it may not go on although it is open; `null` where it may. */
  readonly blockedReason: string | null;
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

/** A step that was left behind, and who decided on it. */
export interface PriorStep {
  readonly stepNumber: number;
  readonly position: number;
  readonly round: number;
  readonly status: StepStatus;
  /** Who approved, rejected or sent back, by their own hand. */
  readonly decidedBy: readonly string[];
  /** Who of them approved. */
  readonly approvedBy: readonly string[];
}

/** What the flow must know before it can go on. */
export type Query =
  | { readonly kind: 'users'; readonly ids: readonly string[] }
  | { readonly kind: 'role_members'; readonly role: RoleId }
  | { readonly kind: 'manager'; readonly userId: string }
  | { readonly kind: 'team_head'; readonly userId: string }
  | { readonly kind: 'department_head'; readonly departmentId: string }
  /** Which user a field of the object names. */
  | { readonly kind: 'assigned_user'; readonly field: string }
  | { readonly kind: 'rotation'; readonly approvalId: number }
  /** A whole number from 0 up to, but not including, `below`; every one as likely. */
  | { readonly kind: 'random'; readonly below: number }
  | { readonly kind: 'condition'; readonly expression: string; readonly at: Stand }
  /** For whose seats a user may decide now, because they are out of office. */
  | { readonly kind: 'substituted'; readonly userId: string }
  /** Every step of the attachment, as it was before this command. */
  | { readonly kind: 'prior_steps' }
  /** That these actions are run, in order, inside the transaction. */
  | {
      readonly kind: 'inline_actions';
      readonly workflowEvent: WorkflowEvent;
      readonly actions: readonly ActionConfig[];
    };

/** An inline action that failed and was not to raise that. */
export interface ActionFailure {
  readonly actionId: number | null;
  readonly handler: string;
  readonly message: string;
}

/** The answer to a {@link Query} of the same kind. Lists of users are in ascending order of id. */
export type Answer =
  | { readonly kind: 'users'; readonly users: readonly FlowUser[] }
  | { readonly kind: 'role_members'; readonly users: readonly FlowUser[] }
  | { readonly kind: 'manager'; readonly user: FlowUser | null }
  | { readonly kind: 'team_head'; readonly user: FlowUser | null }
  | { readonly kind: 'department_head'; readonly user: FlowUser | null }
  | { readonly kind: 'assigned_user'; readonly user: FlowUser | null }
  /** Who was seated by this approval before, least recently first. */
  | { readonly kind: 'rotation'; readonly seatedOrder: readonly string[] }
  | { readonly kind: 'random'; readonly index: number }
  /** `error` says why the expression could not be evaluated; it counts as "approval needed" then. */
  | { readonly kind: 'condition'; readonly holds: boolean; readonly error: string | null }
  | { readonly kind: 'substituted'; readonly userIds: readonly string[] }
  | { readonly kind: 'prior_steps'; readonly steps: readonly PriorStep[] }
  | { readonly kind: 'inline_actions'; readonly failures: readonly ActionFailure[] };

/**
 * A piece of the flow: each time it asks what it must know, as a list, it is given the answers in the same order; it
 * returns once it needs no more.
 */
export type Flow<Result = void> = Generator<readonly Query[], Result, readonly Answer[]>;
