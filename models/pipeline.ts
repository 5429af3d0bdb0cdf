import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { companyColumn, idColumn, optional, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** A phase or department inside a workflow. JSON columns are canonical text. */
export interface PipelineRow {
  id: number;
  company: string;
  workflowId: number;
  names: string;
  order: number;
  departmentId: string | null;
  /** What it says about itself; `null` where that is nothing. */
  settings: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type PipelineCreation = Creation<PipelineRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Pipeline extends Model<PipelineRow, PipelineCreation> {
  declare id: number;
  declare company: string;
  declare workflowId: number;
  declare names: string;
  declare order: number;
  declare departmentId: string | null;
  declare settings: string | null;
  declare createdAt: Date;
  declare updatedAt: Date;
}

/** Makes the `pipelines` model of one engine. */
export function definePipeline({ columns, options, references }: ModelContext): ModelStatic<Pipeline> {
  const model: ModelStatic<Pipeline> = class extends Pipeline {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      workflowId: { ...requiredId(columns), ...references('workflows', 'CASCADE') },
      names: required(columns.json),
      order: { ...required(columns.integer), field: 'sort_order' },
      departmentId: optional(columns.uid),
      createdAt: required(columns.timestamp),
      updatedAt: required(columns.timestamp),
      settings: optional(columns.json),
    },
    options<Pipeline>('Pipeline', 'pipelines', [{ name: 'order', fields: ['workflow_id', 'sort_order'] }]),
  );
}
