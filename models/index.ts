import type { Model, ModelStatic, Sequelize } from 'sequelize';
import { ACTION } from './action.js';
import { ACTION_RUN } from './action-run.js';
import { APPROVAL } from './approval.js';
import { ASSIGNMENT } from './assignment.js';
import { ATTACHMENT } from './attachment.js';
import { DELEGATION } from './delegation.js';
import { FORM } from './form.js';
import { HISTORY_ENTRY } from './history-entry.js';
import { IDEMPOTENCY_KEY } from './idempotency-key.js';
import { modelContext } from './model-context.js';
import { PIPELINE } from './pipeline.js';
import { REGISTRATION } from './registration.js';
import { ROTATION } from './rotation.js';
import { STAGE } from './stage.js';
import { STEP } from './step.js';
import { defineModel } from './table.js';
import type { ModelOf } from './table.js';
import { checkTableOptions } from './table-names.js';
import type { TableOptions } from './table-names.js';
import { VERSION } from './version.js';
import { WORKFLOW } from './workflow.js';
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
  readonly Workflow: ModelOf<typeof WORKFLOW>;
  readonly Pipeline: ModelOf<typeof PIPELINE>;
  readonly Stage: ModelOf<typeof STAGE>;
  readonly Form: ModelOf<typeof FORM>;
  readonly Approval: ModelOf<typeof APPROVAL>;
  readonly Version: ModelOf<typeof VERSION>;
  readonly Attachment: ModelOf<typeof ATTACHMENT>;
  readonly Step: ModelOf<typeof STEP>;
  readonly Assignment: ModelOf<typeof ASSIGNMENT>;
  readonly Rotation: ModelOf<typeof ROTATION>;
  readonly HistoryEntry: ModelOf<typeof HISTORY_ENTRY>;
  readonly IdempotencyKey: ModelOf<typeof IDEMPOTENCY_KEY>;
  readonly Delegation: ModelOf<typeof DELEGATION>;
  readonly Action: ModelOf<typeof ACTION>;
  readonly ActionRun: ModelOf<typeof ACTION_RUN>;
  readonly Registration: ModelOf<typeof REGISTRATION>;
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
    Workflow: defineModel(WORKFLOW, context),
    Pipeline: defineModel(PIPELINE, context),
    Stage: defineModel(STAGE, context),
    Form: defineModel(FORM, context),
    Approval: defineModel(APPROVAL, context),
    Version: defineModel(VERSION, context),
    Attachment: defineModel(ATTACHMENT, context),
    Step: defineModel(STEP, context),
    Assignment: defineModel(ASSIGNMENT, context),
    Rotation: defineModel(ROTATION, context),
    HistoryEntry: defineModel(HISTORY_ENTRY, context),
    IdempotencyKey: defineModel(IDEMPOTENCY_KEY, context),
    Delegation: defineModel(DELEGATION, context),
    Action: defineModel(ACTION, context),
    ActionRun: defineModel(ACTION_RUN, context),
    Registration: defineModel(REGISTRATION, context),
  }));
}
