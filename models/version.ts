import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { companyColumn, idColumn, optional, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** A frozen snapshot of a whole workflow. Never updated. JSON columns are canonical text. */
export interface VersionRow {
  id: number;
  company: string;
  workflowId: number;
  number: number;
  hash: string;
  definition: string;
  createdBy: string | null;
  createdAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type VersionCreation = Creation<VersionRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Version extends Model<VersionRow, VersionCreation> {
  declare id: number;
  declare company: string;
  declare workflowId: number;
  declare number: number;
  declare hash: string;
  declare definition: string;
  declare createdBy: string | null;
  declare createdAt: Date;
}

/** Makes the `versions` model of one engine. */
export function defineVersion({ columns, options, references }: ModelContext): ModelStatic<Version> {
  const model: ModelStatic<Version> = class extends Version {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      workflowId: { ...requiredId(columns), ...references('workflows', 'RESTRICT') },
      number: required(columns.integer),
      hash: required(columns.hash),
      definition: required(columns.json),
      createdBy: optional(columns.uid),
      createdAt: required(columns.timestamp),
    },
    options<Version>('Version', 'versions', [
      { name: 'hash', unique: true, fields: ['workflow_id', 'hash'] },
      { name: 'number', unique: true, fields: ['workflow_id', 'number'] },
    ]),
  );
}
