import type { ActionListing } from '../../store/definitions/actions.js';
import type { Page, PageRequest } from '../../store/page.js';
import { mapPage } from '../../store/page.js';
import type { CommandContext } from '../context.js';
import type { ActionView } from './action-view.js';
import { viewAction } from './action-view.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import type { KnownKeys } from '../../known-options.js';
import { requireKnown } from '../../known-options.js';

const LISTING: KnownKeys<ActionListing> = {
  workflowId: true,
  pipelineId: true,
  stageId: true,
  event: true,
  isDefault: true,
};

/** A page of actions, by id. */
export async function listActions(
  { definitions, transactions }: CommandContext,
  call: DefinitionCall,
  listing: ActionListing,
  page: PageRequest,
): Promise<Page<ActionView>> {
  requireKnown(listing, LISTING, { caller: 'definitions.listActions' });
  const filter = { ...listing, company: companyOfCall(call) };
  const rows = await definitions.actions.list(filter, page, transactions.joined(call.transaction));
  return mapPage(rows, viewAction);
}
