import type {
  CreationOptional,
  InferAttributes,
  InferCreationAttributes,
  ModelStatic,
  Sequelize,
} from 'sequelize';
import { DataTypes, Model } from 'sequelize';
import { createWorkflowEngine } from '../../../lib/engine.js';
import type { ActionContext, WorkflowEngine } from '../../../lib/index.js';
import type { HistoryEvent } from '../../../lib/types.js';
import { TestClock } from '../../support/clock.js';
import { financeDepartment } from '../../support/memory-directory.js';
import type { PurchaseRequest } from '../../support/purchase-request.js';
import { definePurchaseRequest } from '../../support/purchase-request.js';

/** What a host keeps of what its handler was called for: outside of every transaction of the engine's. */
export class Effect extends Model<InferAttributes<Effect>, InferCreationAttributes<Effect>> {
  declare id: CreationOptional<number>;
  declare idempotencyKey: string;
  declare attachmentId: number;
  declare event: string;
  declare stepNumber: number | null;
}

/** A host as small as can be, because it is started again and again. */
export interface CrashHost {
  readonly engine: WorkflowEngine;
  readonly PurchaseRequest: ModelStatic<PurchaseRequest>;
  readonly Effect: ModelStatic<Effect>;
}

/** The events that something is bound to, by what history keeps of them: each entry is one event. */
export const EVENT_OF: Partial<Record<HistoryEvent, string>> = {
  started: 'on_workflow_start',
  step_opened: 'on_step_open',
  approved: 'after_approve',
  moved: 'after_move_stage',
  completed: 'on_workflow_complete',
};

/** What a process does at the moment; it may be its last. */
export type Noted = 'delivering' | 'delivered' | 'committed' | 'rolled back';

/** Makes a host, without its tables, whose handler writes down what it was called for and says so before and after. */
export function createCrashHost(
  sequelize: Sequelize,
  note: (noted: Noted) => void = () => undefined,
): CrashHost {
  const effects = defineEffect(sequelize);
  const model = definePurchaseRequest(sequelize);
  const tell = async ({ idempotencyKey, attachment, event, approval }: ActionContext): Promise<void> => {
    note('delivering');
    const stepNumber = approval?.stepNumber ?? null;
    await effects.create({ idempotencyKey, attachmentId: attachment.id, event, stepNumber });
    note('delivered');
  };
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const options = { sequelize, directory: financeDepartment(), clock: new TestClock(), logger };
  // However many processes die of one and the same delivery, it is not given up on: that is another story.
  const engine = createWorkflowEngine({ ...options, actions: { tell }, delivery: { maxAttempts: 1000 } });
  const fields = { statusField: 'workflowStatus', stageField: 'workflowStage' } as const;
  engine.registerModel(model, { requesterField: 'requesterId', ...fields });
  return { engine, PurchaseRequest: model, Effect: effects };
}

function defineEffect(sequelize: Sequelize): ModelStatic<Effect> {
  return class extends Effect {}.init(
    {
      id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
      idempotencyKey: { type: DataTypes.STRING(64), allowNull: false },
      attachmentId: { type: DataTypes.INTEGER, allowNull: false },
      event: { type: DataTypes.STRING, allowNull: false },
      stepNumber: { type: DataTypes.INTEGER },
    },
    { sequelize, modelName: 'Effect', tableName: 'effects', timestamps: false },
  );
}
