import type { Transaction } from 'sequelize';
import type { ApprovalRow } from '../../../models/index.js';
import type { Database } from '../database.js';
import { readRows } from '../rows.js';
import { DefinitionTable } from './definition-table.js';

/** Where approvals are configured: on a stage, on a pipeline, or on the workflow itself. */
export type ApprovalPlace = Readonly<Pick<ApprovalRow, 'workflowId' | 'company' | 'pipelineId' | 'stageId'>>;

/** The approvals that are configured at the places of a workflow. */
export class Approvals extends DefinitionTable<ApprovalRow> {
  constructor(database: Database) {
    super(database, database.models.Approval);
  }

  /** The ids of the approvals of a place, in their order. */
  async idsAt(
    { workflowId, pipelineId, stageId }: ApprovalPlace,
    transaction: Transaction,
  ): Promise<readonly number[]> {
    const rows = await this.model.findAll({
      where: { workflowId, pipelineId, stageId },
      attributes: ['id'],
      order: [
        ['order', 'ASC'],
        ['id', 'ASC'],
      ],
      raw: true,
      transaction,
    });
    return readRows(this.model, rows).map(({ id }) => id);
  }

  /** Deletes several approvals of a workflow that is locked. */
  async deleteAll(ids: readonly number[], transaction: Transaction): Promise<void> {
    if (ids.length > 0) await this.model.destroy({ where: { id: [...ids] }, transaction });
  }

  /** The workflows whose approvals require a form, in ascending order, because each is locked. */
  async workflowsRequiring(formId: number, transaction: Transaction): Promise<readonly number[]> {
    const rows = await this.model.findAll({
      where: { formId },
      attributes: ['workflowId'],
      raw: true,
      transaction,
    });
    const ids = new Set(readRows(this.model, rows).map(({ workflowId }) => workflowId));
    return [...ids].sort((a, b) => a - b);
  }
}
