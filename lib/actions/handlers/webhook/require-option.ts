import { refused } from '../../../known-options.js';

const ASKED = { caller: 'webhookHandler', code: 'INVALID_CONFIGURATION' } as const;

/** @throws WorkflowError `INVALID_CONFIGURATION`, naming the option */
export function requireOption(condition: boolean, option: string, message: string): void {
  if (!condition) throw refused(ASKED, option, message);
}
