import type { Model, ModelStatic, Sequelize } from 'sequelize';
import { defineAction } from './action.js';
import type { Action } from './action.js';
import { defineActionRun } from './action-run.js';
import type { ActionRun } from './action-run.js';
import { defineApproval } from './approval.js';
import type { Approval } from './approval.js';
import { defineAssignment } from './assignment.js';
import type { Assignment } from './assignment.js';
import { defineAttachment } from './attachment.js';
import type { Attachment } from './attachment.js';
import { defineDelegation } from './delegation.js';
import type { Delegation } from './delegation.js';
import { defineForm } from './form.js';
import type { Form } from './form.js';
import { defineHistoryEntry } from './history-entry.js';
import type { HistoryEntry } from './history-entry.js';
import { defineIdempotencyKey } from './idempotency-key.js';
import type { IdempotencyKey } from './idempotency-key.js';
import { modelContext } from './model-context.js';
import { definePipeline } from './pipeline.js';
import type { Pipeline } from './pipeline.js';
import { defineRegistration } from './registration.js';
import type { Registration } from './registration.js';
import { defineRotation } from './rotation.js';
import type { Rotation } from './rotation.js';
import { defineStage } from './stage.js';
import type { Stage } from './stage.js';
import { defineStep } from './step.js';
import type { Step } from './step.js';
import { checkTableOptions } from './table-names.js';
import type { TableOptions } from './table-names.js';
import { defineVersion } from './version.js';
import type { Version } from './version.js';
import { defineWorkflow } from './workflow.js';
import type { Workflow } from './workflow.js';
import { withoutDefineDefaults } from './without-define-defaults.js';

export type { ActionRow } from './action.js';
export type { ActionRunRow } from './action-run.js';
export type { ApprovalRow } from './approval.js';
export type { AssignmentRow } from './assignment.js';
export type { AttachmentRow } from './attachment.js';
export type { DelegationRow } from './delegation.js';
export type { FormRow } from './form.js';
export type { HistoryEntryRow } from './history-entry.js';
export type { IdempotencyKeyRow } from './idempotency-key.js';
export type { PipelineRow } from './pipeline.js';
export type { RegistrationRow } from './registration.js';
export type { RotationRow } from './rotation.js';
export type { StageRow } from './stage.js';
export type { StepRow } from './step.js';
export type { VersionRow } from './version.js';
export type { WorkflowRow } from './workflow.js';

/** The models of one engine, parents before their children. */
export interface Models {
  readonly Workflow: ModelStatic<Workflow>;
  readonly Pipeline: ModelStatic<Pipeline>;
  readonly Stage: ModelStatic<Stage>;
  readonly Form: ModelStatic<Form>;
  readonly Approval: ModelStatic<Approval>;
  readonly Version: ModelStatic<Version>;
  readonly Attachment: ModelStatic<Attachment>;
  readonly Step: ModelStatic<Step>;
  readonly Assignment: ModelStatic<Assignment>;
  readonly Rotation: ModelStatic<Rotation>;
  readonly HistoryEntry: ModelStatic<HistoryEntry>;
  readonly IdempotencyKey: ModelStatic<IdempotencyKey>;
  readonly Delegation: ModelStatic<Delegation>;
  readonly Action: ModelStatic<Action>;
  readonly ActionRun: ModelStatic<ActionRun>;
  readonly Registration: ModelStatic<Registration>;
}

/** All models of one engine, parents before their children. */
export function listModels(models: Models): readonly ModelStatic<Model>[] {
  return Object.values<ModelStatic<Model>>({ ...models });
}

/**
 * Defines the engine's models on a Sequelize of the host's. Each call makes models of its own, so that
 * several engines may share a process, and, with different prefixes, a Sequelize.
 *
 * Hooks that the host adds to a model, or to the Sequelize itself (`sequelize.addHook`), fire as on any
 * model. The defaults that it gave its own models (`new Sequelize({ define })`) do not reach these.
 *
 * @throws WorkflowError `INVALID_CONFIGURATION` where a name is taken, or an option cannot be used here
 */
export function defineModels(sequelize: Sequelize, options: TableOptions): Models {
  checkTableOptions(sequelize, options);
  const context = modelContext(sequelize, options);
  return withoutDefineDefaults(sequelize, () => ({
    Workflow: defineWorkflow(context),
    Pipeline: definePipeline(context),
    Stage: defineStage(context),
    Form: defineForm(context),
    Approval: defineApproval(context),
    Version: defineVersion(context),
    Attachment: defineAttachment(context),
    Step: defineStep(context),
    Assignment: defineAssignment(context),
    Rotation: defineRotation(context),
    HistoryEntry: defineHistoryEntry(context),
    IdempotencyKey: defineIdempotencyKey(context),
    Delegation: defineDelegation(context),
    Action: defineAction(context),
    ActionRun: defineActionRun(context),
    Registration: defineRegistration(context),
  }));
}
