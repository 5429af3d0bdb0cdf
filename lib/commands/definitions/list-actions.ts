import { Op } from 'sequelize';
import type { WhereOptions } from 'sequelize';
import type { ActionRow } from '../../../models/index.js';
import type { ActionEvent } from '../../definition/types.js';
import type { Page, PageRequest } from '../../store/page.js';
import { toPage } from '../../store/page.js';
import { readRows } from '../../store/rows.js';
import type { CommandContext } from '../context.js';
import type { ActionView } from './action-view.js';
import { viewAction } from './action-view.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import type { KnownKeys } from '../../known-options.js';
import { requireKnown } from '../../known-options.js';

/** Which actions are listed: all of the company's, where nothing is said. */
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

const LISTING: KnownKeys<ActionListing> = {
  workflowId: true,
  pipelineId: true,
  stageId: true,
  event: true,
  isDefault: true,
};

/** A page of actions, by id. */
export async function listActions(
  { database: { models }, transactions }: CommandContext,
  call: DefinitionCall,
  listing: ActionListing,
  { after, limit }: PageRequest,
): Promise<Page<ActionView>> {
  requireKnown(listing, LISTING, { caller: 'definitions.listActions' });
  const criteria = [
    { company: companyOfCall(call) },
    ...criteriaOf(listing),
    ...(after === null ? [] : [{ id: { [Op.gt]: after } }]),
  ];
  const raw = await models.Action.findAll({
    where: { [Op.and]: criteria },
    order: [['id', 'ASC']],
    limit: limit + 1,
    raw: true,
    transaction: transactions.joined(call.transaction),
  });
  return toPage(readRows(models.Action, raw).map(viewAction), limit, ({ id }) => id);
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
