import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import type { HierarchyStrategy, WorkflowStatus } from '../lib/definition/types.js';
import { companyColumn, idColumn, optional, optionalId, required } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** A workflow as people edit it. What runs is one of its versions. JSON columns are canonical text. */
export interface WorkflowRow {
  id: number;
  company: string;
  key: string;
  names: string;
  hierarchyStrategy: HierarchyStrategy;
  status: WorkflowStatus;
  /** What it says about all of its attachments; `null` where that is nothing. */
  settings: string | null;
  /** The content hash of the draft as it stands; `null` until it was first computed. */
  draftHash: string | null;
  isComplete: boolean;
  /** No foreign key: versions already point at their workflow, and two rows that need each other cannot be inserted. */
  publishedVersionId: number | null;
  createdBy: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type WorkflowCreation = Creation<WorkflowRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Workflow extends Model<WorkflowRow, WorkflowCreation> {
  declare id: number;
  declare company: string;
  declare key: string;
  declare names: string;
  declare hierarchyStrategy: HierarchyStrategy;
  declare status: WorkflowStatus;
  declare settings: string | null;
  declare draftHash: string | null;
  declare isComplete: boolean;
  declare publishedVersionId: number | null;
  declare createdBy: string | null;
  declare createdAt: Date;
  declare updatedAt: Date;
}

/** Makes the `workflows` model of one engine. */
export function defineWorkflow({ columns, options }: ModelContext): ModelStatic<Workflow> {
  const model: ModelStatic<Workflow> = class extends Workflow {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      key: required(columns.uid),
      names: required(columns.json),
      hierarchyStrategy: required(columns.integer),
      status: required(columns.string(16)),
      draftHash: optional(columns.hash),
      isComplete: required(columns.boolean),
      publishedVersionId: optionalId(columns),
      createdBy: optional(columns.uid),
      createdAt: required(columns.timestamp),
      updatedAt: required(columns.timestamp),
      settings: optional(columns.json),
    },
    options<Workflow>('Definition', 'workflows', [{ name: 'key', unique: true, fields: ['company', 'key'] }]),
  );
}
