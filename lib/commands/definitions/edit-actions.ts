import type { CommandContext } from '../context.js';
import type { TransactionWork } from '../../transactions.js';
import type { DefinitionCall } from './call.js';
import { companyOfCall } from './call.js';
import { settleWorkflow, workflowNotFound } from './edit-workflow.js';

interface ActionEdit<Result> {
  /** `null` for the defaults of the company, which every one of its workflows may inherit. */
  readonly workflowId: number | null;
  readonly edit: TransactionWork<Result>;
}

/**
 * The one way through for every edit of actions: lock the workflows that it touches, edit, and bring each of them up to
 * date, as any other edit of a definition does.
 *
 * @throws WorkflowError `WORKFLOW_NOT_FOUND`, and whatever the edit refuses; nothing has changed then
 */
export async function editActions<Result>(
  context: CommandContext,
  call: DefinitionCall,
  { workflowId, edit }: ActionEdit<Result>,
): Promise<Result> {
  const { workflows } = context.definitions;
  const company = companyOfCall(call);
  return context.transactions.run(call.transaction, async (transaction) => {
    const ids = await workflows.lockAll(company, workflowId, transaction);
    if (workflowId !== null && ids.length === 0) throw workflowNotFound(workflowId);
    const result = await edit(transaction);
    for (const id of ids) {
      await settleWorkflow(context, { call, workflowId: id, isPublishing: false }, transaction);
    }
    return result;
  });
}
