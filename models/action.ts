import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import type { ActionEvent, ActionExecution, FailurePolicy } from '../lib/definition/types.js';
import { companyColumn, idColumn, optional, optionalId, required } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** A handler bound to an event, on a stage, a pipeline, a workflow, or as default. JSON columns are canonical text. */
export interface ActionRow {
  id: number;
  company: string;
  /** The workflow it belongs to, also where it is bound to a part of it; `null` for a default. */
  workflowId: number | null;
  pipelineId: number | null;
  stageId: number | null;
  event: ActionEvent;
  handler: string;
  parameters: string;
  order: number;
  isActive: boolean;
  execution: ActionExecution;
  /** `null` for what is delivered after commit. */
  failurePolicy: FailurePolicy | null;
  condition: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type ActionCreation = Creation<ActionRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Action extends Model<ActionRow, ActionCreation> {
  declare id: number;
  declare company: string;
  declare workflowId: number | null;
  declare pipelineId: number | null;
  declare stageId: number | null;
  declare event: ActionEvent;
  declare handler: string;
  declare parameters: string;
  declare order: number;
  declare isActive: boolean;
  declare execution: ActionExecution;
  declare failurePolicy: FailurePolicy | null;
  declare condition: string | null;
  declare createdAt: Date;
  declare updatedAt: Date;
}

/** Makes the `actions` model of one engine. */
export function defineAction({ columns, options, references }: ModelContext): ModelStatic<Action> {
  const model: ModelStatic<Action> = class extends Action {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      workflowId: { ...optionalId(columns), ...references('workflows', 'CASCADE') },
      pipelineId: { ...optionalId(columns), ...references('pipelines', 'CASCADE') },
      stageId: { ...optionalId(columns), ...references('stages', 'CASCADE') },
      event: required(columns.string(32)),
      handler: required(columns.uid),
      parameters: required(columns.json),
      order: { ...required(columns.integer), field: 'sort_order' },
      isActive: required(columns.boolean),
      execution: required(columns.string(16)),
      failurePolicy: optional(columns.string(16)),
      condition: optional(columns.text),
      createdAt: required(columns.timestamp),
      updatedAt: required(columns.timestamp),
    },
    options<Action>('Action', 'actions', [
      { name: 'workflow', fields: ['workflow_id'] },
      { name: 'pipeline', fields: ['pipeline_id'] },
      { name: 'stage', fields: ['stage_id'] },
      { name: 'company', fields: ['company', 'workflow_id'] },
    ]),
  );
}
