import type { Transaction } from 'sequelize';
import type { Creation } from '../../../models/creation.js';
import type { StageRow } from '../../../models/index.js';
import type { Database } from '../database.js';
import { DefinitionTable } from './definition-table.js';
import { nextOrder } from './next-order.js';

/** The stages of pipelines. */
export class Stages extends DefinitionTable<StageRow> {
  constructor(database: Database) {
    super(database, database.models.Stage);
  }

  /** The order after the last stage of a pipeline. */
  async nextOrder(pipelineId: number, transaction: Transaction): Promise<number> {
    return nextOrder(this.database.models.Stage, { pipelineId }, transaction);
  }

  /** How many stages a workflow has, over all of its pipelines. */
  async count(workflowId: number, transaction: Transaction): Promise<number> {
    return this.model.count({ where: { workflowId }, transaction });
  }

  /** Inserts stages whose workflow is locked, or has just been inserted. */
  async insertAll(rows: readonly Creation<StageRow>[], transaction: Transaction): Promise<void> {
    await this.database.models.Stage.bulkCreate([...rows], { transaction });
  }
}
