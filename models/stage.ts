import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { companyColumn, idColumn, optional, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** One stop inside a pipeline. JSON columns are canonical text. */
export interface StageRow {
  id: number;
  company: string;
  /** The pipeline's workflow, kept here so that a whole definition is read by one key. */
  workflowId: number;
  pipelineId: number;
  names: string;
  order: number;
  color: string | null;
  /** What it says about itself; `null` where that is nothing. */
  settings: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type StageCreation = Creation<StageRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Stage extends Model<StageRow, StageCreation> {
  declare id: number;
  declare company: string;
  declare workflowId: number;
  declare pipelineId: number;
  declare names: string;
  declare order: number;
  declare color: string | null;
  declare settings: string | null;
  declare createdAt: Date;
  declare updatedAt: Date;
}

/** Makes the `stages` model of one engine. */
export function defineStage({ columns, options, references }: ModelContext): ModelStatic<Stage> {
  const model: ModelStatic<Stage> = class extends Stage {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      workflowId: requiredId(columns),
      pipelineId: { ...requiredId(columns), ...references('pipelines', 'CASCADE') },
      names: required(columns.json),
      order: { ...required(columns.integer), field: 'sort_order' },
      color: optional(columns.string(32)),
      createdAt: required(columns.timestamp),
      updatedAt: required(columns.timestamp),
      settings: optional(columns.json),
    },
    options<Stage>('Stage', 'stages', [
      { name: 'order', fields: ['pipeline_id', 'sort_order'] },
      { name: 'workflow', fields: ['workflow_id'] },
    ]),
  );
}
