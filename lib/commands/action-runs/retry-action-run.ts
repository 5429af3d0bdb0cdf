import { WorkflowError } from '../../errors.js';
import { afterRootCommit } from '../../after-root-commit.js';
import type { CommandContext } from '../context.js';
import type { DefinitionCall } from '../definitions/call.js';
import { companyOfCall } from '../definitions/call.js';
import type { ActionRunView } from './action-run-view.js';
import { viewActionRun } from './action-run-view.js';
import { requireActionRun } from './find-action-run.js';

/**
 * Lets a run that was given up on be tried again, as often as a new one, with the same idempotency key; it begins when
 * the transaction has committed.
 *
 * @throws WorkflowError `ACTION_RUN_NOT_FOUND`, `ACTION_RUN_NOT_DEAD`
 */
export async function retryActionRun(
  context: CommandContext,
  call: DefinitionCall,
  id: number,
): Promise<ActionRunView> {
  const { transactions, outbox, dispatcher, clock } = context;
  const key = { id, company: companyOfCall(call) };
  return transactions.run(call.transaction, async (transaction) => {
    const isRetried = await outbox.retry(key, clock.now(), transaction);
    const row = await requireActionRun(context, key, transaction);
    if (!isRetried) {
      throw new WorkflowError(
        'ACTION_RUN_NOT_DEAD',
        `Action run ${id} is ${row.status}: only one that was given up on is retried by hand.`,
        { details: { status: row.status } },
      );
    }
    afterRootCommit(transaction, () => dispatcher.wake(row.attachmentId));
    return viewActionRun(row);
  });
}
