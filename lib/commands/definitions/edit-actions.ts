import type { CommandContext } from '../context.js';
import { lockRow } from '../../store/database.js';
import { idOf } from '../../store/rows.js';
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
  const { Workflow } = context.database.models;
  const company = companyOfCall(call);
  return context.transactions.run(call.transaction, async (transaction) => {
    const rows = await Workflow.findAll({
      where: workflowId === null ? { company } : { company, id: workflowId },
      attributes: ['id'],
      order: [['id', 'ASC']],
      raw: true,
      ...lockRow(transaction),
    });
    if (workflowId !== null && rows.length === 0) throw workflowNotFound(workflowId);
    const result = await edit(transaction);
    for (const id of rows.map(idOf)) {
      await settleWorkflow(context, { call, workflowId: id, isPublishing: false }, transaction);
    }
    return result;
  });
}
