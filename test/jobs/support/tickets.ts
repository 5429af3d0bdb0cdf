import type { CreationOptional, ModelStatic, Sequelize } from 'sequelize';
import { DataTypes, Model } from 'sequelize';
import type { RegisterModelOptions, WorkflowEngine } from '../../../lib/index.js';

/** A model whose rows say when they were created. */
export class Ticket extends Model {
  declare code: string;
  declare company: string;
  declare requesterId: number;
  declare workflowStatus: CreationOptional<string | null>;
  declare createdAt: Date;
}

/** Defines the model; its keys are text. */
export async function defineTicket(sequelize: Sequelize): Promise<ModelStatic<Ticket>> {
  const isMysql = sequelize.getDialect() === 'mysql';
  const text = isMysql ? 'VARCHAR(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : DataTypes.STRING(64);
  const model: ModelStatic<Ticket> = class extends Ticket {};
  model.init(
    {
      code: { type: text, primaryKey: true },
      company: { type: DataTypes.STRING, allowNull: false, defaultValue: '' },
      requesterId: { type: DataTypes.INTEGER },
      workflowStatus: { type: DataTypes.STRING(32) },
      createdAt: { type: DataTypes.DATE(3), field: 'made_at' },
      deletedAt: { type: DataTypes.DATE(3), field: 'gone_at' },
    },
    { sequelize, modelName: 'Ticket', tableName: 'tickets', updatedAt: false, paranoid: true },
  );
  await model.sync();
  return model;
}

/** Registers it with an engine: each ticket gets its workflow by itself. */
export function registerTicket(
  engine: WorkflowEngine,
  model: ModelStatic<Ticket>,
  options: RegisterModelOptions<Ticket> = {},
): void {
  engine.registerModel(model, {
    workflow: 'purchase-request',
    autoStart: true,
    requesterField: 'requesterId',
    statusField: 'workflowStatus',
    ...options,
  });
}

/** Writes tickets past every hook, as another program would. */
export async function insertTickets(
  model: ModelStatic<Ticket>,
  codes: readonly string[],
  { createdAt, requesterId = 1, company = '' }: { createdAt: Date; requesterId?: number; company?: string },
): Promise<void> {
  const rows = codes.map((code) => ({ code, company, requesterId, createdAt }));
  await model.bulkCreate(rows, { hooks: false });
}
