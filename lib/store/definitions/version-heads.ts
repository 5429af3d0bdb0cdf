import { Op } from 'sequelize';
import type { Transaction } from 'sequelize';
import type { VersionRow } from '../../../models/index.js';
import type { Database } from '../database.js';
import type { Page, PageRequest } from '../page.js';
import { toPage } from '../page.js';
import { readRows } from '../rows.js';

/** A published version, without its content. */
export interface VersionHead {
  readonly id: number;
  readonly number: number;
  readonly hash: string;
}

/** Frozen versions as lists show them: without their content, which may be large. */
export class VersionHeads {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A version, or `null`. */
  async find(id: number | null, transaction: Transaction | null): Promise<VersionHead | null> {
    if (id === null) return null;
    return (await this.byId([id], transaction)).get(id) ?? null;
  }

  /** These versions by their ids. */
  async byId(
    ids: readonly number[],
    transaction: Transaction | null,
  ): Promise<ReadonlyMap<number, VersionHead>> {
    const { Version } = this.#database.models;
    const rows = await Version.findAll({
      where: { id: [...ids] },
      attributes: ['id', 'number', 'hash'],
      raw: true,
      transaction,
    });
    return new Map(readRows(Version, rows).map((row) => [row.id, row]));
  }

  /** A page of a workflow's versions, newest first. */
  async list(
    workflowId: number,
    { after, limit }: PageRequest,
    transaction: Transaction | null,
  ): Promise<Page<Omit<VersionRow, 'definition'>>> {
    const { Version } = this.#database.models;
    const rows = await Version.findAll({
      where: { workflowId, ...(after === null ? {} : { number: { [Op.lt]: after } }) },
      attributes: { exclude: ['definition'] },
      order: [['number', 'DESC']],
      limit: limit + 1,
      raw: true,
      transaction,
    });
    return toPage(readRows(Version, rows), limit, ({ number }) => number);
  }
}
