import { Op } from 'sequelize';
import type { Transaction, WhereOptions } from 'sequelize';
import type { ActionRow } from '../../../models/index.js';
import type { ActionEvent } from '../../definition/types.js';
import type { Database } from '../database.js';
import type { Page, PageRequest } from '../page.js';
import { readRows } from '../rows.js';
import { DefinitionTable } from './definition-table.js';
import { nextOrder } from './next-order.js';

/** Where an action is bound, as its row says it. */
export type StoredPlace = Pick<ActionRow, 'workflowId' | 'pipelineId' | 'stageId'>;

/** Which actions of a company are listed: all of them, where nothing is said. */
export interface ActionListing {
  /** Those of this workflow, of its pipelines and of its stages. */
  readonly workflowId?: number | undefined;
  /** Those bound to this pipeline itself. */
  readonly pipelineId?: number | undefined;
  readonly stageId?: number | undefined;
  readonly event?: ActionEvent | undefined;
  /** Only the defaults of the company, or only the others. */
  readonly isDefault?: boolean | undefined;
}

/** The actions that are bound to events. */
export class Actions extends DefinitionTable<ActionRow> {
  constructor(database: Database) {
    super(database, database.models.Action);
  }

  /** The order after the last action of a place. */
  async nextOrder(company: string, place: StoredPlace, transaction: Transaction): Promise<number> {
    return nextOrder(this.database.models.Action, { company, ...place }, transaction);
  }

  /** A page of the actions of a company, by id. */
  async list(
    { company, ...filter }: ActionListing & { readonly company: string },
    page: PageRequest,
    transaction: Transaction | null,
  ): Promise<Page<ActionRow>> {
    return this.listBy([{ company }, ...criteriaOf(filter)], page, transaction);
  }

  /** The handlers that active actions name, of all companies. */
  async listHandlers(): Promise<readonly string[]> {
    const rows = await this.model.findAll({
      where: { isActive: true },
      attributes: ['handler'],
      group: ['handler'],
      raw: true,
      transaction: null,
    });
    return readRows(this.model, rows).map(({ handler }) => handler);
  }
}

function criteriaOf({
  workflowId,
  pipelineId,
  stageId,
  event,
  isDefault,
}: ActionListing): readonly WhereOptions<ActionRow>[] {
  return [
    ...(workflowId === undefined ? [] : [{ workflowId }]),
    ...(pipelineId === undefined ? [] : [{ pipelineId }]),
    ...(stageId === undefined ? [] : [{ stageId }]),
    ...(event === undefined ? [] : [{ event }]),
    ...(isDefault === undefined ? [] : [{ workflowId: isDefault ? null : { [Op.ne]: null } }]),
  ];
}
