import type { Transaction } from 'sequelize';
import type { Creation } from '../../../models/creation.js';
import type { PipelineRow } from '../../../models/index.js';
import type { Database } from '../database.js';
import { readRows } from '../rows.js';
import { DefinitionTable } from './definition-table.js';
import { nextOrder } from './next-order.js';

/** The pipelines of workflows. */
export class Pipelines extends DefinitionTable<PipelineRow> {
  constructor(database: Database) {
    super(database, database.models.Pipeline);
  }

  /** The order after the last pipeline of a workflow. */
  async nextOrder(workflowId: number, transaction: Transaction): Promise<number> {
    return nextOrder(this.database.models.Pipeline, { workflowId }, transaction);
  }

  /** How many pipelines a workflow has. */
  async count(workflowId: number, transaction: Transaction): Promise<number> {
    return this.model.count({ where: { workflowId }, transaction });
  }

  /** Inserts pipelines into one workflow that is locked, or has just been inserted. @returns their ids, in order */
  async insertAll(
    workflowId: number,
    rows: readonly Omit<Creation<PipelineRow>, 'workflowId'>[],
    transaction: Transaction,
  ): Promise<readonly number[]> {
    const values = rows.map((row) => ({ ...row, workflowId }));
    await this.database.models.Pipeline.bulkCreate(values, { transaction });
    return this.#newestIds(workflowId, rows.length, transaction);
  }

  /** The ids of the pipelines that were inserted last: what an INSERT of many reports is not right on a cluster. */
  async #newestIds(workflowId: number, limit: number, transaction: Transaction): Promise<readonly number[]> {
    const rows = await this.model.findAll({
      where: { workflowId },
      attributes: ['id'],
      order: [['id', 'DESC']],
      limit,
      raw: true,
      transaction,
    });
    return readRows(this.model, rows)
      .map(({ id }) => id)
      .reverse();
  }
}
