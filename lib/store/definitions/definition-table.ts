import { Op } from 'sequelize';
import type { CreationAttributes, Model, ModelStatic, Transaction, WhereOptions } from 'sequelize';
import type { Creation } from '../../../models/creation.js';
import { readRow } from '../../../models/read-row.js';
import type { Database } from '../database.js';
import { lockRow } from '../database.js';
import type { Page, PageRequest } from '../page.js';
import { toPage } from '../page.js';
import type { RowKey } from '../rows.js';
import { idOf, readRows } from '../rows.js';

/** What every row of a definition has. */
interface DefinitionRow {
  id: number;
  company: string;
}

/** The rows of one table that definitions are made of, each within its company. */
export abstract class DefinitionTable<Row extends DefinitionRow> {
  protected readonly database: Database;
  protected readonly model: ModelStatic<Model<Row, Creation<Row>>>;

  constructor(database: Database, model: ModelStatic<Model<Row, Creation<Row>>>) {
    this.database = database;
    this.model = model;
  }

  /** A row without a lock, or `null`. */
  async find({ id, company }: RowKey, transaction: Transaction | null): Promise<Row | null> {
    return this.findBy({ id, company }, { transaction });
  }

  /** A row, locked until the transaction ends, or `null`. */
  async lock({ id, company }: RowKey, transaction: Transaction): Promise<Row | null> {
    return this.findBy({ id, company }, lockRow(transaction));
  }

  /** Inserts a row. @returns its id */
  async insert(
    values: CreationAttributes<Model<Row, Creation<Row>>>,
    transaction: Transaction,
  ): Promise<number> {
    const created = await this.model.create(values, { transaction });
    return idOf(created.get());
  }

  /** Changes a row that is locked, or whose workflow is. */
  async update(id: number, set: Partial<Row>, transaction: Transaction): Promise<void> {
    await this.model.update(set, { where: this.whereOf({ id }), transaction });
  }

  /** Deletes a row, with what belongs to it. */
  async delete(id: number, transaction: Transaction): Promise<void> {
    await this.model.destroy({ where: this.whereOf({ id }), transaction });
  }

  protected async findBy(
    where: object,
    options: { readonly transaction: Transaction | null; readonly lock?: Transaction['LOCK']['UPDATE'] },
  ): Promise<Row | null> {
    const raw = await this.model.findOne({ where: this.whereOf(where), raw: true, ...options });
    return raw === null ? null : readRow(this.model, raw);
  }

  /** A page of the rows that meet all of these criteria, by id. */
  protected async listBy(
    criteria: readonly object[],
    { after, limit }: PageRequest,
    transaction: Transaction | null,
  ): Promise<Page<Row>> {
    const beyond = after === null ? [] : [{ id: { [Op.gt]: after } }];
    const raw = await this.model.findAll({
      where: { [Op.and]: [...criteria, ...beyond] } as WhereOptions<Row>,
      order: [['id', 'ASC']],
      limit: limit + 1,
      raw: true,
      transaction,
    });
    return toPage(readRows(this.model, raw), limit, ({ id }) => id);
  }

  /** TypeScript cannot check Sequelize's own type where the row's is a parameter. */
  protected whereOf(where: object): WhereOptions<Row> {
    return where as WhereOptions<Row>;
  }
}
