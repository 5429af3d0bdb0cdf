import { WorkflowError } from '../../../errors.js';

/** @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function requireOption(condition: boolean, option: string, message: string): void {
  if (condition) return;
  throw new WorkflowError('INVALID_CONFIGURATION', `webhookHandler: option "${option}" ${message}.`, {
    errors: [{ path: option, message }],
  });
}
