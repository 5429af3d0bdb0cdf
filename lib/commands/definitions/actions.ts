import type { Transaction } from 'sequelize';
import type { ActionRow } from '../../../models/index.js';
import type { ActionValuesChange, NewAction } from '../../definition/action-schema.js';
import { changeAction } from '../../definition/action-schema.js';
import { WorkflowError } from '../../errors.js';
import type { CommandContext } from '../context.js';
import type { ActionView } from './action-view.js';
import { actionColumns, viewAction } from './action-view.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import { editActions } from './edit-actions.js';
import { findPlace } from './find-place.js';
import { requireHandler } from './require-handler.js';

/** What a handler may have something against. */
const DEPEND_ON_HANDLER = ['handler', 'parameters', 'execution'] as const;

/**
 * Binds a handler to an event. It takes effect with the next publication of the workflow; a default of the company with
 * the next publication of each of its workflows, all of which have unpublished changes then.
 *
 * @throws WorkflowError `WORKFLOW_NOT_FOUND`, `PIPELINE_NOT_FOUND`, `STAGE_NOT_FOUND`, `INVALID_DEFINITION`
 */
export async function createAction(
  context: CommandContext,
  call: DefinitionCall,
  action: NewAction,
): Promise<ActionView> {
  const { actions } = context.definitions;
  requireHandler(context, action);
  const company = companyOfCall(call);
  const place = await findPlace(context, call, action);
  return editActions(context, call, {
    workflowId: place.workflowId,
    edit: async (transaction) => {
      const order = action.order ?? (await actions.nextOrder(company, place, transaction));
      const now = context.clock.now();
      const columns = actionColumns({ ...action, order });
      const values = { company, ...place, ...columns, createdAt: now, updatedAt: now };
      return viewAction({ ...values, id: await actions.insert(values, transaction) });
    },
  });
}

/**
 * Changes an action. Running attachments never see it. A handler that is no longer registered is not looked for, unless
 * what depends on it changes: it must be possible to switch off what cannot run.
 *
 * @throws WorkflowError `ACTION_NOT_FOUND`, `INVALID_DEFINITION`
 */
export async function updateAction(
  context: CommandContext,
  call: DefinitionCall,
  { id, change }: { readonly id: number; readonly change: ActionValuesChange },
): Promise<ActionView> {
  const { workflowId } = await getAction(context, call, id);
  return editActions(context, call, {
    workflowId,
    edit: async (transaction) => {
      const row = await lockAction(context, { call, id }, transaction);
      const changed = changeAction(viewAction(row), change);
      if (DEPEND_ON_HANDLER.some((key) => change[key] !== undefined)) requireHandler(context, changed);
      const set = { ...actionColumns(changed), updatedAt: context.clock.now() };
      await context.definitions.actions.update(id, set, transaction);
      return viewAction({ ...row, ...set });
    },
  });
}

/** Deletes an action; running attachments keep theirs. @throws WorkflowError `ACTION_NOT_FOUND` */
export async function deleteAction(context: CommandContext, call: DefinitionCall, id: number): Promise<void> {
  const { workflowId } = await getAction(context, call, id);
  await editActions(context, call, {
    workflowId,
    edit: (transaction) => context.definitions.actions.delete(id, transaction),
  });
}

/** An action. @throws WorkflowError `ACTION_NOT_FOUND` */
export async function getAction(
  { definitions, transactions }: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<ActionView> {
  const key = { id, company: companyOfCall(call) };
  const row = await definitions.actions.find(key, transactions.joined(call.transaction));
  if (row === null) throw actionNotFound(id);
  return viewAction(row);
}

/** Reads an action again, under the locks of its edit: another one may have come first. */
async function lockAction(
  { definitions }: CommandContext,
  { call, id }: { readonly call: DefinitionCall; readonly id: number },
  transaction: Transaction,
): Promise<ActionRow> {
  const row = await definitions.actions.lock({ id, company: companyOfCall(call) }, transaction);
  if (row === null) throw actionNotFound(id);
  return row;
}

function actionNotFound(id: number): WorkflowError {
  return new WorkflowError('ACTION_NOT_FOUND', `There is no action ${id}.`);
}
