import type { Transaction } from 'sequelize';
import type { WorkflowRow } from '../../../models/index.js';
import type { Database } from '../database.js';
import { lockRow } from '../database.js';
import type { Page, PageRequest } from '../page.js';
import { readRows } from '../rows.js';
import { DefinitionTable } from './definition-table.js';

/** The workflows that people edit. Every edit of a workflow's tree begins with its {@link lock}. */
export class Workflows extends DefinitionTable<WorkflowRow> {
  constructor(database: Database) {
    super(database, database.models.Workflow);
  }

  /** A workflow by its id or its key, or `null`. */
  async findByIdOrKey(
    idOrKey: number | string,
    company: string,
    transaction: Transaction | null,
  ): Promise<WorkflowRow | null> {
    const where = typeof idOrKey === 'number' ? { id: idOrKey, company } : { key: idOrKey, company };
    return this.findBy(where, { transaction });
  }

  /** A page of the workflows of a company, by id. */
  async list(
    company: string,
    page: PageRequest,
    transaction: Transaction | null,
  ): Promise<Page<WorkflowRow>> {
    return this.listBy([{ company }], page, transaction);
  }

  /** Locks all workflows of a company in the order of their ids, or the one that is named. @returns their ids */
  async lockAll(company: string, id: number | null, transaction: Transaction): Promise<readonly number[]> {
    const rows = await this.model.findAll({
      where: id === null ? { company } : { company, id },
      attributes: ['id'],
      order: [['id', 'ASC']],
      raw: true,
      ...lockRow(transaction),
    });
    return readRows(this.model, rows).map((row) => row.id);
  }

  /** Whether a workflow has attachments, open or closed. */
  async isInUse(id: number, transaction: Transaction): Promise<boolean> {
    const { Attachment } = this.database.models;
    return (await Attachment.count({ where: { workflowId: id }, transaction })) > 0;
  }

  /** Deletes a workflow that is not in use, with its versions, which otherwise would keep it. */
  override async delete(id: number, transaction: Transaction): Promise<void> {
    await this.database.models.Version.destroy({ where: { workflowId: id }, transaction });
    await super.delete(id, transaction);
  }
}
