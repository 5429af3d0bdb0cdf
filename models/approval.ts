import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { companyColumn, idColumn, optionalId, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** Who must approve at a stage, a pipeline or the workflow itself, and how. JSON columns are canonical text. */
export interface ApprovalRow {
  id: number;
  company: string;
  workflowId: number;
  /** The pipeline it is configured on; `null` for one on a stage or on the workflow. */
  pipelineId: number | null;
  /** The stage it is configured on; `null` for one on a pipeline or on the workflow. */
  stageId: number | null;
  order: number;
  formId: number | null;
  config: string;
  createdAt: Date;
  updatedAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type ApprovalCreation = Creation<ApprovalRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Approval extends Model<ApprovalRow, ApprovalCreation> {
  declare id: number;
  declare company: string;
  declare workflowId: number;
  declare pipelineId: number | null;
  declare stageId: number | null;
  declare order: number;
  declare formId: number | null;
  declare config: string;
  declare createdAt: Date;
  declare updatedAt: Date;
}

/** Makes the `approvals` model of one engine. */
export function defineApproval({ columns, options, references }: ModelContext): ModelStatic<Approval> {
  const model: ModelStatic<Approval> = class extends Approval {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      workflowId: { ...requiredId(columns), ...references('workflows', 'CASCADE') },
      pipelineId: { ...optionalId(columns), ...references('pipelines', 'CASCADE') },
      stageId: { ...optionalId(columns), ...references('stages', 'CASCADE') },
      order: { ...required(columns.integer), field: 'sort_order' },
      formId: { ...optionalId(columns), ...references('forms', 'RESTRICT') },
      config: required(columns.json),
      createdAt: required(columns.timestamp),
      updatedAt: required(columns.timestamp),
    },
    options<Approval>('Approval', 'approvals', [
      { name: 'workflow', fields: ['workflow_id'] },
      { name: 'stage', fields: ['stage_id'] },
      { name: 'pipeline', fields: ['pipeline_id'] },
      { name: 'form', fields: ['form_id'] },
    ]),
  );
}
