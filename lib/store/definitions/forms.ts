import type { Transaction } from 'sequelize';
import type { FormRow } from '../../../models/index.js';
import type { Database } from '../database.js';
import type { Page, PageRequest } from '../page.js';
import { readRows } from '../rows.js';
import { DefinitionTable } from './definition-table.js';

/** The forms that approvals may require. */
export class Forms extends DefinitionTable<FormRow> {
  constructor(database: Database) {
    super(database, database.models.Form);
  }

  /** A page of the forms of a company, by id. */
  async list(company: string, page: PageRequest, transaction: Transaction | null): Promise<Page<FormRow>> {
    return this.listBy([{ company }], page, transaction);
  }

  /** Which of these forms a company has. */
  async findKnown(
    ids: readonly number[],
    company: string,
    transaction: Transaction,
  ): Promise<ReadonlySet<number>> {
    const rows = await this.model.findAll({
      where: { id: [...ids], company },
      attributes: ['id'],
      raw: true,
      transaction,
    });
    return new Set(readRows(this.model, rows).map(({ id }) => id));
  }
}
