import { WorkflowError } from '../errors.js';
import type { Decision } from './decide.js';

/** What can be decided. */
export const DECISION_ACTIONS = [
  'approved',
  'rejected',
  'needs_resubmission',
  'delegated',
  'escalated',
  'resubmitted',
  'recalled',
] as const satisfies readonly Decision['action'][];
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** What a request calls its action, in any case. @throws WorkflowError `UNKNOWN_ACTION`, listing those that there are */
export function readAction(given: unknown): DecisionAction {
  const word = typeof given === 'string' ? given.toLowerCase() : given;
  const action = DECISION_ACTIONS.find((known) => known === word);
  if (action !== undefined) return action;
  const known = DECISION_ACTIONS.join(', ');
  const what = given === undefined ? 'No action is named.' : `There is no action ${JSON.stringify(given)}.`;
  throw new WorkflowError('UNKNOWN_ACTION', `${what} Use one of: ${known}.`, {
    errors: [{ path: 'action', message: `must be one of: ${known}` }],
  });
}
