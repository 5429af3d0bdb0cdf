import { DataTypes } from 'sequelize';
import type { ModelAttributeColumnOptions, ModelStatic, Sequelize } from 'sequelize';
import { Model } from 'sequelize';
import type { WorkflowEngine } from '../../../lib/index.js';
import { openKeyOf } from '../../../lib/store/open-key.js';
import { storedModels } from '../../races/support/stored-rows.js';

/** A model with a key of the host's choice. */
export class Keyed extends Model {
  declare requesterId: number | string | null;
  declare workflowStatus: string | null;
}

/** The type of keys that the database takes in another case. */
export function foldedText(sequelize: Sequelize): string {
  switch (sequelize.getDialect()) {
    case 'mysql':
      return 'VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci';
    case 'sqlite':
      return 'VARCHAR(64) COLLATE NOCASE';
    default:
      return 'CITEXT';
  }
}

/** Makes a table whose keys are of this type. */
export async function defineKeyed(
  sequelize: Sequelize,
  name: string,
  key: Omit<ModelAttributeColumnOptions, 'primaryKey'>,
): Promise<ModelStatic<Keyed>> {
  if (key.type === 'CITEXT') await sequelize.query('CREATE EXTENSION IF NOT EXISTS citext');
  const model: ModelStatic<Keyed> = class extends Keyed {};
  model.init(
    {
      key: { ...key, primaryKey: true, field: 'key_of_it' },
      requesterId: { type: DataTypes.BIGINT },
      workflowStatus: { type: DataTypes.STRING(32) },
    },
    { sequelize, modelName: name, tableName: name.toLowerCase(), timestamps: false },
  );
  await model.sync();
  return model;
}

/** Lets its objects have workflows. */
export function registerKeyed(engine: WorkflowEngine, model: ModelStatic<Keyed>): void {
  engine.registerModel(model, {
    requesterField: 'requesterId',
    statusField: 'workflowStatus',
    canAttach: () => true,
  });
}

/** Stores an attachment under another spelling, as earlier versions did. */
export async function respell(sequelize: Sequelize, id: number, objectId: string): Promise<void> {
  const { Attachment } = storedModels(sequelize);
  const attachment = await Attachment.findByPk(id, { rejectOnEmpty: true });
  const { company, model, openKey } = attachment;
  await attachment.update({
    objectId,
    openKey: openKey === null ? null : openKeyOf(company, { model, objectId }),
  });
}
