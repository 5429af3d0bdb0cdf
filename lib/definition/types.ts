/** What a workflow is, before and after it is frozen into a version. Pure data. */
import type { FieldError } from '../errors.js';
import type { ActionConfig, ActionsByEvent } from './action-types.js';
import type { ApprovalConfig } from './approval-types.js';

export * from './action-types.js';
export * from './approval-types.js';

/** Names by language tag: `{ en: 'Initial Review', ar: 'المراجعة الأولية' }`. */
export type Names = Readonly<Record<string, string>>;

/** How deep a workflow goes: 1 workflow → pipeline → stage, 2 workflow → pipeline, 3 the workflow alone. */
export const HIERARCHY_STRATEGIES = [1, 2, 3] as const;
export type HierarchyStrategy = (typeof HIERARCHY_STRATEGIES)[number];

/** `draft` is still being written, `inactive` accepts no new attachments. */
export const WORKFLOW_STATUSES = ['active', 'draft', 'inactive'] as const;
export type WorkflowStatus = (typeof WORKFLOW_STATUSES)[number];

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
