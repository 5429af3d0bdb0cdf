import type { RoleId, UserId } from '../types.js';

export const APPROVAL_TYPES = ['self', 'user', 'role', 'team_head', 'department_head', 'assigned'] as const;
export type ApprovalType = (typeof APPROVAL_TYPES)[number];

/** The strategies that come with the package. */
export const BUILT_IN_STRATEGIES = [
  'anyone',
  'consensus',
  'round_robin',
  'random',
  'supervisor',
  'quorum',
  'majority',
  'percentage',
  'hierarchy_up',
  'hierarchy_chain',
] as const;

/** How a role's members, or the requester's managers, share a step; or a name that the host registered. */
export type RoleSelectionStrategy = (typeof BUILT_IN_STRATEGIES)[number] | (string & {});

export const STEP_APPROVAL_TYPES = ['approve', 'submit', 'check_in_verify', 'move'] as const;
export type StepApprovalType = (typeof STEP_APPROVAL_TYPES)[number];

export const INACTIVE_APPROVER_POLICIES = ['reassign', 'skip', 'fail'] as const;
/** What becomes of a seat whose holder is no longer active: it passes on, falls away, or stays as it is. */
export type InactiveApproverPolicy = (typeof INACTIVE_APPROVER_POLICIES)[number];

export const DELEGATE_SCOPES = ['company', 'role', 'department'] as const;
/** To whom a seat may be delegated: anyone of the company, of the approval's role, of the holder's department. */
export type DelegateScope = (typeof DELEGATE_SCOPES)[number];

export const TIMEOUT_ACTIONS = ['escalate', 'delegate', 'approve', 'reject'] as const;
/** What is done with a step that is still undecided when it is due. */
export type TimeoutAction = (typeof TIMEOUT_ACTIONS)[number];

export const LAST_RESORTS = ['approve', 'reject'] as const;
/** What is done with a step that is due and cannot be passed on any further. */
export type LastResort = (typeof LAST_RESORTS)[number];

export const LATE_DECISIONS = ['allow', 'refuse'] as const;
/** Whether a seat of a step that is overdue may still be decided. */
export type LateDecision = (typeof LATE_DECISIONS)[number];

/** What happens where nobody may be seated: the transition is refused, the step is skipped, or others are seated. */
export type NoApproverPolicy = 'fail' | 'skip' | { readonly user: UserId } | { readonly role: RoleId };

/** What every approval says, whoever is seated. */
export interface CommonApprovalSettings {
  /** `submit` asks for a form. */
  readonly stepApprovalType: StepApprovalType;
  /** The id of the form whose data an approval must carry. */
  readonly requiredForm?: number;
  /** Whether the requester, or who started the attachment, may be seated here. Implied by `self`. */
  readonly allowSelfApproval: boolean;
  /** Neighbours of one group open together, and all of them must finish. */
  readonly parallelGroup?: string;
  /** A CEL expression; where it is false the approval is skipped. See `compileCondition`. */
  readonly condition?: string;
  readonly onNoApprover: NoApproverPolicy;
  readonly onInactiveApprover: InactiveApproverPolicy;
  /** Whether a holder may pass the seat to someone else, by hand or by an absence. */
  readonly allowDelegation: boolean;
  readonly delegateScope: DelegateScope;
  /** Hours after which a step that is open is due; working time, where the company has a calendar. */
  readonly dueHours?: number;
  /** Hours before it is due at which its holders are reminded; working time like `dueHours`. */
  readonly reminderHoursBefore?: readonly number[];
  /** Left out, a step that is due is told of, and goes on waiting. */
  readonly timeoutAction?: TimeoutAction;
  /** For `delegate`: who takes a seat of a step that is due. */
  readonly timeoutUser?: UserId;
  /** For `escalate`: how often a step that is due goes to the managers of its holders, each time with a new deadline. */
  readonly maxEscalationLevel?: number;
  /** For `escalate` and `delegate`, where neither is left. Left out, the step goes on waiting, and says why. */
  readonly lastResort?: LastResort;
  readonly lateDecision?: LateDecision;
}

/** Seats the requester. */
export interface SelfApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'self';
}

/** Seats one named user. */
export interface UserApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'user';
  readonly approvalUser: UserId;
}

/** Seats members of a role, or managers of the requester. */
export interface RoleApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'role';
  /** Left out by the strategies that seat the requester's managers. */
  readonly userRole?: RoleId;
  /** How they share the step. @defaultValue `'anyone'` */
  readonly roleSelectionStrategy: RoleSelectionStrategy;
  /** For `round_robin`: hours after which an undecided seat passes to the next member. */
  readonly reassignAfterHours?: number;
  /** For `quorum`: how many must approve. */
  readonly quorumCount?: number;
  /** For `percentage`: how many of a hundred seats must approve; rounded up. */
  readonly percentageRequired?: number;
  /** For `hierarchy_up` and `hierarchy_chain`: how many levels of managers above the requester. */
  readonly hierarchyLevels?: number;
  /** How many rejections end it. */
  readonly rejectAt?: number;
}

/** Seats the head of the requester's team. */
export interface TeamHeadApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'team_head';
}

/** Seats the head of the pipeline's department; where that names none, of the requester's. */
export interface DepartmentHeadApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'department_head';
}

/** Seats the user that a field of the object names. */
export interface AssignedApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'assigned';
  /** An attribute of the host's model that holds the id of a user. */
  readonly assignedField: string;
}

/** Who must approve, and how. */
export type ApprovalSettings =
  | SelfApprovalSettings
  | UserApprovalSettings
  | RoleApprovalSettings
  | TeamHeadApprovalSettings
  | DepartmentHeadApprovalSettings
  | AssignedApprovalSettings;

/** An approval as it is stored: its id stays the same when it is edited, so that its rotation goes on. */
export type ApprovalConfig = ApprovalSettings & { readonly id: number };
