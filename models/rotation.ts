import { Model } from 'sequelize';
import type { ModelStatic } from 'sequelize';
import { companyColumn, idColumn, required, requiredId } from './columns.js';
import type { Creation } from './creation.js';
import type { ModelContext } from './model-context.js';

/** Whose turn it is, for one round-robin approval. JSON columns are canonical text. */
export interface RotationRow {
  id: number;
  company: string;
  workflowId: number;
  approvalId: number;
  /** User ids, the least recently seated first. */
  seatedOrder: string;
  updatedAt: Date;
}

/** What an insert must name; nullable columns may be left out. */
export type RotationCreation = Creation<RotationRow>;

/** For typing and `instanceof`; each engine has a subclass of its own. */
export class Rotation extends Model<RotationRow, RotationCreation> {
  declare id: number;
  declare company: string;
  declare workflowId: number;
  declare approvalId: number;
  declare seatedOrder: string;
  declare updatedAt: Date;
}

/** Makes the `rotations` model of one engine. */
export function defineRotation({ columns, options, references }: ModelContext): ModelStatic<Rotation> {
  const model: ModelStatic<Rotation> = class extends Rotation {};
  return model.init(
    {
      id: idColumn(columns),
      company: companyColumn(columns),
      workflowId: { ...requiredId(columns), ...references('workflows', 'CASCADE') },
      approvalId: requiredId(columns),
      seatedOrder: required(columns.json),
      updatedAt: required(columns.timestamp),
    },
    options<Rotation>('Rotation', 'rotations', [
      { name: 'approval', unique: true, fields: ['company', 'workflow_id', 'approval_id'] },
      { name: 'workflow', fields: ['workflow_id'] },
    ]),
  );
}
