import type { KnownKeys } from '../../known-options.js';
import { refused, requireKnown } from '../../known-options.js';
import type { DelegationChange } from './update-delegation.js';

/** What a change of a delegation may say. */
export const CHANGE: KnownKeys<DelegationChange> = {
  userId: true,
  startsAt: true,
  endsAt: true,
  workflowId: true,
  reason: true,
};

/** Checks what JavaScript hosts have no compiler to tell them. @throws WorkflowError `INVALID_REQUEST` */
export function checkDelegation(
  caller: string,
  input: DelegationChange,
  keys: Readonly<Record<string, true>>,
): void {
  requireKnown(input, keys, { caller });
  for (const name of ['startsAt', 'endsAt'] as const) {
    const time: unknown = input[name];
    const isTime = time instanceof Date && !Number.isNaN(time.getTime());
    if (isTime || time === undefined || (time === null && name === 'endsAt')) continue;
    throw refused({ caller }, name, 'must be a Date that exists');
  }
  const { workflowId, reason }: { workflowId?: unknown; reason?: unknown } = input;
  if ((workflowId ?? null) !== null && !Number.isSafeInteger(workflowId)) {
    throw refused({ caller }, 'workflowId', "must be a workflow's id, or null for all of them");
  }
  if ((reason ?? null) !== null && typeof reason !== 'string') {
    throw refused({ caller }, 'reason', 'must be text');
  }
}
