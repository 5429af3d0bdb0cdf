/** What a workflow is, before and after it is frozen into a version. Pure data. */
import type { FieldError } from '../errors.js';
import type { RoleId, UserId } from '../types.js';

/** Names by language tag: `{ en: 'Initial Review', ar: 'المراجعة الأولية' }`. */
export type Names = Readonly<Record<string, string>>;

/** How deep a workflow goes: 1 workflow → pipeline → stage, 2 workflow → pipeline, 3 the workflow alone. */
export const HIERARCHY_STRATEGIES = [1, 2, 3] as const;
export type HierarchyStrategy = (typeof HIERARCHY_STRATEGIES)[number];

/** `draft` is still being written, `inactive` accepts no new attachments. */
export const WORKFLOW_STATUSES = ['active', 'draft', 'inactive'] as const;
export type WorkflowStatus = (typeof WORKFLOW_STATUSES)[number];

export const APPROVAL_TYPES = ['self', 'user', 'role'] as const;
export type ApprovalType = (typeof APPROVAL_TYPES)[number];

export const ROLE_SELECTION_STRATEGIES = ['anyone', 'consensus', 'round_robin'] as const;
export type RoleSelectionStrategy = (typeof ROLE_SELECTION_STRATEGIES)[number];

export const STEP_APPROVAL_TYPES = ['approve', 'submit'] as const;
export type StepApprovalType = (typeof STEP_APPROVAL_TYPES)[number];

interface CommonApprovalSettings {
  /** `submit` asks for a form. */
  readonly stepApprovalType: StepApprovalType;
  /** The id of the form whose data an approval must carry. */
  readonly requiredForm?: number;
  /** Whether the requester, or who started the attachment, may be seated here. Implied by `self`. */
  readonly allowSelfApproval: boolean;
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

/** Seats members of a role. */
interface RoleApprovalSettings extends CommonApprovalSettings {
  readonly approvalType: 'role';
  readonly userRole: RoleId;
  /** How the members share the step. @defaultValue `'anyone'` */
  readonly roleSelectionStrategy: RoleSelectionStrategy;
  /** For `round_robin`: hours after which an undecided seat passes to the next member. */
  readonly reassignAfterHours?: number;
}

/** Who must approve, and how. */
export type ApprovalSettings = SelfApprovalSettings | UserApprovalSettings | RoleApprovalSettings;

/** An approval as it is stored: its id stays the same when it is edited, so that its rotation goes on. */
export type ApprovalConfig = ApprovalSettings & { readonly id: number };

export interface StageDefinition {
  readonly id: number;
  readonly names: Names;
  readonly color: string | null;
  readonly approvals: readonly ApprovalConfig[];
}

export interface PipelineDefinition {
  readonly id: number;
  readonly names: Names;
  readonly departmentId: string | null;
  /** Used by hierarchy strategy 2 only. */
  readonly approvals: readonly ApprovalConfig[];
  /** Used by hierarchy strategy 1 only; in order. */
  readonly stages: readonly StageDefinition[];
}

export interface FormDefinition {
  readonly id: number;
  readonly names: Names;
  /** The JSON Schema that submitted data must satisfy. */
  readonly schema: Readonly<Record<string, unknown>>;
}

/** A whole workflow. Lists are in order; this is what a version freezes. */
export interface WorkflowDefinition {
  readonly id: number;
  readonly key: string;
  readonly names: Names;
  readonly hierarchyStrategy: HierarchyStrategy;
  /** Used by hierarchy strategy 3 only. */
  readonly approvals: readonly ApprovalConfig[];
  readonly pipelines: readonly PipelineDefinition[];
  /** Every form that an approval of this workflow requires. */
  readonly forms: readonly FormDefinition[];
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
  } | null;
  readonly approvals: readonly ApprovalConfig[];
}

/** A definition compiled for running: the hierarchy strategies all become this. */
export interface Plan {
  readonly workflow: { readonly id: number; readonly key: string; readonly names: Names };
  readonly positions: readonly Position[];
  readonly forms: ReadonlyMap<number, CompiledForm>;
}
