/** What a workflow is, before and after it is frozen into a version. Pure data. */
import type { FieldError } from '../errors.js';
import type { RoleId, UserId } from '../types.js';
import type { ActionConfig, ActionsByEvent } from './action-types.js';

export * from './action-types.js';

/** Names by language tag: `{ en: 'Initial Review', ar: 'المراجعة الأولية' }`. */
export type Names = Readonly<Record<string, string>>;

/** How deep a workflow goes: 1 workflow → pipeline → stage, 2 workflow → pipeline, 3 the workflow alone. */
export const HIERARCHY_STRATEGIES = [1, 2, 3] as const;
export type HierarchyStrategy = (typeof HIERARCHY_STRATEGIES)[number];

/** `draft` is still being written, `inactive` accepts no new attachments. */
export const WORKFLOW_STATUSES = ['active', 'draft', 'inactive'] as const;
export type WorkflowStatus = (typeof WORKFLOW_STATUSES)[number];

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

/** What happens where nobody may be seated: the transition is refused, the step is skipped, or others are seated. */
export type NoApproverPolicy = 'fail' | 'skip' | { readonly user: UserId } | { readonly role: RoleId };

export const RESUBMISSIONS = ['immediate', 'requester'] as const;
/** Whether an object that is sent back goes on at once, or waits for its requester to resubmit it. */
export type Resubmission = (typeof RESUBMISSIONS)[number];

export const RECALLS = ['undecided', 'always'] as const;
/** Until when a requester may recall: while nobody has decided, or as long as the attachment is open. */
export type Recall = (typeof RECALLS)[number];

export const REPEATED_APPROVERS = ['allow', 'skip', 'exclude'] as const;
/**
 * Whether somebody whose approval stands may approve a later step: as any other, or not (`skip` passes a step over
 * where nobody else is to be asked, `exclude` requires someone else).
 */
export type RepeatedApprover = (typeof REPEATED_APPROVERS)[number];

interface CommonApprovalSettings {
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
}

/** Seats the requester. */
interface SelfApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'self';
}

/** Seats one named user. */
interface UserApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'user';
  readonly approvalUser: UserId;
}

/** Seats members of a role, or managers of the requester. */
interface RoleApprovalSettings extends CommonApprovalSettings {
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
interface TeamHeadApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'team_head';
}

/** Seats the head of the pipeline's department; where that names none, of the requester's. */
interface DepartmentHeadApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'department_head';
}

/** Seats the user that a field of the object names. */
interface AssignedApprovalSettings extends CommonApprovalSettings {
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

/** What the stages of a pipeline, and the pipelines of a workflow, may say about themselves. */
export interface PlaceSettings {
  /** A CEL expression; where it is false the whole place is skipped. */
  readonly condition: string | null;
  /** `null` as the pipeline, and then the workflow, says. */
  readonly resubmission: Resubmission | null;
}

export interface StageDefinition extends PlaceSettings {
  readonly id: number;
  readonly names: Names;
  readonly color: string | null;
  readonly approvals: readonly ApprovalConfig[];
  /** What runs for events here; in order. Where there is nothing for an event, the pipeline's does. */
  readonly actions: readonly ActionConfig[];
}

export interface PipelineDefinition extends PlaceSettings {
  readonly id: number;
  readonly names: Names;
  readonly departmentId: string | null;
  /** Used by hierarchy strategy 2 only. */
  readonly approvals: readonly ApprovalConfig[];
  /** Used by hierarchy strategy 1 only; in order. */
  readonly stages: readonly StageDefinition[];
  /** Where there is nothing for an event, the workflow's runs. */
  readonly actions: readonly ActionConfig[];
}

export interface FormDefinition {
  readonly id: number;
  readonly names: Names;
  /** The JSON Schema that submitted data must satisfy. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** What a workflow says about all of its attachments. */
export interface WorkflowSettings {
  readonly resubmission: Resubmission;
  /** Whether an attachment may complete although not one step was approved. */
  readonly allowEmptyCompletion: boolean;
  readonly recall: Recall;
  readonly repeatedApprover: RepeatedApprover;
}

/** A whole workflow. Lists are in order; this is what a version freezes. */
export interface WorkflowDefinition extends WorkflowSettings {
  readonly id: number;
  readonly key: string;
  readonly names: Names;
  readonly hierarchyStrategy: HierarchyStrategy;
  /** Used by hierarchy strategy 3 only. */
  readonly approvals: readonly ApprovalConfig[];
  readonly pipelines: readonly PipelineDefinition[];
  /** Every form that an approval of this workflow requires. */
  readonly forms: readonly FormDefinition[];
  /** Where there is nothing for an event, the company's default runs. */
  readonly actions: readonly ActionConfig[];
  /** The defaults of the company, as they were when the version was frozen. */
  readonly defaultActions: readonly ActionConfig[];
}

/** A form that is ready to judge data. */
export interface CompiledForm extends FormDefinition {
  /** Everything that is wrong with `data`; empty where it satisfies the schema. Paths begin `form_data`. */
  validate(data: unknown): readonly FieldError[];
}

/** One place of the linear plan. */
export interface Position {
  /** From 0. */
  readonly index: number;
  /** The stage's names; else the pipeline's; else the workflow's. */
  readonly names: Names;
  readonly stage: { readonly id: number; readonly names: Names; readonly color: string | null } | null;
  readonly pipeline: {
    readonly id: number;
    readonly names: Names;
    readonly departmentId: string | null;
    readonly condition: string | null;
  } | null;
  /** The stage's own condition; the pipeline's stands with the pipeline. */
  readonly condition: string | null;
  /** The stage's; else the pipeline's; else the workflow's. */
  readonly resubmission: Resubmission;
  readonly approvals: readonly ApprovalConfig[];
  /** What runs here, inherited. */
  readonly actions: ActionsByEvent;
}

/** A definition compiled for running: the hierarchy strategies all become this. */
export interface Plan {
  readonly workflow: { readonly id: number; readonly key: string; readonly names: Names };
  readonly settings: WorkflowSettings;
  readonly positions: readonly Position[];
  /** Whether a condition, an assigned field or an action may look at the object. */
  readonly readsObject: boolean;
  /** What runs where the attachment stands nowhere. */
  readonly actions: ActionsByEvent;
  readonly forms: ReadonlyMap<number, CompiledForm>;
}
