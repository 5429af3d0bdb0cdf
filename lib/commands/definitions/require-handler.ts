import type { ActionSettings } from '../../definition/types.js';
import { summarize } from '../../definition/summary.js';
import { WorkflowError } from '../../errors.js';
import type { CommandContext } from '../context.js';

/**
 * Requires that this engine has the handler that an action names, and that the action suits it.
 *
 * @throws WorkflowError `INVALID_DEFINITION`
 */
export function requireHandler(
  { handlers }: CommandContext,
  { handler: name, parameters, execution }: Pick<ActionSettings, 'handler' | 'parameters' | 'execution'>,
): void {
  const handler = handlers.get(name);
  if (handler === undefined) {
    throw new WorkflowError(
      'INVALID_DEFINITION',
      `There is no handler "${name}". Register it with createWorkflowEngine({ actions }), or choose another.`,
      { errors: [{ path: 'handler', message: `must be one of: ${handlers.names.join(', ')}` }] },
    );
  }
  const errors = [...handler.findProblems(parameters, 'parameters')];
  if (handler.onlyAfterCommit && execution === 'inline') {
    errors.push({ path: 'execution', message: 'must be after_commit: what it does cannot be rolled back' });
  }
  if (errors.length === 0) return;
  throw new WorkflowError('INVALID_DEFINITION', `The action does not suit "${name}": ${summarize(errors)}.`, {
    errors,
  });
}
