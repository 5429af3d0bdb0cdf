import { compileCondition } from '../definition/condition.js';
import type { ActionConfig } from '../definition/types.js';
import type { WorkflowEvent } from '../flow/events.js';
import type { CommandContext } from './context.js';
import { standOf, type FactLoader } from './fact-loader.js';

/** Whether the condition of an action holds. One that cannot be evaluated does: rather too much is done than lost. */
export async function isWanted(
  { logger }: CommandContext,
  { action, attachment }: { readonly action: ActionConfig } & Pick<WorkflowEvent, 'attachment'>,
  loader: FactLoader,
): Promise<boolean> {
  const { condition, handler, event } = action;
  if (condition === null) return true;
  const { holds, error } = compileCondition(condition).evaluate(
    await loader.scope(condition, standOf(attachment)),
  );
  if (error === null) return holds;
  const { id: attachmentId } = loader.subject.attachment;
  logger.warn(`The condition of action ${handler} cannot be evaluated, so that it runs.`, {
    attachmentId,
    handler,
    event,
    error,
  });
  return true;
}
